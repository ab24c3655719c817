import { ownValue } from '@sidelight/shared/own-property.ts';
import { otherSide } from './canonical/canon.ts';
import { settleGone } from './erase/settle-gone.ts';
import { type StrangerDeps, takeStrangers } from './make/take-strangers.ts';
import type { SyncScope, SyncStore } from './ports.ts';
import { type ReceiveDeps, receive } from './receive.ts';
import type { SideTarget } from './target.ts';

export interface ReadToldDeps extends ReceiveDeps, StrangerDeps {
  readonly store: Pick<SyncStore, 'transact' | 'told' | 'heard'>;
  readonly target: SideTarget;
}

/**
 * Reads the records of one side that we were told of, so that what follows rests on what stands there now: one after the
 * other when they come one by one, a whole batch a call when there are many.
 */
export async function readTold(deps: ReadToldDeps, scope: SyncScope, signal: AbortSignal): Promise<void> {
  const { store, target, now } = deps;
  const { side } = target;
  for (;;) {
    signal.throwIfAborted();
    const told = await store.told(scope, side, target.batch);
    if (told.length === 0) return;
    const ids = told.map(({ vendorId }) => vendorId);
    const snapshotMs = now();
    const { records, alias } = await target.read(ids, signal);
    const alive = records.filter(({ isDeleted }) => !isDeleted);
    const strangers = await receive(deps, scope, { side, records: alive, alias, snapshotMs });
    // Where none is made, they are found with what is asked for.
    if (deps.create.includes(otherSide(side)))
      await takeStrangers(deps, scope, side, { records: strangers, snapshotMs }, signal);
    const isThere = new Set(alive.map(({ id }) => id));
    const gone = ids.filter((id) => !isThere.has(id) && ownValue(alias, id) === undefined);
    await settleGone(deps, scope, gone, signal);
    await store.heard(scope, side, told);
  }
}
