import { isUpstreamError } from '../../connectors/upstream-error.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { SyncScope } from '../ports.ts';
import { isAlive, look } from './look.ts';
import type { MakeDeps, Wished } from './make-deps.ts';
import type { Making } from './ports.ts';
import { settleLeft } from './settle-left.ts';
import { settleMade } from './settle-made.ts';

/** How far one call to make came. */
export type Made =
  | { readonly kind: 'nothing_due' }
  | { readonly kind: 'gone_on' }
  /** Something else has to be first, or the vendor works on it. */
  | { readonly kind: 'wait'; readonly forMs: number }
  /** The vendor did not answer. */
  | { readonly kind: 'later'; readonly afterMs: number };

/** Some vendors make one a second: a round is over well within the time of one call. */
const ROUND = 5;
const PENDING_MS = 2000;
const RETRY_MS = 5000;

/**
 * A few of the records of `from` that are to be made on the other side. Each has its key before anything is sent, so
 * that one whose answer is lost, with this process or without, is found by it. Switched off, nothing is begun.
 */
export async function make(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  isOn: boolean,
  signal: AbortSignal,
): Promise<Made> {
  const { store, wave } = deps;
  const makings = await store.transact(scope, (tx) => tx.makings(from, ROUND, wave));
  const open = makings.filter(({ isSent }) => isSent);
  if (open.length > 0) return findOut(deps, scope, from, open, signal);
  if (!isOn) return { kind: 'nothing_due' };
  if (makings.length === 0) {
    const forMs = await store.transact(scope, (tx) => tx.nextMaking(from, wave));
    return forMs === undefined ? { kind: 'nothing_due' } : { kind: 'wait', forMs };
  }
  const wished = await look(deps, scope, from, makings, signal);
  return wished.length === 0 ? { kind: 'gone_on' } : create(deps, scope, from, wished, signal);
}

async function create(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  wished: readonly Wished[],
  signal: AbortSignal,
): Promise<Made> {
  const { store, targets } = deps;
  const ids = wished.map(({ record }) => record.id);
  await store.transact(scope, (tx) => tx.sendingMakings(from, ids));
  try {
    const items = wished.map(({ key, isFirst, values }) => ({ key, isFirst, values }));
    const { items: outcomes, pending } = await targets[otherSide(from)].create(items, signal);
    if (pending !== undefined) await store.transact(scope, (tx) => tx.sendingMakings(from, ids, pending));
    const isOpen = await settleMade(deps, scope, from, wished, outcomes, signal);
    if (pending !== undefined) return { kind: 'wait', forMs: PENDING_MS };
    return isOpen ? { kind: 'later', afterMs: RETRY_MS } : { kind: 'gone_on' };
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    const isUndone = error.isRefusal || error.reason === 'rate_limited' || error.reason === 'circuit_open';
    if (isUndone) await store.transact(scope, (tx) => tx.putOffMakings(from, ids, error.retryAfterMs ?? RETRY_MS));
    // What was refused as a whole is not let through by trying.
    if (error.reason === 'forbidden' || error.reason === 'credential') throw error;
    return { kind: 'later', afterMs: Math.max(RETRY_MS, error.retryAfterMs ?? 0) };
  }
}

/** What may have been made. Where nobody can say, it is looked for by all that could find it, and made by the same key. */
async function findOut(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  open: readonly Making[],
  signal: AbortSignal,
): Promise<Made> {
  const { store, targets } = deps;
  const pending = open.find((making) => making.pending !== undefined)?.pending;
  const those = open.filter((making) => making.pending === pending);
  const ids = those.map(({ vendorId }) => vendorId);
  const outcome = pending === undefined ? 'gone' : await targets[otherSide(from)].settle(pending, signal);
  if (outcome === 'under_way') return { kind: 'wait', forMs: PENDING_MS };
  const snapshotMs = deps.now();
  const { records } = await targets[from].read(ids, signal);
  const byId = new Map(records.map((record) => [record.id, record]));
  const erased = await deps.erasedOf(from, records);
  const isThere = ({ vendorId }: Making) => isAlive(byId.get(vendorId), erased);
  if (outcome !== 'gone') {
    const wished = those.filter(isThere).flatMap(({ vendorId, key }): Wished[] => {
      const record = byId.get(vendorId);
      return record ? [{ record, snapshotMs, key, isFirst: false, needed: {}, values: {} }] : [];
    });
    await settleMade(deps, scope, from, wished, outcome.items, signal);
  }
  const there = those.filter(isThere).map(({ vendorId }) => vendorId);
  await store.transact(scope, (tx) => tx.putOffMakings(from, there, 0));
  // Switched off, it is looked for all the same.
  const left = those.filter((making) => !isThere(making));
  await settleLeft(deps, scope, from, left, signal);
  return { kind: 'gone_on' };
}
