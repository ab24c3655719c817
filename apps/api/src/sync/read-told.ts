import { ownValue } from '@sidelight/shared/own-property.ts';
import { otherSide } from './canonical/canon.ts';
import { erasingMerged } from './erase/erase-merged.ts';
import { settleGone } from './erase/settle-gone.ts';
import { type StrangerDeps, takeStrangers } from './make/take-strangers.ts';
import { pagesOf } from './pages-of.ts';
import type { SyncScope, SyncStore, Told } from './ports.ts';
import { type ReceiveDeps, receive } from './receive.ts';
import type { SideTarget } from './target.ts';

export interface ReadToldDeps extends ReceiveDeps, StrangerDeps {
  readonly store: Pick<SyncStore, 'transact' | 'told' | 'heard'>;
  readonly target: SideTarget;
}

/** Pages that are read at once: each waits for a round trip. */
const READ_AT_ONCE = 4;

type Page = Awaited<ReturnType<SideTarget['read']>>;
const idsOf = (told: readonly Told[]): readonly string[] => told.map(({ vendorId }) => vendorId);

/**
 * Reads the records of one side that we were told of, so that what follows rests on what stands there now: one after the
 * other when they come one by one, whole batches at once when there are many.
 */
export async function readTold(deps: ReadToldDeps, scope: SyncScope, signal: AbortSignal): Promise<void> {
  const { store, target, now } = deps;
  const { side } = target;
  for (;;) {
    signal.throwIfAborted();
    const told = await store.told(scope, side, target.batch * READ_AT_ONCE);
    if (told.length === 0) return;
    const snapshotMs = now();
    const pages = await Promise.all(
      pagesOf(told, target.batch).map(async (page) => [page, await target.read(idsOf(page), signal)] as const),
    );
    for (const [page, read] of pages) await takeIn(page, read, snapshotMs);
  }

  async function takeIn(page: readonly Told[], { records, alias }: Page, snapshotMs: number): Promise<void> {
    const ids = idsOf(page);
    const alive = records.filter(({ isDeleted }) => !isDeleted);
    const strangers = await erasingMerged(deps, scope, side, { records: alive, alias }, () =>
      receive(deps, scope, { side, records: alive, alias, snapshotMs }),
    );
    // Where none is made, they are found with what is asked for.
    if (deps.create.includes(otherSide(side)))
      await takeStrangers(deps, scope, side, { records: strangers, snapshotMs }, signal);
    const isThere = new Set(alive.map(({ id }) => id));
    const gone = ids.filter((id) => !isThere.has(id) && ownValue(alias, id) === undefined);
    await settleGone(deps, scope, gone, signal);
    await store.heard(scope, side, page);
  }
}
