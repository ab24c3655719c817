import { sql } from 'kysely';
import { z } from 'zod';
import { AlertMessage } from '../alerts/message.ts';
import type { AlertLog, NewAlert, Quiet, StoredAlert } from '../alerts/ports.ts';
import type { JobWriter } from '../jobs/ports.ts';
import { alertQueue } from '../jobs/queues.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { LEFT_TO_ITS_JOB } from './left-work.ts';
import { changeIn } from './on-record.ts';
import { storedAlertFailure } from './stored-alert-failure.ts';
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
  ...{ attempts: row.attempts, why: storedAlertFailure(row.why) },
});

const stored = { table: 'alerts', keyOf: ({ id }: Row) => id };

export function createAlertLog(db: Database, jobs: JobWriter<Database>, onDamaged: OnDamaged = unheard): AlertLog {
  const one = (tenant: string, id: string) =>
    db.updateTable('alerts').where('tenant', '=', tenant).where('id', '=', id);
  async function putIn(tx: Database, tenant: TenantId, alerts: readonly NewAlert[]): Promise<readonly string[]> {
    const rows = await tx
      .insertInto('alerts')
      .values(
        alerts.map(({ once, incidentId, channel, message }) => ({
          ...{ tenant, once, incident_id: incidentId ?? null, channel, message: JSON.stringify(message) },
          next_at: LEFT_TO_ITS_JOB,
        })),
      )
      .onConflict((c) => c.doNothing())
      .returning(['id', 'channel'])
      .execute();
    const made = rows.map(({ id, channel }) => ({ tenant, ids: { alertId: String(id) }, order: channel }));
    await jobs.put(tx, alertQueue, made);
    return rows.map(({ id }) => id);
  }
  async function isSaidSince(from: Database, tenant: TenantId, { prefix, since }: Quiet): Promise<boolean> {
    const row = await from
      .selectFrom('alerts')
      .select('id')
      .where('tenant', '=', tenant)
      .where(sql<boolean>`starts_with(once, ${prefix})`)
      .where('made_at', '>=', new Date(since))
      .executeTakeFirst();
    return row !== undefined;
  }
  return {
    async put(tenant, alerts, record) {
      if (alerts.length === 0) return [];
      return changeIn(
        db,
        record,
        (tx) => putIn(tx, tenant, alerts),
        (ids) => ids.length > 0,
      );
    },
    async putUnlessSaid(tenant, alerts, quiet, record) {
      if (alerts.length === 0) return [];
      const put = async (tx: Database) => {
        // One at a time of what is the same: whoever looks has seen what the one before has kept.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`alerts ${tenant} ${quiet.prefix}`}, 0))`.execute(tx);
        return (await isSaidSince(tx, tenant, quiet)) ? 'said' : putIn(tx, tenant, alerts);
      };
      return changeIn(db, record, put, (answer) => answer !== 'said' && answer.length > 0);
    },
    async sent(tenant, id) {
      await one(tenant, id).set({ state: 'sent', why: null }).execute();
    },
    async failed(tenant, id, why, isOver) {
      await one(tenant, id)
        .set({ state: isOver ? 'given_up' : 'waiting', why, attempts: sql<number>`attempts + 1` })
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
      return row && (fitting([row], alertOf, stored, onDamaged)[0] ?? 'damaged');
    },
    async isHeldUp(tenant, id) {
      const { rows } = await sql`select 1 from alerts one join alerts before on before.tenant = one.tenant
          and before.channel = one.channel and before.id < one.id
        where one.tenant = ${tenant} and one.id = ${id} and before.state = 'waiting' and before.attempts > 0
        limit 1`.execute(db);
      return rows.length > 0;
    },
    isSaidSince: (tenant, prefix, since) => isSaidSince(db, tenant, { prefix, since }),
  };
}
