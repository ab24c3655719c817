import { sql } from 'kysely';
import type { JobWriter } from '../jobs/ports.ts';
import { alertQueue, markQueue, webhookQueue } from '../jobs/queues.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
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
      for (const { id, channel, ...row } of inOrder)
        await jobs.put(tx, alertQueue, ofTenant(row, { ids: { alertId: String(id) }, order: channel }));
      const marked = found.marks.rows.flatMap(({ ticket_id: ticketId, basis, ...row }) =>
        ofTenant(row, { ids: { ticketId, basis } }),
      );
      await jobs.put(tx, markQueue, marked);
      const delivered = found.deliveries.rows.flatMap(({ delivery_id: deliveryId, ...row }) =>
        ofTenant(row, { ids: { deliveryId } }),
      );
      await jobs.put(tx, webhookQueue, delivered);
      return Object.values(found).reduce((sum, { rows }) => sum + rows.length, 0);
    });
}

/** None of a row whose tenant is no helpdesk's name: it must not keep the others waiting. */
function ofTenant<J>(row: { readonly tenant: string }, job: J): (J & { readonly tenant: TenantId })[] {
  const tenant = tenantId(row.tenant);
  return tenant ? [{ tenant, ...job }] : [];
}
