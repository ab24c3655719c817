import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import type { SyncProperty, SyncRecord } from '../../sync-port.ts';
import { UpstreamError } from '../../upstream-error.ts';
import type { Filter, HubspotCalls } from './calls.ts';
import type { RecordKind } from './kinds.ts';
import type { createRead } from './read.ts';
import type { WireRecord } from './wire.ts';

const PAGE = 200;
/**
 * The index shows changes late, and in another order than they were made: mostly within seconds, so that a look goes
 * back a little, and once a minute far.
 */
const OVERLAP_MS = 20_000;
const FAR_OVERLAP_MS = 180_000;
const FAR_EVERY_MS = 60_000;
/** What was read of late is known by its stamp, and not read again: so many records, the latest. */
const MAX_KNOWN = 2000;
/** No record has this number: asked for, it brings HubSpot's own time, and no more. */
const NOBODY = '0';

/**
 * Where the watch stands. All times are HubSpot's: our clock may be wrong. A pass that has begun goes by time, from
 * page to page, or inside one time (`stamp`) by id: a batch run of theirs gives one time to more records than a search shows.
 */
const Cursor = z.strictObject({
  sinceMs: z.int(),
  /** When a look went back far. */
  farMs: z.int().default(0),
  /** Stamps by id. */
  known: z.record(z.string(), z.int()).default({}),
  pass: z
    .strictObject({
      startMs: z.int(),
      isFar: z.boolean().default(false),
      fromMs: z.int(),
      stamp: z.strictObject({ atMs: z.int(), afterId: z.string() }).optional(),
    })
    .optional(),
});
type Cursor = z.infer<typeof Cursor>;
type Pass = NonNullable<Cursor['pass']>;

interface Changed {
  readonly records: readonly SyncRecord[];
  readonly cursor: string;
  readonly isMore: boolean;
}

/** What changed since the start of the pass before, a page a call, each record with its history. */
export function createChanges(calls: HubspotCalls, kind: RecordKind, read: ReturnType<typeof createRead>) {
  async function theirNowMs(signal: AbortSignal): Promise<number> {
    const batch = await calls.batchRead(kind.path, [NOBODY], { properties: ['hs_object_id'] }, signal);
    return Date.parse(batch.startedAt);
  }

  return async (
    cursor: string | undefined,
    properties: readonly SyncProperty[],
    signal: AbortSignal,
  ): Promise<Changed> => {
    if (cursor === undefined) {
      const nowMs = await theirNowMs(signal);
      return told([], { sinceMs: nowMs, farMs: nowMs, known: {} });
    }
    const { sinceMs, farMs, known, pass: under } = readCursor(cursor);
    const pass = under ?? passFrom(sinceMs, farMs, await theirNowMs(signal));
    const { filters, sort } = question(kind, pass);
    const found = await calls.search(kind, filters, sort, [kind.modified], PAGE, signal);
    const next = following(pass, found.results, found.total);
    // They come again, in the order of their ids.
    const isRepeated = !pass.stamp && next?.stamp !== undefined;
    const fresh = isRepeated ? [] : found.results.filter((wire) => ownValue(known, wire.id) !== stampOf(wire));
    const ids = fresh.map(({ id }) => id);
    const { records } = ids.length === 0 ? { records: [] } : await read(ids, properties, signal);
    const now = latest(known, fresh, pass.startMs);
    if (next) return told(records, { sinceMs, farMs, known: now, pass: next });
    return told(records, { sinceMs: pass.startMs, farMs: pass.isFar ? pass.startMs : farMs, known: now });
  };
}

function passFrom(sinceMs: number, farMs: number, startMs: number): Pass {
  const isFar = startMs - farMs >= FAR_EVERY_MS;
  return { startMs, isFar, fromMs: sinceMs - (isFar ? FAR_OVERLAP_MS : OVERLAP_MS) };
}

const stampOf = ({ updatedAt }: WireRecord) => Date.parse(updatedAt);

/** Those a later look may come upon again. */
function latest(known: Cursor['known'], read: readonly WireRecord[], startMs: number): Cursor['known'] {
  const all = [...Object.entries(known), ...read.map((wire) => [wire.id, stampOf(wire)] as const)];
  const kept = [...new Map(all)].filter(([, atMs]) => atMs >= startMs - FAR_OVERLAP_MS - FAR_EVERY_MS);
  return Object.fromEntries(kept.sort(([, a], [, b]) => b - a).slice(0, MAX_KNOWN));
}

function question({ modified }: RecordKind, { fromMs, stamp }: Pass): { filters: Filter[]; sort: string } {
  if (!stamp) return { filters: [{ propertyName: modified, operator: 'GTE', value: String(fromMs) }], sort: modified };
  const filters: Filter[] = [
    { propertyName: modified, operator: 'EQ', value: String(stamp.atMs) },
    { propertyName: 'hs_object_id', operator: 'GT', value: stamp.afterId },
  ];
  return { filters, sort: 'hs_object_id' };
}

/** What to ask after this page; undefined at the end of the pass. Each step goes on in time or in ids. */
function following(pass: Pass, page: readonly WireRecord[], total: number): Pass | undefined {
  const { startMs, isFar, stamp } = pass;
  const [first, last] = [page[0], page.at(-1)];
  if (stamp) {
    if (!last || total <= page.length) return { startMs, isFar, fromMs: stamp.atMs + 1 };
    return { ...pass, stamp: { ...stamp, afterId: last.id } };
  }
  if (!first || !last || total <= page.length) return undefined;
  const [fromMs, untilMs] = [Date.parse(first.updatedAt), Date.parse(last.updatedAt)];
  // Asked again from the last time on, not past it: others have it too.
  return untilMs > fromMs
    ? { startMs, isFar, fromMs: untilMs }
    : { startMs, isFar, fromMs, stamp: { atMs: untilMs, afterId: NOBODY } };
}

const told = (records: readonly SyncRecord[], cursor: Cursor): Changed => ({
  ...{ records, cursor: JSON.stringify(cursor), isMore: cursor.pass !== undefined },
});

function readCursor(text: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch (error) {
    throw new UpstreamError('not_configured', undefined, { cause: error });
  }
}
