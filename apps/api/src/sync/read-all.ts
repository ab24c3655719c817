import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { Side } from './canonical/canon.ts';
import type { Read } from './compare-pair.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import type { KeptPage, ReadPages } from './read-pages.ts';
import type { SideTarget } from './target.ts';

export interface ReadAllDeps {
  readonly store: Pick<SyncStore, 'marks' | 'keepMarks'>;
  readonly target: SideTarget;
  /** What was read before the comparison was cut off. */
  readonly pages: ReadPages;
  now(): number;
  /** Records so far. */
  onPage(done: number): void;
}

/** Readers of one list at once. */
const READERS = 4;
/** A list that one reader has in a second or two needs no others. */
const MIN_PAGES = 8;

/** One reader of a part of the list: from its start to where the next one began. */
interface Part {
  readonly start: string | undefined;
  readonly next: string[];
}

/**
 * Every record of one side that may be written. The list is read from several places at once, where an earlier reading
 * has kept some: a page costs a round trip, and there are hundreds. A reader stops where it meets a record that the
 * one behind it has read; where that one's place is good no more, it goes on through its part.
 */
export async function readAll(
  { store, target, pages, now, onPage }: ReadAllDeps,
  scope: SyncScope,
  signal: AbortSignal,
): Promise<Map<string, Read>> {
  const { side } = target;
  const found = new Map<string, Read>();
  const readBy = new Map<string, number>();
  const kept = await pages.places(side);
  const starts = target.hasLastingPages ? await store.marks(scope, side) : [];
  const parts: Part[] = [undefined, ...starts].map((start) => ({ start, next: [] }));

  async function pageFrom(after: string | undefined): Promise<KeptPage> {
    const place = after ?? '';
    const before = kept.has(place) ? await pages.page(side, place) : undefined;
    if (before) return before;
    const snapshotMs = now();
    const read = { page: await target.list(after, signal), snapshotMs };
    await pages.keep(side, place, read);
    return read;
  }
  async function readPart({ start, next }: Part, own: number): Promise<void> {
    let after = start;
    for (;;) {
      const { page, snapshotMs } = await pageFrom(after);
      let isMet = false;
      for (const record of page.records) {
        const before = readBy.get(record.id);
        if (before !== undefined && before > own) isMet = true;
        if (before !== undefined) continue;
        readBy.set(record.id, own);
        if (!record.isProtected) found.set(record.id, { record, snapshotMs });
      }
      onPage(found.size);
      if (page.next === undefined || isMet) return;
      next.push(page.next);
      after = page.next;
    }
  }
  await Promise.all(
    parts.map((part, own) =>
      readPart(part, own).catch((error: unknown) => {
        const isBadPlace = part.start !== undefined && part.next.length === 0;
        if (!isBadPlace || !isUpstreamError(error) || !error.isRefusal) throw error;
      }),
    ),
  );
  if (target.hasLastingPages) await keep(store, scope, side, parts);
  return found;
}

/** Places that divide the list in equal parts. */
async function keep(store: ReadAllDeps['store'], scope: SyncScope, side: Side, parts: readonly Part[]): Promise<void> {
  const places = parts.flatMap(({ start, next }) => (start === undefined ? next : [start, ...next]));
  const marks =
    places.length < MIN_PAGES
      ? []
      : Array.from({ length: READERS - 1 }, (_, n) => places[Math.floor(((n + 1) * places.length) / READERS)] ?? '');
  await store.keepMarks(scope, side, marks);
}
