import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { otherSide, type Side } from '../sync/canonical/canon.ts';
import type { CreationWave, Making, Makings } from '../sync/make/ports.ts';
import type { SyncScope } from '../sync/ports.ts';
import type { Database } from './database.ts';

const Place = z.object({ n: z.int() });
const BEFORE_ALL = new Date(0);
/** What waits so little longer goes with the rest. */
const SOON_MS = 400;

/** Records to be made of one kind of one tenant, within a transaction that its caller ends. */
export function withinMakings(
  tx: Database,
  { tenant, object }: SyncScope,
  now: () => number,
  queue: (to: Side) => void,
): Makings {
  const of = (side: Side) => ({ tenant, object, side });
  /** Those that somebody has seen, and the others while they are few. */
  const count = async (side: Side, filter: { readonly is_approved?: boolean; readonly is_sent?: boolean }) => {
    const { n } = await tx
      .selectFrom('sync_makings')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where((eb) => eb.and({ ...of(side), ...filter }))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const allowed = async (side: Side, { creations, atLeast }: CreationWave) => {
    const n = await count(side, { is_approved: false, is_sent: false });
    const rows = tx.selectFrom('sync_makings').where((eb) => eb.and(of(side)));
    if (n <= atLeast || n <= creations * (await linked())) return rows;
    return rows.where((eb) => eb.or([eb('is_approved', '=', true), eb('is_sent', '=', true)]));
  };
  const linked = async () => {
    const { n } = await tx
      .selectFrom('sync_records')
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .where((eb) => eb.and({ tenant, object }))
      .executeTakeFirstOrThrow();
    return Number(n);
  };
  const some = (side: Side, ids: readonly string[]) =>
    tx
      .updateTable('sync_makings')
      .where((eb) => eb.and(of(side)))
      .where('source_id', 'in', ids);

  async function want(from: Side, vendorIds: readonly string[], isApproved: boolean, wantedAt: Date): Promise<void> {
    if (vendorIds.length === 0) return;
    const rows = [...new Set(vendorIds)].map((source_id) => ({ source_id, key: randomUUID() }));
    await sql`insert into sync_makings (tenant, object, side, source_id, key, is_approved, wanted_at)
      select ${tenant}, ${object}, ${from}, n.source_id, n.key, ${isApproved}, ${wantedAt}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n(source_id text, key text)
      on conflict (tenant, object, side, source_id)
      do update set is_approved = sync_makings.is_approved or excluded.is_approved,
        wanted_at = least(sync_makings.wanted_at, excluded.wanted_at)`.execute(tx);
    queue(otherSide(from));
  }

  return {
    want: (from, vendorIds, isApproved) => want(from, vendorIds, isApproved, new Date(now())),
    wantFirst: (from, vendorIds) => want(from, vendorIds, true, BEFORE_ALL),
    async approveMakings(from) {
      const { numUpdatedRows } = await tx
        .updateTable('sync_makings')
        .set({ is_approved: true })
        .where((eb) => eb.and({ ...of(from), is_approved: false }))
        .executeTakeFirst();
      if (numUpdatedRows > 0n) queue(otherSide(from));
    },
    async makings(from, most, wave) {
      const rows = await (await allowed(from, wave))
        .select(['source_id', 'key', 'is_sent', 'sends', 'pending', 'waits'])
        .where('due_at', '<=', new Date(now() + SOON_MS))
        .orderBy('is_sent', 'desc')
        .orderBy('wanted_at')
        .orderBy('source_id')
        .limit(most)
        .execute();
      return rows.map(
        ({ source_id, key, is_sent, sends, pending, waits }): Making => ({
          ...{ from, vendorId: source_id, key, isSent: is_sent, isFirst: sends === 0, waits },
          ...(pending !== null && { pending }),
        }),
      );
    },
    async nextMaking(from, wave) {
      const next = await (await allowed(from, wave)).select(({ fn }) => fn.min('due_at').as('at')).executeTakeFirst();
      return next?.at ? Math.max(0, new Date(next.at).getTime() - now()) : undefined;
    },
    async inLine(from, vendorId) {
      const { rows } = await sql`select count(*)::int n from sync_makings m, sync_makings own
        where own.tenant = ${tenant} and own.object = ${object} and own.side = ${from} and own.source_id = ${vendorId}
          and m.tenant = own.tenant and m.object = own.object and m.side = own.side
          and (m.wanted_at, m.source_id) <= (own.wanted_at, own.source_id)`.execute(tx);
      return z.array(Place).parse(rows)[0]?.n ?? 0;
    },
    async isWanted(from, vendorId) {
      const row = await tx
        .selectFrom('sync_makings')
        .select('key')
        .where((eb) => eb.and({ ...of(from), source_id: vendorId }))
        .executeTakeFirst();
      return row !== undefined;
    },
    async sendingMakings(from, vendorIds, pending) {
      if (vendorIds.length === 0) return;
      await some(from, vendorIds)
        .set({ is_sent: true, pending: pending ?? null, sends: sql<number>`sends + 1` })
        .execute();
    },
    async putOffMakings(from, vendorIds, afterMs) {
      if (vendorIds.length === 0) return;
      await some(from, vendorIds)
        .set({ is_sent: false, pending: null, due_at: new Date(now() + afterMs), waits: sql<number>`waits + 1` })
        .execute();
    },
    goOnMaking: (from) => queue(otherSide(from)),
    async forgetMakings(from, vendorIds) {
      if (vendorIds.length === 0) return;
      await tx
        .deleteFrom('sync_makings')
        .where((eb) => eb.and(of(from)))
        .where('source_id', 'in', vendorIds)
        .execute();
    },
  };
}
