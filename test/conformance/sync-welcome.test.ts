import { queues } from '@sidelight/api/jobs/queues.ts';
import { createCustomerLog } from '@sidelight/api/store/customer-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { createWelcome } from '@sidelight/api/sync/customer/welcome.ts';
import { type FieldState, unknownField } from '@sidelight/api/sync/field-state.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { codecOf } from '../sync-cases/codec-of.ts';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const tenant = requireTenant('acme');
const scope = { tenant, object: 'company' };
const codec = codecOf({
  type: 'text',
  direction: 'two_way',
  rule: 'newest_with_review',
  at: { crm: 'a', helpdesk: 'b' },
});
const no = () => Promise.reject(new Error('not asked for here'));
const holding = (value: string | null): FieldState => ({
  ...unknownField(),
  agreed: { value },
  ...{ left: { holds: value, sent: [] }, right: { holds: value, sent: [] } },
});

/** What a won deal does to the status of its company. */
onEachDatabase('the first status', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    for (const table of ['sync_records', 'new_customers', 'onboarding_steps'])
      await sql`delete from ${sql.table(table)}`.execute(opened.db);
  });
  const store = () => createSyncStore(opened.db, stage.jobs, Date.now);
  const log = () => createCustomerLog(opened.db, stage.jobs, Date.now);
  const status = async () => (await store().transact(scope, (tx) => tx.bySide('left', ['1'])))[0]?.fields.one?.agreed;
  async function give(value: string | null) {
    await store().transact(scope, async (tx) => {
      const [linked] = await tx.bySide('left', ['1']);
      const record = linked ?? (await tx.link([['1', '11']]))[0]!;
      await tx.save([{ ...record, fields: { one: holding(value) } }]);
    });
  }
  const goOn = (tell: () => Promise<void>) =>
    createWelcome({
      ...{ tenant, store: store(), log: log(), now: Date.now, tell, isOn: async () => true },
      declared: () => ({ status: { field: 'one', value: 'onboarding' }, mostContacts: 0, tell: 'ops', checklist: [] }),
      deals: () => ({ changes: no, won: no, contactsOf: no }),
      codecs: async () => [codec],
    }).goOn('1');
  const won = () => log().begin(tenant, { companyId: '1', dealId: 'd', wonAtMs: Date.now(), contacts: 0 }, []);

  it('is given to a company that has none', async () => {
    await won();
    await give(null);
    await goOn(async () => {});
    expect(await status()).toEqual({ value: 'onboarding' });
  });

  it('is not given to one that has been a customer before', async () => {
    await won();
    await give('at_risk');
    await goOn(async () => {});
    expect(await status()).toEqual({ value: 'at_risk' });
    expect(await log().find(tenant, '1')).toMatchObject({ organizationId: '11', madeAtMs: expect.any(Number) });
  });

  it('is given once, though the process died before all was done', async () => {
    await won();
    await give(null);
    await expect(goOn(() => Promise.reject(new Error('killed')))).rejects.toThrow('killed');
    await give(null);
    await goOn(async () => {});
    expect(await status()).toEqual({ value: null });
  });
});
