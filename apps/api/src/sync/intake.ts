import { holdGone } from './gone.ts';
import { type StrangerDeps, takeStrangers } from './make/take-strangers.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { type ReceiveDeps, receive } from './receive.ts';
import type { SideTarget } from './target.ts';

export interface IntakeDeps extends ReceiveDeps, StrangerDeps {
  readonly store: Pick<SyncStore, 'transact' | 'cursor' | 'moveCursor'>;
  readonly target: SideTarget;
}

export type TakenIn =
  | { readonly kind: 'read'; readonly records: number }
  /** What happened since cannot be told any more: everything has to be compared. */
  | { readonly kind: 'expired' };

/** So many pages in one go: what is left is read next time. */
const MAX_PAGES = 50;

/**
 * What has changed on one side since the last time. The cursor moves when the page is stored, so that a page read
 * twice is the worst that a death can do.
 */
export async function takeIn(deps: IntakeDeps, scope: SyncScope, signal: AbortSignal): Promise<TakenIn> {
  const { store, target, now } = deps;
  let cursor = await store.cursor(scope, target.side);
  let records = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    const snapshotMs = now();
    const found = await target.changes(cursor, signal);
    if (found === 'expired') return { kind: 'expired' };
    const alive = found.records.filter(({ isDeleted }) => !isDeleted);
    const gone = found.records.filter(({ isDeleted }) => isDeleted).map(({ id }) => id);
    if (gone.length > 0) await store.transact(scope, (tx) => holdGone(tx, target.side, gone));
    const strangers = await receive(deps, scope, { side: target.side, records: alive, snapshotMs });
    await takeStrangers(deps, scope, target.side, { records: strangers, snapshotMs }, signal);
    await store.moveCursor(scope, target.side, found.cursor);
    cursor = found.cursor;
    records += found.records.length;
    if (!found.isMore) break;
  }
  return { kind: 'read', records };
}
