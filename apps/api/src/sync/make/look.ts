import type { SyncRecord } from '../../connectors/sync-port.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { NewDeadLetter, SyncScope } from '../ports.ts';
import { findPartner } from './find-partner.ts';
import { settlePartner } from './join-pair.ts';
import type { MakeDeps, Wished } from './make-deps.ts';
import type { Making } from './ports.ts';
import { settleLeft } from './settle-left.ts';
import { wishFor } from './wish.ts';

/**
 * Reads the records again, since much may have happened since they were put in line, and answers those that are to be
 * made. Those that are gone are looked for on the other side if they may have been made; those that may not be written or
 * lack what they need are forgotten, and come again with their next edit; those that have a partner are linked; where several could be meant a person is asked.
 */
export async function look(
  deps: MakeDeps,
  scope: SyncScope,
  from: Side,
  makings: readonly Making[],
  signal: AbortSignal,
): Promise<readonly Wished[]> {
  const { store, targets, codecs, plan, now } = deps;
  const to = otherSide(from);
  const ids = makings.map(({ vendorId }) => vendorId);
  const linked = await store.transact(scope, (tx) => tx.bySide(from, ids));
  const isLinked = new Set(linked.map((record) => record[from]));
  const snapshotMs = now();
  const { records } = await targets[from].read(ids, signal);
  const found = new Map(records.map((record) => [record.id, record]));
  const erased = await deps.erasedOf(from, records);
  const wished: Wished[] = [];
  const isThere = ({ vendorId }: Making) => isLinked.has(vendorId) || isAlive(found.get(vendorId), erased);
  await settleLeft(
    deps,
    scope,
    from,
    makings.filter((making) => !making.isFirst && !isThere(making)),
    signal,
  );
  for (const making of makings) {
    const { vendorId, key, isFirst } = making;
    const record = found.get(vendorId);
    if (!isFirst && !isThere(making)) continue;
    if (!record || record.isDeleted || record.isProtected || isLinked.has(vendorId) || erased.has(vendorId)) {
      await forget(vendorId);
      continue;
    }
    const wish = await wishFor(codecs, plan, from, record);
    const company = wish.kind === 'ready' ? await deps.companyOf(record, making) : undefined;
    if (company?.kind === 'wait') {
      await store.transact(scope, (tx) => tx.putOffMakings(from, [vendorId], company.forMs));
      continue;
    }
    // What nobody else there may have is found out by trying, where it can be tried.
    const searched = deps.match.filter((codec) => !targets[to].exclusive.has(codec.property(to)));
    const partner = await findPartner(deps, from, record, signal, wish.kind === 'ready' ? searched : deps.match);
    if (partner.kind !== 'nobody') {
      await settlePartner(deps, scope, from, { record, snapshotMs }, partner);
    } else if (wish.kind === 'ready') {
      const into = company?.kind === 'there' && plan.company ? { [plan.company[to]]: company.id } : undefined;
      wished.push({ record, snapshotMs, key, isFirst, needed: wish.needed, values: { ...wish.values, ...into } });
    } else if (wish.kind === 'invalid') {
      const { field, why: reason, valueClass } = wish;
      await bury({ record: `${from}:${vendorId}`, side: to, field, reason, valueClass }, vendorId);
    } else await forget(vendorId);
  }
  return wished;

  async function forget(vendorId: string) {
    await store.transact(scope, (tx) => tx.forgetMakings(from, [vendorId]));
  }
  async function bury(letter: NewDeadLetter, vendorId: string) {
    await store.transact(scope, async (tx) => {
      await tx.bury([letter]);
      await tx.forgetMakings(from, [vendorId]);
    });
  }
}

/** Not deleted on its own side, nor erased. */
export const isAlive = (record: SyncRecord | undefined, erased: ReadonlySet<string>): boolean =>
  record !== undefined && !record.isDeleted && !erased.has(record.id);
