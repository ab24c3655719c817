import { sql } from 'kysely';
import { z } from 'zod';
import { AlertMessage } from '../alerts/message.ts';
import type { AlertLog, StoredAlert } from '../alerts/ports.ts';
import type { Database } from './database.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

interface Row {
  readonly id: string;
  readonly incident_id: string | null;
  readonly channel: string;
  readonly message: unknown;
  readonly state: string;
  readonly attempts: number;
  readonly why: string | null;
}

const State = z.enum(['waiting', 'sent', 'given_up']);

const alertOf = (row: Row): StoredAlert => ({
  ...{ id: row.id, incidentId: row.incident_id ?? undefined, channel: row.channel },
  ...{ message: AlertMessage.parse(row.message), state: State.parse(row.state) },
  ...{ attempts: row.attempts, why: row.why ?? undefined },
});

const stored = { table: 'alerts', keyOf: ({ id }: Row) => id };

export function createAlertLog(db: Database, onDamaged: OnDamaged = unheard): AlertLog {
  const one = (tenant: string, id: string) =>
    db.updateTable('alerts').where('tenant', '=', tenant).where('id', '=', id);
  return {
    async put(tenant, alerts) {
      if (alerts.length === 0) return [];
      const rows = await db
        .insertInto('alerts')
        .values(
          alerts.map(({ once, incidentId, channel, message }) => ({
            ...{ tenant, once, incident_id: incidentId ?? null, channel, message: JSON.stringify(message) },
          })),
        )
        .onConflict((c) => c.doNothing())
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async claim(tenant, most, holdMs) {
      const { rows } = await sql<Row>`update alerts set next_at = now() + ${holdMs} * interval '1 millisecond'
        where tenant = ${tenant} and id in (
          select id from alerts where tenant = ${tenant} and state = 'waiting' and next_at <= now()
          order by id limit ${most} for update skip locked)
        returning *`.execute(db);
      const damaged: string[] = [];
      const keep: OnDamaged = (row) => {
        damaged.push(row.row);
        onDamaged(row);
      };
      const due = fitting(rows, alertOf, stored, keep);
      // Nobody can say what it was to tell: it would be claimed for ever.
      for (const id of damaged) await one(tenant, id).set({ state: 'given_up', why: 'damaged' }).execute();
      return due.sort((a, b) => Number(a.id) - Number(b.id));
    },
    async sent(tenant, id) {
      await one(tenant, id).set({ state: 'sent', why: null }).execute();
    },
    async failed(tenant, id, why, retryMs) {
      await one(tenant, id)
        .set({
          ...{ state: retryMs === undefined ? 'given_up' : 'waiting', why },
          attempts: sql<number>`attempts + 1`,
          next_at: sql<Date>`now() + ${retryMs ?? 0} * interval '1 millisecond'`,
        })
        .execute();
    },
    async ofIncident(tenant, incidentId) {
      const of = db.selectFrom('alerts').selectAll().where('tenant', '=', tenant);
      const rows = await of.where('incident_id', '=', incidentId).orderBy('id').execute();
      return fitting(rows, alertOf, stored, onDamaged);
    },
    async find(tenant, id) {
      const of = db.selectFrom('alerts').selectAll().where('tenant', '=', tenant);
      const row = await of.where('id', '=', id).executeTakeFirst();
      return row && fitting([row], alertOf, stored, onDamaged)[0];
    },
    async isSaidSince(tenant, oncePrefix, since) {
      const row = await db
        .selectFrom('alerts')
        .select('id')
        .where('tenant', '=', tenant)
        .where(sql<boolean>`starts_with(once, ${oncePrefix})`)
        .where('made_at', '>=', new Date(since))
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
