import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ItemOutcome, SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import { eraseLinked } from '../erase/erased.ts';
import type { SyncScope } from '../ports.ts';
import { noConsequences, storeConsequences } from '../take-decision.ts';
import { fillPair } from './fill-pair.ts';
import { findPartner, partnerById } from './find-partner.ts';
import { settlePartner } from './join-pair.ts';
import type { MakeDeps, Wished } from './make-deps.ts';

type Outcomes = Readonly<Record<string, ItemOutcome>>;
type Refused = Extract<ItemOutcome, { kind: 'refused' }>;

/** What became of records that were to be made. Answers whether nobody can say it of some of them. */
export async function settleMade(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  wished: readonly Wished[],
  outcomes: Outcomes,
  signal: AbortSignal,
): Promise<boolean> {
  const made: Answered[] = [];
  const bare: Wished[] = [];
  let isOpen = false;
  for (const wish of wished) {
    const outcome = ownValue(outcomes, wish.key) ?? { kind: 'unknown' };
    if (outcome.kind === 'unknown') isOpen = true;
    else if (outcome.kind === 'written') made.push({ wish, outcome });
    else if (outcome.why !== 'duplicate' && hasMore(wish)) bare.push(wish);
    else await settleRefused(deps, scope, from, wish, outcome, signal);
  }
  await linkMade(deps, scope, from, made, signal);
  if (bare.length === 0) return isOpen;
  // One value too many: with what it needs it is made all the same, and the values are written one by one after that.
  const least = bare.map((wish) => ({ ...wish, values: wish.needed }));
  const items = least.map(({ key, values }) => ({ key, values }));
  const again = await deps.targets[otherSide(from)].create(items, signal);
  return (await settleMade(deps, scope, from, least, again.items, signal)) || isOpen;
}

const hasMore = ({ values, needed }: Wished): boolean =>
  Object.keys(needed).length > 0 && Object.keys(values).length > Object.keys(needed).length;

interface Answered {
  readonly wish: Wished;
  readonly outcome: Extract<ItemOutcome, { kind: 'written' }>;
}

/** All they hold is known, so that what was not accepted with the rest is written by the same decisions as any edit. */
async function linkMade(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  made: readonly Answered[],
  signal: AbortSignal,
): Promise<void> {
  const to = otherSide(from);
  const told = made.flatMap(({ wish, outcome: { id, versionMs, values } }): SyncRecord[] => {
    const isSent = (property: string) => Object.hasOwn(wish.values, property);
    const isAll = deps.codecs.some((codec) => Object.hasOwn(values, codec.property(to)) && !isSent(codec.property(to)));
    return isAll ? [{ id, versionMs, values, unreadable: [] }] : [];
  });
  const byId = new Map(told.map((record) => [record.id, record]));
  const unknown = made.map(({ outcome }) => outcome.id).filter((id) => !byId.has(id));
  // Some vendors answer with nothing but what was sent.
  const read = unknown.length === 0 ? undefined : await deps.targets[to].read(unknown, signal);
  for (const record of read?.records ?? []) byId.set(record.id, record);
  const linked: Pair[] = [];
  for (const { wish, outcome } of made) {
    const there = byId.get(outcome.id);
    // Deleted again at once: nothing is linked, and nothing made a second time.
    if (there) linked.push(await linkOne(deps, scope, from, wish.record, there));
    else await deps.store.transact(scope, (tx) => tx.forgetMakings(from, [wish.record.id]));
  }
  await eraseLinked(deps, linked);
}
type Pair = Readonly<Record<Side, SyncRecord>>;

async function linkOne(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  here: SyncRecord,
  there: SyncRecord,
): Promise<Pair> {
  const both = from === 'left' ? { left: here, right: there } : { left: there, right: here };
  await deps.store.transact(scope, async (tx) => {
    await tx.forgetMakings(from, [here.id]);
    const taken = [...(await tx.bySide(from, [here.id])), ...(await tx.bySide(otherSide(from), [there.id]))];
    if (taken.length > 0) return;
    const into = noConsequences();
    const [linked] = await tx.link([[both.left.id, both.right.id]]);
    if (!linked) return;
    await tx.save([await fillPair(deps, linked, from, both, into)]);
    await storeConsequences(tx, into);
  });
  return both;
}

/** Somebody has the value already: that one, if it can only be that one. Else it waits as a dead letter. */
async function settleRefused(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  { record, snapshotMs }: Wished,
  { why, property, other }: Refused,
  signal: AbortSignal,
): Promise<void> {
  const { store, codecs } = deps;
  const to = otherSide(from);
  if (why === 'duplicate') {
    const partner =
      other === undefined
        ? await findPartner(deps, from, record, signal)
        : await partnerById(deps, from, record, { id: other, by: property }, signal);
    if (partner.kind !== 'nobody') return settlePartner(deps, scope, from, { record, snapshotMs }, partner);
  }
  const field = codecs.find((codec) => codec.property(to) === property)?.id ?? '';
  await store.transact(scope, async (tx) => {
    await tx.bury([{ record: `${from}:${record.id}`, side: to, field, reason: why }]);
    await tx.forgetMakings(from, [record.id]);
  });
}
