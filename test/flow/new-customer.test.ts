import { Onboarding } from '@sidelight/shared/customer/onboarding.ts';
import { NewCustomer } from '@sidelight/shared/map/sync.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { creatingSync, withPlenty } from './creating-sync.ts';
import { type Product, startProduct } from './start-product.ts';
import { openSyncOf, type SyncStage, tenant } from './sync-stage.ts';
import { until } from './until.ts';

const newCustomer = NewCustomer.parse({
  status: { field: 'account_status', value: 'onboarding' },
  tell: 'support_ops',
  checklist: [
    { id: 'welcome_call', label: 'Welcome call', owner: 'support_ops', dueInDays: 3 },
    { id: 'setup', label: 'Setup', owner: 'integrations', dueInDays: 14 },
  ],
});

/** A product whose sync is on, over a CRM that sends webhooks or none. */
function opened(hasCrmApp: boolean) {
  const stage: { product: Product; sync: SyncStage } = {} as never;
  beforeAll(async () => {
    stage.product = await startProduct({
      world: { hasCrmApp },
      changeMap: (map) => withPlenty({ ...map, sync: { ...creatingSync, newCustomer } }),
    });
    stage.sync = await openSyncOf(stage.product);
    for (const object of ['company', 'contact']) {
      await stage.sync.switches.set(tenant, object, true, 'test');
      await stage.sync.run(object, 'approved');
    }
    await stage.sync.idle();
    await stage.sync.settled();
    await until(async () => (await cursor(stage, 'deal')) !== undefined, 20_000);
  }, 120_000);
  afterAll(async () => {
    await stage.sync.close();
    await stage.product.stop();
  });
  return stage;
}
type Stage = ReturnType<typeof opened>;

const cursor = ({ product }: Stage, object: string) =>
  product.database.db.selectFrom('sync_cursors').select('cursor').where('object', '=', object).executeTakeFirst();
const customers = ({ product }: Stage) => product.database.db.selectFrom('new_customers').selectAll().execute();
const told = ({ product }: Stage) =>
  product.database.db.selectFrom('alerts').selectAll().where('once', 'like', 'customer|%').execute();

/** A company with two people and a deal that is nearly won. */
function prospect({ sync }: Stage, name: string) {
  const domain = `${name.toLowerCase()}.example`;
  const companyId = sync.made({ kind: 'companies', values: { name, domain } });
  for (const who of ['ada', 'bo'])
    sync.made({
      ...{ kind: 'contacts', companyId },
      values: { email: `${who}@${domain}`, firstname: who, lastname: 'Reed' },
    });
  const values = { dealname: name, pipeline: 'default', dealstage: 'contractsent' };
  return { companyId, domain, dealId: sync.made({ kind: 'deals', values, companyId }) };
}
const win = ({ product }: Stage, id: string, dealstage = 'closedwon', pipeline = 'default') =>
  editByHand(product.world.crm, { kind: 'deals', id, values: { pipeline, dealstage } });

describe('a deal that is won', () => {
  const stage = opened(true);

  it('makes its company, its people, their list and their status within seconds by a webhook, and tells the owner', async () => {
    const { product, sync } = stage;
    const { companyId, domain, dealId } = prospect(stage, 'Tidewell');
    await product.world.crmWebhooks!.settled();
    await until(() => sync.usersWith(`bo@${domain}`).length === 1, 20_000);
    expect(await customers(stage)).toEqual([]);
    win(stage, dealId);
    await until(async () => (await customers(stage))[0]?.made_at != null, 20_000);
    const [organization] = sync.organizationsNamed('Tidewell');
    expect(await customers(stage)).toMatchObject([
      { company_id: companyId, deal_id: dealId, organization_id: String(organization?.id), contacts: 2 },
    ]);
    await until(() => sync.organizationsNamed('Tidewell')[0]?.fields.account_status === 'status_onboarding', 10_000);
    await until(
      () => valueIn(product.world.crm.find('companies', companyId)!, 'account_status') === 'onboarding',
      10_000,
    );
    for (const who of ['ada', 'bo'])
      expect(sync.usersWith(`${who}@${domain}`)).toMatchObject([{ organizationId: organization?.id }]);
    const steps = await product.database.db.selectFrom('onboarding_steps').selectAll().orderBy('n').execute();
    expect(steps).toMatchObject([
      { step: 'welcome_call', done_at: null },
      { step: 'setup', done_at: null },
    ]);
    expect(await told(stage)).toHaveLength(1);
    expect(product.world.people.directory.verificationMails).toEqual([]);
  }, 60_000);

  it('has a list that its agents see and tick off beside a ticket of theirs', async () => {
    const { product, sync } = stage;
    const [organization] = sync.organizationsNamed('Tidewell');
    const [first, other] = product.world.tickets.map(({ ticketId }) => ticketId);
    product.world.helpdesk.change(first!, { organizationId: organization!.id });
    const authorization = `Bearer ${await product.session('agent')}`;
    const path = (ticket = first) => `${product.url}/v1/tickets/${ticket}`;
    const list = async () =>
      Onboarding.parse((await (await fetch(`${path()}/fields`, { headers: { authorization } })).json()).onboarding);
    expect((await list()).items).toMatchObject([
      { id: 'welcome_call', label: 'Welcome call', owner: 'Support Ops' },
      { id: 'setup', owner: 'Integrations' },
    ]);
    const tick = (body: unknown, ticket = first) =>
      fetch(`${path(ticket)}/steps`, {
        ...{ method: 'POST', body: JSON.stringify(body) },
        headers: { authorization, 'content-type': 'application/json' },
      });
    expect((await tick({ step: 'setup', isDone: true })).status).toBe(204);
    expect((await list()).items[1]).toMatchObject({ doneAt: expect.any(String), doneBy: expect.any(String) });
    expect((await tick({ step: 'setup', isDone: false })).status).toBe(204);
    expect((await list()).items[1]).not.toHaveProperty('doneAt');
    expect((await tick({ step: 'no such step', isDone: true })).status).toBe(404);
    expect((await tick({ step: 'setup', isDone: true }, other)).status, 'beside a ticket of somebody else').toBe(404);
    expect((await list()).items[1]).not.toHaveProperty('doneAt');
  });

  it('told of twice makes one', async () => {
    const { product } = stage;
    const before = (await customers(stage)).length;
    await product.world.crmWebhooks!.sendAgain();
    const [deal] = await customers(stage);
    win(stage, deal!.deal_id, 'contractsent');
    win(stage, deal!.deal_id);
    await product.world.crmWebhooks!.settled();
    await stage.sync.settled();
    expect((await customers(stage)).length).toBe(before);
    expect(await told(stage)).toHaveLength(before);
  }, 60_000);

  it('is one where its own pipeline says so, and not where it is lost', async () => {
    const { sync, product } = stage;
    const [kept, lost] = [prospect(stage, 'Kestrel'), prospect(stage, 'Merlin')];
    win(stage, lost.dealId, 'closedlost');
    win(stage, kept.dealId, '90211', '8114');
    await until(async () => (await customers(stage)).some(({ company_id }) => company_id === kept.companyId), 20_000);
    await product.world.crmWebhooks!.settled();
    await sync.settled();
    expect((await customers(stage)).map(({ company_id }) => company_id)).not.toContain(lost.companyId);
  }, 60_000);

  it('refuses an event that nobody has signed, or that was signed for another address', async () => {
    const { product } = stage;
    const { body } = product.world.crmWebhooks!.deliveries().at(-1)!;
    const answer = await fetch(`${product.url}/webhooks/acme/crm`, {
      ...{ method: 'POST', body },
      headers: { 'x-hubspot-request-timestamp': String(Date.now()), 'x-hubspot-signature-v3': 'bm8=' },
    });
    expect(answer.status).toBe(401);
    // Not refused: on a busy machine one may not be answered in time, and is sent again.
    const told = product.world.crmWebhooks!.deliveries();
    expect(told.filter(({ status }) => status !== 204 && status !== null)).toEqual([]);
  });
});

describe('a deal that is won where the CRM sends nothing', () => {
  const stage = opened(false);

  it('is found when it is next asked for', async () => {
    const { sync } = stage;
    const { companyId, domain, dealId } = prospect(stage, 'Sandpiper');
    win(stage, dealId);
    await sync.look();
    await until(async () => (await customers(stage))[0]?.made_at != null, 20_000);
    expect(await customers(stage)).toMatchObject([{ company_id: companyId, deal_id: dealId }]);
    await until(() => sync.usersWith(`ada@${domain}`)[0]?.organizationId != null, 20_000);
  }, 60_000);

  it('and was before anybody switched this on, is no new customer', async () => {
    const { product, sync } = stage;
    const { dealId } = prospect(stage, 'Heron');
    const at = new Date(Date.now() - 3_600_000).toISOString();
    editByHand(product.world.crm, { kind: 'deals', id: dealId, values: { dealstage: 'closedwon' }, at });
    editByHand(product.world.crm, { kind: 'deals', id: dealId, values: { amount: '5000' } });
    const before = (await customers(stage)).length;
    await sync.settled();
    await sync.settled();
    expect((await customers(stage)).length).toBe(before);
  }, 60_000);
});
