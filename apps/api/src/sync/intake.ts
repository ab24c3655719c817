import { UpstreamError } from '../connectors/upstream-error.ts';
import { erasingMerged } from './erase/erase-merged.ts';
import { settleGone } from './erase/settle-gone.ts';
import { type StrangerDeps, takeStrangers } from './make/take-strangers.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { type ReceiveDeps, receive } from './receive.ts';
import type { SideTarget } from './target.ts';

export interface IntakeDeps extends ReceiveDeps, StrangerDeps {
  readonly store: Pick<SyncStore, 'transact' | 'cursor' | 'moveCursor'>;
  readonly target: SideTarget;
  /** What happened since the last time cannot be told any more. */
  compareAll(): Promise<void>;
}

/** So many pages in one go: what is left is read next time. */
const MAX_PAGES = 50;

/**
 * What has changed on one side since the last time. The cursor moves when the page is stored, so that a page read
 * twice is the worst that a death can do. One that has expired is begun anew, and everything is compared from then
 * on.
 */
export async function takeIn(deps: IntakeDeps, scope: SyncScope, signal: AbortSignal): Promise<void> {
  const { store, target, now } = deps;
  let cursor = await store.cursor(scope, target.side);
  for (let page = 0; page < MAX_PAGES; page++) {
    const snapshotMs = now();
    const told = await target.changes(cursor, signal);
    const found = told === 'expired' && cursor !== undefined ? await target.changes(undefined, signal) : told;
    // What begins now cannot be over.
    if (found === 'expired') throw new UpstreamError('bad_answer');
    if (told === 'expired') await deps.compareAll();
    const alive = found.records.filter(({ isDeleted }) => !isDeleted);
    const gone = found.records.filter(({ isDeleted }) => isDeleted).map(({ id }) => id);
    await settleGone(deps, scope, gone, signal);
    const strangers = await erasingMerged(deps, scope, target.side, { records: alive }, () =>
      receive(deps, scope, { side: target.side, records: alive, snapshotMs }),
    );
    await takeStrangers(deps, scope, target.side, { records: strangers, snapshotMs }, signal);
    await store.moveCursor(scope, target.side, found.cursor);
    cursor = found.cursor;
    if (!found.isMore) break;
  }
}
