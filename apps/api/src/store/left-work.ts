import { sql } from 'kysely';
import type { JobWriter } from '../jobs/ports.ts';
import { alertQueue, markQueue, webhookQueue } from '../jobs/queues.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';

/**
 * When a release that had no jobs, and runs beside this one during an update, would take such a row up: never. What
 * such a release leaves behind stands there with an earlier time.
 */
export const LEFT_TO_ITS_JOB = sql<Date>`'infinity'::timestamptz`;

const MAX_AT_ONCE = 500;
/** That release tried a delivery no oftener. */
const MAX_ATTEMPTS = 5;

/** Makes jobs of what a release without any has left behind. Answers how many; there may be more where it is a lot. */
export function createLeftWork(db: Database, jobs: JobWriter<Database>) {
  const alerts = (tx: Database) =>
    sql<{ tenant: string; id: string; channel: string }>`
    update alerts set next_at = ${LEFT_TO_ITS_JOB} where (tenant, id) in (
      select tenant, id from alerts where state = 'waiting' and next_at <= now()
      order by id limit ${MAX_AT_ONCE} for update skip locked)
    returning tenant, id, channel`.execute(tx);
  const marks = (tx: Database) =>
    sql<{ tenant: string; ticket_id: string; basis: string }>`
    update ticket_marks set next_at = ${LEFT_TO_ITS_JOB} where (tenant, ticket_id, basis) in (
      select tenant, ticket_id, basis from ticket_marks where state = 'waiting' and next_at <= now()
      order by made_at limit ${MAX_AT_ONCE} for update skip locked)
    returning tenant, ticket_id, basis`.execute(tx);
  const deliveries = (tx: Database) =>
    sql<{ tenant: string; delivery_id: string }>`
    update webhook_inbox set taken_until = ${LEFT_TO_ITS_JOB} where (tenant, system, delivery_id) in (
      select tenant, system, delivery_id from webhook_inbox
      where handled_at is null and attempts < ${MAX_ATTEMPTS} and (taken_until is null or taken_until < now())
      order by received_at limit ${MAX_AT_ONCE} for update skip locked)
    returning tenant, delivery_id`.execute(tx);

  return async (): Promise<number> =>
    db.transaction().execute(async (tx) => {
      const found = { alerts: await alerts(tx), marks: await marks(tx), deliveries: await deliveries(tx) };
      const inOrder = found.alerts.rows.toSorted((a, b) => Number(a.id) - Number(b.id));
      for (const { tenant, id, channel } of inOrder)
        await jobs.put(tx, alertQueue, [
          { tenant: requireTenant(tenant), ids: { alertId: String(id) }, order: channel },
        ]);
      await jobs.put(
        tx,
        markQueue,
        found.marks.rows.map(({ tenant, ticket_id: ticketId, basis }) => ({
          ...{ tenant: requireTenant(tenant), ids: { ticketId, basis } },
        })),
      );
      await jobs.put(
        tx,
        webhookQueue,
        found.deliveries.rows.map(({ tenant, delivery_id: deliveryId }) => ({
          ...{ tenant: requireTenant(tenant), ids: { deliveryId } },
        })),
      );
      return Object.values(found).reduce((sum, { rows }) => sum + rows.length, 0);
    });
}
