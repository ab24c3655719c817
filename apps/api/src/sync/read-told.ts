import { ownValue } from '@sidelight/shared/own-property.ts';
import type { SyncRecord } from '../connectors/sync-port.ts';
import { otherSide } from './canonical/canon.ts';
import { erasingMerged } from './erase/erase-merged.ts';
import { settleGone } from './erase/settle-gone.ts';
import { type StrangerDeps, takeStrangers } from './make/take-strangers.ts';
import { pagesOf } from './pages-of.ts';
import type { SyncScope, SyncStore, Told } from './ports.ts';
import { type ReceiveDeps, receive } from './receive.ts';
import type { SideTarget } from './target.ts';
import { toldAhead } from './told-ahead.ts';

export interface ReadToldDeps extends ReceiveDeps, StrangerDeps {
  readonly store: Pick<SyncStore, 'transact' | 'told' | 'heard'>;
  readonly target: SideTarget;
}

interface Read {
  readonly records: readonly SyncRecord[];
  readonly alias: Readonly<Record<string, string>>;
  /** Our clock, just before they were read. */
  readonly snapshotMs: number;
}

const idsOf = (told: readonly Told[]): readonly string[] => told.map(({ vendorId }) => vendorId);

/**
 * Reads the records of one side that we were told of, so that what follows rests on what stands there now: one after the
 * other when they come one by one, whole batches at once when there are many.
 */
export async function readTold(deps: ReadToldDeps, scope: SyncScope, signal: AbortSignal): Promise<void> {
  const { store, target, now } = deps;
  const { side } = target;
  const told = (most: number) => store.told(scope, side, most);
  signal.throwIfAborted();
  // What a group changes is stored in one transaction.
  for await (const [some, read] of toldAhead({ batch: target.batch, told, read: reading })) {
    signal.throwIfAborted();
    await takeIn(some, read);
  }

  async function reading(some: readonly Told[]): Promise<Read> {
    const snapshotMs = now();
    const pages = await Promise.all(pagesOf(some, target.batch).map((page) => target.read(idsOf(page), signal)));
    return {
      snapshotMs,
      records: pages.flatMap(({ records }) => records),
      alias: Object.fromEntries(pages.flatMap(({ alias }) => Object.entries(alias))),
    };
  }

  async function takeIn(some: readonly Told[], { records, alias, snapshotMs }: Read): Promise<void> {
    const ids = idsOf(some);
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
    await store.heard(scope, side, some);
  }
}
