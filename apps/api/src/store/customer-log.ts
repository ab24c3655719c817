import type { JobWriter } from '../jobs/ports.ts';
import { newCustomerQueue } from '../jobs/queues.ts';
import type { CustomerLog, KnownCustomer } from '../sync/customer/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';

interface Row {
  readonly company_id: string;
  readonly deal_id: string;
  readonly won_at: Date;
  readonly begun_at: Date;
  readonly organization_id: string | null;
  readonly contacts: number;
  readonly made_at: Date | null;
}
const ms = (at: Date | null) => (at === null ? undefined : new Date(at).getTime());
const customerOf = (row: Row): KnownCustomer => ({
  ...{ companyId: row.company_id, dealId: row.deal_id, contacts: row.contacts },
  ...{ wonAtMs: new Date(row.won_at).getTime(), begunAtMs: new Date(row.begun_at).getTime() },
  ...{ organizationId: row.organization_id ?? undefined, madeAtMs: ms(row.made_at) },
});

/** New customers and what is to be done for each, one row each. */
export function createCustomerLog(db: Database, jobs: JobWriter<Database>, now: () => number): CustomerLog {
  const customers = (tenant: TenantId) => db.selectFrom('new_customers').selectAll().where('tenant', '=', tenant);
  const one = (tenant: TenantId, companyId: string) =>
    db.updateTable('new_customers').where('tenant', '=', tenant).where('company_id', '=', companyId);
  return {
    async begin(tenant, { companyId, dealId, wonAtMs, contacts }, steps) {
      return db.transaction().execute(async (tx) => {
        const row = { tenant, company_id: companyId, deal_id: dealId, won_at: new Date(wonAtMs), contacts };
        const made = await tx
          .insertInto('new_customers')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if ((made.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
        const list = steps.map(({ id, dueAtMs }, n) => ({
          ...{ tenant, company_id: companyId, n, step: id, due_at: new Date(dueAtMs) },
        }));
        if (list.length > 0) await tx.insertInto('onboarding_steps').values(list).execute();
        await jobs.put(tx, newCustomerQueue, [{ tenant, ids: { companyId }, order: companyId }]);
        return true;
      });
    },
    async find(tenant, companyId) {
      const row = await customers(tenant).where('company_id', '=', companyId).executeTakeFirst();
      return row && customerOf(row);
    },
    async ofOrganization(tenant, organizationId) {
      const row = await customers(tenant)
        .where('organization_id', '=', organizationId)
        .orderBy('begun_at', 'desc')
        .executeTakeFirst();
      return row && customerOf(row);
    },
    async there(tenant, companyId, organizationId) {
      await one(tenant, companyId).set({ organization_id: organizationId }).execute();
    },
    async made(tenant, companyId) {
      await one(tenant, companyId)
        .set({ made_at: new Date(now()) })
        .execute();
    },
    async steps(tenant, companyId) {
      const rows = await db
        .selectFrom('onboarding_steps')
        .select(['step', 'due_at', 'done_at', 'done_by'])
        .where('tenant', '=', tenant)
        .where('company_id', '=', companyId)
        .orderBy('n')
        .execute();
      return rows.map(({ step, due_at, done_at, done_by }) => ({
        ...{ id: step, dueAtMs: new Date(due_at).getTime(), doneAtMs: ms(done_at), doneBy: done_by ?? undefined },
      }));
    },
    async tick(tenant, companyId, step, by, record) {
      const tick = async (tx: Database) => {
        const { numUpdatedRows } = await tx
          .updateTable('onboarding_steps')
          .set({ done_at: by === undefined ? null : new Date(now()), done_by: by ?? null })
          .where('tenant', '=', tenant)
          .where('company_id', '=', companyId)
          .where('step', '=', step)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      };
      return changeIn(db, record, tick, Boolean);
    },
  };
}
