import type { Onboarding } from '@sidelight/shared/customer/onboarding.ts';
import { TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSyncOf, type SyncStage, tenant } from '../flow/sync-stage.ts';
import { until } from '../flow/until.ts';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { type Demo, openDemo } from './open-demo.ts';
import { readSidebar } from './read-sidebar.ts';
import { unwatched } from './unwatched-map.ts';

let demo: Demo;
let sync: SyncStage;
beforeAll(async () => {
  demo = await openDemo({ world: { hasCrmApp: true }, changeMap: unwatched });
  sync = await openSyncOf(demo);
});
afterAll(async () => {
  await sync.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** A ticket of a sample customer; its requester is another person here. */
const TICKET = 1001;

it('a deal that is won in the CRM is, seconds later, a customer whom an agent knows at the first ticket', async () => {
  for (const object of ['company', 'contact']) await sync.switches.set(tenant, object, true, 'test');
  const domain = 'harbor-lights.example';
  const values = { name: 'Harbor Lights', domain, customer_tier: 'business', account_owner_name: 'Priya Nair' };
  const companyId = sync.made({ kind: 'companies', values });
  const email = `mara@${domain}`;
  const person = { email, firstname: 'Mara', lastname: 'Linde', jobtitle: 'Head of Operations' };
  sync.made({ kind: 'contacts', companyId, values: person });
  const deal = { dealname: 'Harbor Lights', pipeline: 'default', dealstage: 'contractsent' };
  const dealId = sync.made({ kind: 'deals', companyId, values: deal });

  editByHand(demo.world.crm, { kind: 'deals', id: dealId, values: { dealstage: 'closedwon' } });
  await until(() => sync.usersWith(email)[0]?.organizationId != null, 15_000);
  const [user] = sync.usersWith(email);
  const [organization] = sync.organizationsNamed('Harbor Lights');
  expect(user).toMatchObject({ name: 'Mara Linde', organizationId: organization?.id });

  demo.world.helpdesk.change(TICKET, { requesterId: user!.id, organizationId: organization!.id });
  const workspace = await demo.open();
  const sidebar = await workspace.openTicket(TICKET);
  await sidebar.find('text=Harbor Lights').first().waitFor();
  await sidebar.settled();
  const { customer, fields } = await readSidebar(sidebar);
  expect(customer.state).toBe('linked');
  expect(fields).toMatchObject({
    ...{ 'customer.name': 'Mara Linde', 'account.name': 'Harbor Lights', 'account.tier': 'Business' },
    'customer.role': 'Head of Operations',
  });
  await workspace.close();

  const session = await demo.world.session({ role: 'agent', location: 'ticket_sidebar' }, AbortSignal.timeout(5000));
  if (!session.ok) throw new Error(`the entry answered ${session.status}`);
  await until(async () => (await list(session.token)) !== undefined, 15_000);
  const onboarding = await list(session.token);
  expect(onboarding?.organizationId).toBe(String(organization!.id));
  expect(onboarding?.items.map(({ id }) => id)).toEqual(demo.map.sync?.newCustomer?.checklist.map(({ id }) => id));
});

async function list(token: string): Promise<Onboarding | undefined> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${demo.apiUrl}/v1/tickets/${TICKET}/fields`, { headers });
  return answer.ok ? TicketFields.parse(await answer.json()).onboarding : undefined;
}
