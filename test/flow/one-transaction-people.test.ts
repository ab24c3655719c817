import { createTenantLog } from '@sidelight/api/store/tenant-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { TicketIssues } from '@sidelight/shared/customer/ticket-issues.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, it } from 'vitest';
import { onEachDatabase } from '../conformance/on-each-database.ts';
import { type Command, proveOneTransaction, type RefusedRows, refuseRows } from './refused-rows.ts';
import { type Product, startProduct } from './start-product.ts';

const acme = requireTenant('acme');

onEachDatabase('what agents and admins do', (open) => {
  let product: Product;
  let rows: RefusedRows;
  let agent: string;
  let admin: string;
  let issue: string;
  let email: string;
  beforeAll(async () => {
    const database = await open();
    product = await startProduct({ database });
    const { db } = database;
    rows = await refuseRows(db);
    [agent, admin] = [await product.session('agent'), await product.session('admin')];
    const about = product.world.tickets.find(({ ticketId }) => ticketId === 1001)!;
    email = about.truth.requester!.email!;
    const organization = String(about.bundle.tickets[0]?.organizationId);
    const headers = { authorization: `Bearer ${agent}` };
    const found = await (await fetch(`${product.url}/v1/tickets/1001/issues`, { headers })).json();
    issue = TicketIssues.parse(found).issues[0]!.id;
    await sql`insert into new_customers (tenant, company_id, deal_id, won_at, contacts, organization_id)
      values ('acme', '1', 'd', now(), 0, ${organization})`.execute(db);
    await sql`insert into onboarding_steps (tenant, company_id, n, step, due_at)
      values ('acme', '1', 0, 'welcome_call', now())`.execute(db);
    await sql`insert into dead_letters (tenant, id, queue, ids, attempts, reason) values
      ('acme', 'a', 'mark', '{"ticketId":"1001","basis":"i1"}', 60, 'no_answer'),
      ('acme', 'b', 'mark', '{"ticketId":"1002","basis":"i1"}', 1, 'refused')`.execute(db);
  }, 40_000);
  afterAll(async () => {
    await product.stop();
    await product.database.close();
  });

  const ofIssue = (action: Command['action'], want: string): Command => ({
    ...{ action, ask: () => product.post('/v1/tickets/1001/issues', agent, { issue, want }) },
    // Who has said it, and not when somebody last looked.
    changes: ['select issue_id, ticket_id, linked_by, awaited_by from issue_reports'],
  });
  const letters = ['select * from dead_letters'];
  const commands: readonly Command[] = [
    ofIssue('issue.linked', 'link'),
    ofIssue('issue.awaited', 'tell'),
    ofIssue('issue.not_awaited', 'do_not_tell'),
    ofIssue('issue.unlinked', 'unlink'),
    {
      action: 'owner.told',
      ask: () => product.post('/v1/owners/tell', agent, { field: 'payment.status', ticketId: '1001' }),
      changes: [`select once from alerts where once like 'report|%'`],
    },
    {
      action: 'onboarding.ticked',
      ask: () => product.post('/v1/tickets/1001/steps', agent, { step: 'welcome_call', isDone: true }),
      changes: ['select * from onboarding_steps'],
    },
    {
      action: 'jobs.retried',
      ask: () => product.post('/v1/jobs/retry', admin, { queue: 'mark', reason: 'no_answer' }),
      changes: letters,
    },
    {
      action: 'jobs.discarded',
      ask: () => product.post('/v1/jobs/discard', admin, { queue: 'mark', reason: 'refused' }),
      changes: letters,
    },
    {
      action: 'rollout.changed',
      ask: () =>
        product.post('/v1/setup/rollout', admin, {
          ...{ phase: 'sandbox', pilotGroups: [], groups: [] },
          criteria: {
            ...{ leastInTimePercent: 50, mostDownMinutes: 60, mostFailedPercent: 50 },
            ...{ overMinutes: 60, leastContexts: 100 },
          },
        }),
      changes: ['select phase, criteria, version from rollouts', 'select * from rollout_steps'],
    },
    {
      action: 'connection.check_off',
      ask: () => product.post('/v1/setup/agent-check', admin, { isOn: false }),
      changes: ['select checks_agents from tenants'],
    },
    {
      action: 'privacy.erasure_asked',
      ask: () =>
        product.post('/v1/privacy/erase', admin, {
          ...{ who: { by: 'email', text: email }, typed: email, reason: 'they_asked' },
        }),
      changes: ['select id from erasures', 'select mark from sync_erasures'],
    },
    {
      action: 'session.ended',
      // A new one each time: this process lets nobody in by the one before, whatever became of its row.
      ask: async () =>
        fetch(`${product.url}/v1/session`, {
          method: 'DELETE',
          headers: { authorization: `Bearer ${await product.sessionFor('7099')}` },
        }),
      changes: ['select * from ended_sessions'],
    },
  ];

  it.each(commands.map((command) => [command.action, command] as const))(
    'is one transaction: %s',
    async (action, command) => {
      const { db } = product.database;
      if (action === 'connection.check_off') await createTenantLog(db).setChecksAgents(acme, true);
      await proveOneTransaction(db, rows, command);
    },
  );
});
