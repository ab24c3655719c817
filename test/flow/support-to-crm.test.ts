import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createSupportSweep } from '@sidelight/api/store/support-due.ts';
import { createSyncDecisions } from '@sidelight/api/store/sync-decisions.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { valueIn } from '../world/vendors/hubspot-rows.ts';
import { deleteTicket, type TicketDesk, workOnTicket, writeTicket } from '../world/vendors/zendesk-tickets-by-hand.ts';
import { type Product, startProduct } from './start-product.ts';
import { supportOnly } from './support-map.ts';
import { until } from './until.ts';

const tenant = requireTenant('acme');

let product: Product;
let jobs: Awaited<ReturnType<typeof openJobQueue>>;
beforeAll(async () => {
  product = await startProduct({ changeMap: supportOnly });
  jobs = await openJobQueue({ database: product.database, queues, onTrouble() {} });
}, 90_000);
afterAll(async () => {
  await jobs.close();
  await product.stop();
});

const switches = () => createSyncSwitches(product.database.db, jobs);
const desk = (): TicketDesk => product.world;
async function run(object: string, kind: 'dry_run' | 'compare') {
  const runs = createSyncRuns(product.database.db, jobs);
  const id = await runs.ask(tenant, object, kind, 'test');
  await until(async () => ['done', 'failed'].includes((await runs.find(tenant, id))?.state ?? ''), 30_000);
  return runs.find(tenant, id);
}
const pairs = (object: string) =>
  product.database.db.selectFrom('sync_records').selectAll().where('object', '=', object).orderBy('left_id').execute();

/** Somebody who is linked, of a company that is. */
async function somebody() {
  const [contacts, companies] = [await pairs('contact'), await pairs('company')];
  const found = contacts.flatMap((contact) => {
    const organizationId = product.world.people.directory.user(Number(contact.right_id))?.memberships[0]
      ?.organizationId;
    const company = companies.find(({ right_id }) => right_id === String(organizationId));
    return company ? [{ contact, company }] : [];
  })[0];
  if (!found) throw new Error('nobody of a linked company is linked');
  const { contact, company } = found;
  const { crm } = product.world;
  return {
    requesterId: Number(contact.right_id),
    organizationId: Number(company.right_id),
    companyId: company.left_id,
    ofCompany: (name: string) => valueIn(crm.find('companies', company.left_id)!, `support_${name}`) || null,
    ofContact: (name: string) => valueIn(crm.find('contacts', contact.left_id)!, `support_${name}`) || null,
    /** Of one ticket, on both timelines. */
    notes(ticketId: number) {
      const all = crm.having('notes', 'sidelight_activity_key', `ticket:acme:${ticketId}`);
      const isOn = (id: string) => all.every((note) => crm.notesOn(id).includes(note.id));
      return { all, isOnBoth: isOn(contact.left_id) && isOn(company.left_id) };
    },
  };
}
type Somebody = Awaited<ReturnType<typeof somebody>>;

const bodyOf = (one: Somebody, id: number) =>
  one
    .notes(id)
    .all.map((note) => valueIn(note, 'hs_note_body') ?? '')
    .join('|');
const upserts = () => product.world.calls.list().filter(({ path }) => path.endsWith('/notes/batch/upsert')).length;
const noteCalls = () => product.world.calls.list().filter(({ path }) => path.includes('/notes/')).length;
const nothingDue = async () =>
  (await product.database.db.selectFrom('support_due').select('id').execute()).length === 0;
const write = ({ requesterId, organizationId }: Somebody, subject: string, more = {}) =>
  writeTicket(desk(), { requesterId, organizationId, subject, assigneeId: 7001, status: 'open', ...more });

describe('support in the CRM', () => {
  let one: Somebody;
  it('keeps nothing, and writes nothing, until something is switched on', async () => {
    for (const object of ['company', 'contact']) expect(await run(object, 'dry_run')).toMatchObject({ state: 'done' });
    const { requesterId, organizationId } = { requesterId: 1, organizationId: 1 };
    writeTicket(desk(), { requesterId, organizationId, subject: 'before' });
    await product.world.webhooks.settled();
    await until(async () => (await unhandled()) === 0);
    expect(await product.database.db.selectFrom('support_due').selectAll().execute()).toEqual([]);
    for (const object of ['company', 'contact']) {
      await switches().set(tenant, object, true, 'test');
      await run(object, 'compare');
    }
    one = await somebody();
  }, 90_000);

  it('reads what happened before, with one question a feed, and takes it for no news', async () => {
    const other = (await pairs('company')).find(({ right_id }) => right_id !== String(one.organizationId))!;
    const then = Date.now() - 2 * 3_600_000;
    const before = { organizationId: Number(other.right_id), requesterId: 1, createdAtMs: then, updatedAtMs: then };
    const { id } = product.world.helpdesk.create({ ...before, breachedAtMs: then });
    const inCrm = (name: string) => valueIn(product.world.crm.find('companies', other.left_id)!, `support_${name}`);
    await sweep();
    await until(() => inCrm('case_volume') === '1' && inCrm('sla_breaches') === '1', 40_000);
    const asked = product.world.calls.list().filter(({ path }) => path.includes('incremental/ticket'));
    expect(asked).toHaveLength(2);
    expect(one.notes(id).all).toEqual([]);
  }, 60_000);

  it('has the figures of a new ticket on both sides, no score of too few, and no note while notes are off', async () => {
    const ticket = write(one, 'First of all');
    await until(() => one.ofCompany('open_tickets') === '1' && one.ofContact('open_tickets') === '1', 20_000);
    const today = new Date(ticket.createdAtMs).toISOString().slice(0, 10);
    expect([one.ofCompany('last_ticket_date'), one.ofContact('last_ticket_date')]).toEqual([today, today]);
    await until(
      () => product.world.people.directory.organization(one.organizationId)?.fields.open_tickets === 1,
      20_000,
    );
    expect(one.ofCompany('health_score')).toBeNull();
    expect(one.notes(ticket.id).all).toEqual([]);
    expect(noteCalls()).toBe(0);
  }, 60_000);

  it('says in the CRM and on the card how healthy the customer is, and why', async () => {
    const old = Date.now() - 20 * 86_400_000;
    for (const n of [1, 2]) {
      const { id } = write(one, `Old ${n}`, { createdAtMs: old, tags: ['escalated', 'invoice'] });
      workOnTicket(desk(), id, { breachedAtMs: Date.now() - 3_600_000 });
    }
    await until(() => one.ofCompany('health_score') === '77', 30_000);
    expect(one.ofCompany('risk_level')).toBe('green');
    expect(one.ofCompany('health_reasons')).toBe(
      '2 escalations in 30 days: −15\n2 tickets open longer than a week: −5\n2 first replies after more than a day: −3',
    );
    await until(() => one.ofCompany('escalations') === '2');
    const calls = product.world.calls.list().length;
    const answer = await card((await lastTicket()).id);
    expect(answer).toMatchObject({
      'health.score': { state: 'ok', value: { number: 77, of: 100 } },
      'health.risk': { state: 'ok', value: { code: 'green', label: 'Stable', tone: 'good' } },
      'health.reason': {
        state: 'ok',
        value: { number: -15, note: '2 escalations in 30 days' },
        receipt: { system: 'helpdesk' },
      },
      'health.open': { state: 'ok', value: { number: 3 } },
    });
    // Nothing of the card is asked of a vendor.
    const asked = product.world.calls.list().slice(calls);
    expect(asked.filter(({ path }) => /tickets\/show_many|incremental\/ticket/.test(path))).toEqual([]);
  }, 60_000);

  it('takes back what somebody writes into a figure', async () => {
    await look();
    await until(async () => (await product.database.db.selectFrom('sync_cursors').selectAll().execute()).length === 4);
    const fault = editByHand(product.world.crm, {
      ...{ kind: 'companies', id: one.companyId, values: { support_health_score: '99' } },
    });
    expect(fault).toBeUndefined();
    await look();
    await until(() => one.ofCompany('health_score') === '77', 20_000);
  }, 60_000);

  it('writes one note a ticket once it is switched on, and the same one anew when the ticket goes on', async () => {
    expect(await run('ticket', 'dry_run')).toMatchObject({ state: 'done', result: { changed: 4 } });
    await switches().set(tenant, 'ticket', true, 'test');
    const { id } = write(one, 'Invoice <twice>', { tags: ['invoice'] });
    await until(() => one.notes(id).all.length === 1, 20_000);
    await until(() => one.notes(id).isOnBoth);
    expect(bodyOf(one, id)).toMatch(
      /^Ticket #\d+: Invoice &lt;twice&gt;<br>Created: .*<br>Category: Billing<br>Status: open/,
    );
    workOnTicket(desk(), id, { status: 'solved', csat: 'good' });
    await until(() => bodyOf(one, id).includes('Status: solved'), 20_000);
    expect(bodyOf(one, id)).toContain('Rating: good');
    expect(one.notes(id).all).toHaveLength(1);
    await until(nothingDue, 20_000);
    await noWritesBy('contacts');
  }, 90_000);

  it('writes it once though the answer to the first one was lost (s26)', async () => {
    // Only the note is written: the lost answer is its own.
    for (const object of ['company', 'contact']) await switches().set(tenant, object, false, 'test');
    const before = upserts();
    product.world.crm.switches.losesAnswers = 1;
    const { id } = write(one, 'Answer lost');
    await until(() => product.world.crm.switches.losesAnswers === 0, 20_000);
    await until(nothingDue, 60_000);
    await until(() => one.notes(id).isOnBoth, 20_000);
    expect(upserts() - before).toBe(2);
    expect(one.notes(id).all).toHaveLength(1);
    for (const object of ['company', 'contact']) await switches().set(tenant, object, true, 'test');
  }, 120_000);

  it('writes nothing of a ticket that stands as it stood', async () => {
    const { id } = await lastTicket();
    await until(nothingDue, 20_000);
    const before = noteCalls();
    product.world.webhooks.emit('tags_changed', product.world.helpdesk.ticket(id)!);
    await product.world.webhooks.settled();
    await until(async () => (await unhandled()) === 0);
    await until(nothingDue, 20_000);
    expect(noteCalls()).toBe(before);
  }, 60_000);

  it('lets notes wait while they are paused', async () => {
    await switches().set(tenant, 'ticket', false, 'test');
    const { id } = write(one, 'While paused');
    await until(() => one.ofCompany('case_volume') === '6', 20_000);
    expect(one.notes(id).all).toEqual([]);
    await switches().set(tenant, 'ticket', true, 'test');
    await until(() => one.notes(id).all.length === 1, 20_000);
  }, 60_000);

  it('leaves of a deleted ticket that there was one', async () => {
    const { id } = await lastTicket();
    await until(() => bodyOf(one, id).includes('While paused'));
    deleteTicket(desk(), id);
    await until(() => bodyOf(one, id) === `Ticket #${id} was deleted in the helpdesk`, 20_000);
    await until(() => one.ofCompany('case_volume') === '5', 20_000);
  }, 60_000);

  it('keeps a note that was not taken with its reason, and writes it when it is wanted again', async () => {
    const property = product.world.crm.property('notes', 'hs_note_body')!;
    product.world.crm.define('notes', { ...property, isReadOnly: true });
    const { id } = write(one, 'Not taken');
    await until(async () => (await letters()).length === 1, 30_000);
    expect(await letters()).toMatchObject([{ object: 'ticket', record: String(id), reason: 'validation' }]);
    product.world.crm.define('notes', property);
    await createSyncDecisions(product.database.db, jobs).replay(tenant, { object: 'ticket' }, 'test');
    await until(() => one.notes(id).all.length === 1, 20_000);
    await until(async () => (await letters()).length === 0);
  }, 90_000);

  it('works everybody with tickets out anew who has not been for a day, though nothing has happened', async () => {
    await until(nothingDue, 20_000);
    const { db } = product.database;
    await sql`update support_customers set worked_out_at = now() - interval '2 days'`.execute(db);
    await sweep();
    const old = () =>
      db
        .selectFrom('support_customers as c')
        .select('id')
        .where('worked_out_at', '<', sql<Date>`now() - interval '1 day'`)
        .where(
          sql<boolean>`exists (select from support_tickets t where t.tenant = c.tenant and c.id in (t.organization_id, t.requester_id))`,
        );
    await until(async () => (await old().execute()).length === 0, 20_000);
    await until(nothingDue, 20_000);
  }, 60_000);

  it('says that there are not enough tickets of somebody who has hardly written', async () => {
    const other = product.world.tickets.find(
      ({ bundle }) =>
        bundle.organizations.length > 0 && bundle.organizations.every(({ id }) => id !== one.organizationId),
    );
    expect(await card(other!.ticketId)).toMatchObject({
      'health.tickets': { value: { code: 'too_few', label: 'Too few for a score yet', tone: 'neutral' } },
      'health.risk': { state: 'absent' },
      'health.score': { state: 'absent' },
    });
  });
});

async function card(ticketId: number): Promise<Record<string, unknown>> {
  const token = await product.session();
  const answer = await product.whole(token, { ticketId: String(ticketId) });
  const fields = answer.cards.find(({ id }) => id === 'health')?.fields ?? [];
  return Object.fromEntries(fields.map((field) => [field.id, field]));
}
const sweep = () => createSupportSweep(product.database.db, jobs, () => [tenant])();
/** As the sweep does: both sides are asked for what has changed. */
async function look(): Promise<void> {
  await sql`update sync_switches set asked_left_at = 'epoch', asked_right_at = 'epoch'`.execute(product.database.db);
  await switches().ask([tenant]);
}
const unhandled = async () =>
  (await sql`select from webhook_inbox where handled_at is null`.execute(product.database.db)).rows.length;
const letters = () => product.database.db.selectFrom('sync_dead_letters').selectAll().execute();
async function lastTicket() {
  const ids = [...product.world.helpdesk.touched()].flatMap(([id, ticket]) => (ticket ? [id] : []));
  return { id: Math.max(...ids) };
}
/** Our own notes move the contact's date: that is no change of anything that both sides hold. */
async function noWritesBy(kind: 'contacts'): Promise<void> {
  const writes = () =>
    product.world.calls
      .list()
      .filter(({ path }) => path.includes(`/${kind}/batch/update`) || path.includes('users/update_many')).length;
  const isQuiet = async () => {
    const before = writes();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    return writes() === before;
  };
  // The figures of the ticket just written may still be on their way.
  await until(isQuiet);
  await look();
  expect(await isQuiet()).toBe(true);
}
