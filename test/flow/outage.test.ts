import type { Status } from '@sidelight/shared/health/status.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readStatus, type StatusReader } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
let lead: string;
let agent: string;
const open: StatusReader[] = [];

beforeAll(async () => {
  product = await startProduct({ pace: { quietMs: 300 } });
  lead = await product.session('lead');
  agent = await product.session('agent');
});
afterAll(() => product.stop());
afterEach(() => {
  product.world.faults.clear();
  for (const reader of open.splice(0)) reader.close();
});

const watch = async (token: string, ticketId?: string) => {
  const reader = await readStatus(product, token, ticketId);
  open.push(reader);
  return reader;
};
const isDown = (status: Status) => status.incidents.some(({ system }) => system === 'billing');
/** What is written when it opens and by people. Alerts have tests of their own; how bad it is may still change. */
const kindsOf = (status: Status) =>
  (status.incidents[0]?.timeline ?? [])
    .map(({ kind }) => kind)
    .filter((kind) => !kind.startsWith('alert') && kind !== 'changed');
const isCalm = (status: Status) => status.incidents.length === 0;
const ticket = (key: string) => String(product.world.tickets.find((sample) => sample.key === key)!.ticketId);

describe('billing breaks', () => {
  it('is seen though nobody asks, says what breaks and for whom, and clears by itself after three good answers', async () => {
    const status = await watch(lead);
    await watch(agent, ticket('past_due'));
    await product.stream(agent, { ticketId: ticket('past_due') });
    product.world.faults.set('billing', { kind: '5xx' });
    const { incidents } = await status.until(
      // It may be called degraded for as long as good answers of a moment ago still count.
      (s) => isDown(s) && s.incidents[0]!.state === 'down' && s.incidents[0]!.radius.accounts > 0,
    );
    expect(incidents).toHaveLength(1);
    expect(incidents[0]).toMatchObject({
      system: 'billing',
      state: 'down',
      reason: 'upstream_error',
      radius: { openTickets: 1, agents: 1, accounts: 1, owner: { name: 'Integrations', contact: '#integrations' } },
    });
    expect(incidents[0]?.timeline?.[0]).toMatchObject({ kind: 'opened', reason: 'upstream_error' });
    expect(incidents[0]?.radius.cards.map((card) => card.id)).toEqual(['plan', 'payment']);
    expect(incidents[0]?.radius.workflows[0]).toMatchObject({ id: 'entitlement_check', priority: 'critical' });
    product.world.faults.clear();
    const after = await status.until(isCalm);
    expect(after.systems.find(({ system }) => system === 'billing')?.state).toBe('ok');
    expect(status.all.filter(isDown).length, 'it came once and went once').toBeGreaterThan(0);
    const edges = status.all.map(isDown).filter((bad, i, all) => bad !== all[i - 1]);
    expect(edges).toEqual([false, true, false]);
  });

  it('shows agents no timeline and no acknowledgement, and lets them change nothing', async () => {
    const status = await watch(agent);
    product.world.faults.set('billing', { kind: '5xx' });
    const { incidents } = await status.until(isDown);
    expect(incidents[0]).not.toHaveProperty('timeline');
    for (const verb of ['acknowledge', 'note', 'close']) {
      const answer = await product.post(`/v1/incidents/${incidents[0]!.id}/${verb}`, agent, { text: 'x' });
      expect(answer.status, verb).toBe(403);
    }
    expect((await product.post('/v1/incidents', agent, { system: 'billing', minutes: 30 })).status).toBe(403);
  });

  it('can be acknowledged and noted, by name, and both stay', async () => {
    const status = await watch(lead);
    product.world.faults.set('billing', { kind: '5xx' });
    const { incidents } = await status.until(isDown);
    const { id } = incidents[0]!;
    expect((await product.post(`/v1/incidents/${id}/acknowledge`, lead, {})).status).toBe(204);
    expect((await product.post(`/v1/incidents/${id}/note`, lead, { text: 'key rotated' })).status).toBe(204);
    expect((await product.post(`/v1/incidents/${id}/note`, lead, { text: ' ' })).status).toBe(400);
    expect((await product.post('/v1/incidents/nonsense/note', lead, { text: 'x' })).status).toBe(404);
    expect((await product.post(`/v1/incidents/${id}/close`, lead, {})).status, 'health closes it').toBe(403);
    const after = await status.until((s) => kindsOf(s).length === 3);
    expect(after.incidents[0]?.acknowledged?.by).toMatch(/\w+ \w+/);
    expect(kindsOf(after)).toEqual(['opened', 'acknowledged', 'note']);
  });
});

describe('what a lead says', () => {
  it('reaches agents: who is on it, the note, the expected end, and whom to ask, as beside the field', async () => {
    const [leads, agents] = [await watch(lead), await watch(agent, ticket('past_due'))];
    await agents.until(isCalm);
    product.world.faults.set('billing', { kind: '5xx' });
    const first = (await agents.until(isDown)).incidents[0]!;
    expect(first).not.toHaveProperty('leadSays');
    const { id, ask } = first;
    const post = async (verb: string, body: object, as = lead) =>
      (await product.post(`/v1/incidents/${id}/${verb}`, as, body)).status;

    expect(await post('assign', { to: 'Tom Reyes' }, agent)).toBe(403);
    expect(await post('expect', { minutes: 30 }, agent)).toBe(403);
    expect(await post('assign', { to: ' ' })).toBe(400);
    expect(await post('expect', { minutes: 0 })).toBe(400);
    await post('acknowledge', {});
    await agents.until((s) => / is on it\.$/.test(s.incidents[0]?.leadSays ?? ''));
    await post('note', { text: 'Use the console meanwhile' });
    await agents.until((s) => s.incidents[0]?.leadSays?.includes('“Use the console meanwhile”') ?? false);
    await post('assign', { to: 'Tom Reyes' });
    expect(await post('expect', { minutes: 30 })).toBe(204);
    const { incidents } = await agents.until((s) => s.incidents[0]?.until !== undefined);
    expect(incidents[0]?.leadSays).toMatch(/^Tom Reyes is on it\. \w+.*: “Use the console meanwhile”$/);
    const leftMs = Date.parse(incidents[0]!.until!) - Date.now();
    expect(Math.round(leftMs / 60_000)).toBe(30);
    expect(incidents[0]).not.toHaveProperty('assigned');
    expect((await leads.until((s) => s.incidents[0]?.assigned === 'Tom Reyes')).incidents[0]?.leadSays).toBe(
      incidents[0]?.leadSays,
    );

    // Nothing of it is remembered.
    const { events } = await product.stream(agent, { ticketId: ticket('invoice_open') });
    const fields = events.flatMap((event) => (event.type === 'card' ? event.card.fields : []));
    const missing = fields.findLast((field) => field.id === 'payment.status');
    expect(missing).toHaveProperty('fallback');
    if (missing && 'fallback' in missing) expect(`${missing.fallback?.owner} · ${missing.fallback?.contact}`).toBe(ask);

    product.world.faults.clear();
    await agents.until(isCalm);
    expect(await post('expect', { minutes: 30 }), 'it is over').toBe(403);
  });
});

describe('planned maintenance', () => {
  it('is one banner, however broken the system is meanwhile, and ends early when a lead says so', async () => {
    const status = await watch(lead);
    await status.until(isCalm);
    const declared = await product.post('/v1/incidents', lead, { system: 'crm', minutes: 30, text: 'New fields' });
    expect(declared.status).toBe(201);
    const { incidents } = await status.until((s) => s.incidents.length === 1);
    expect(incidents[0]).toMatchObject({ system: 'crm', state: 'maintenance' });
    product.world.faults.set('crm', { kind: '5xx' });
    await status.until((s) => s.systems.find(({ system }) => system === 'crm')?.state === 'down');
    expect(status.now()?.incidents).toHaveLength(1);
    expect(status.now()?.incidents[0]?.state).toBe('maintenance');
    expect((await product.post(`/v1/incidents/${incidents[0]!.id}/close`, lead, {})).status).toBe(204);
    await status.until((s) => s.incidents[0]?.state === 'down');
    product.world.faults.clear();
    await status.until(isCalm);
  });

  it('can be acknowledged and extended, and agents read until when and why', async () => {
    const [leads, agents] = [await watch(lead), await watch(agent, ticket('past_due'))];
    await agents.until(isCalm);
    await product.post('/v1/incidents', lead, { system: 'crm', minutes: 30, text: 'New fields' });
    const { incidents } = await agents.until((s) => s.incidents[0]?.state === 'maintenance');
    const { id, until: planned = '' } = incidents[0]!;
    expect(incidents[0]?.leadSays).toMatch(/“New fields”$/);
    expect((await product.post(`/v1/incidents/${id}/acknowledge`, lead, {})).status).toBe(204);
    await leads.until((s) => s.incidents[0]?.acknowledged !== undefined);
    expect((await product.post(`/v1/incidents/${id}/expect`, lead, { minutes: 90 })).status).toBe(204);
    const extended = await agents.until((s) => s.incidents[0]?.until !== planned);
    expect(extended.incidents[0]?.state).toBe('maintenance');
    expect(Date.parse(extended.incidents[0]!.until!) - Date.parse(planned)).toBeGreaterThan(55 * 60_000);
    await product.post(`/v1/incidents/${id}/close`, lead, {});
    await agents.until(isCalm);
  });

  it('can be planned ahead, is listed until it begins, begins by itself, and can be taken back', async () => {
    const status = await watch(lead);
    await status.until(isCalm);
    const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();
    const plan = (startsAt: string, as = lead) =>
      product.post('/v1/incidents', as, { system: 'crm', minutes: 30, text: 'New fields', startsAt });
    const planned = async () => {
      const answer = await fetch(`${product.url}/v1/status`, { headers: { authorization: `Bearer ${lead}` } });
      return StatusReport.parse(await answer.json()).planned;
    };
    expect((await plan(inMs(-60_000))).status, 'past').toBe(400);
    expect((await plan(inMs(90 * 86_400_000))).status, 'too far ahead').toBe(400);
    expect((await plan(inMs(60_000), agent)).status).toBe(403);

    expect((await plan(inMs(3_600_000))).status).toBe(201);
    expect((await plan(inMs(1500))).status).toBe(201);
    expect(await planned()).toMatchObject([
      { system: 'crm', name: 'CRM', text: 'New fields', by: expect.stringMatching(/\w+ \w+/) },
      { system: 'crm' },
    ]);
    const begun = await status.until((s) => s.incidents[0]?.state === 'maintenance');
    expect(begun.incidents[0]?.leadSays).toContain('New fields');
    const [later, ...none] = await planned();
    expect(none).toEqual([]);
    const remove = (id: string, as = lead) =>
      fetch(`${product.url}/v1/incidents/planned/${id}`, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${as}` },
      });
    const change = (body: object, as = lead) => product.post(`/v1/incidents/planned/${later!.id}`, as, body);
    const moved = { startsAt: inMs(7_200_000), minutes: 45 };
    expect((await change(moved, agent)).status).toBe(403);
    expect((await change({ ...moved, startsAt: inMs(-60_000) })).status, 'past').toBe(400);
    expect((await change({ minutes: 45 })).status, 'when').toBe(400);
    expect((await change(moved)).status).toBe(204);
    const until = new Date(Date.parse(moved.startsAt) + 45 * 60_000).toISOString();
    expect(await planned()).toMatchObject([{ system: 'crm', startsAt: moved.startsAt, until, text: '' }]);
    expect((await remove(later!.id, agent)).status).toBe(403);
    expect((await remove(later!.id)).status).toBe(204);
    expect((await remove(later!.id)).status).toBe(404);
    expect((await change(moved)).status).toBe(404);
    expect(await planned()).toEqual([]);
    await product.post(`/v1/incidents/${begun.incidents[0]!.id}/close`, lead, {});
    await status.until(isCalm);
  });

  it('refuses a system that does not exist, and a day that has no end', async () => {
    expect((await product.post('/v1/incidents', lead, { system: 'weather', minutes: 30 })).status).toBe(400);
    expect((await product.post('/v1/incidents', lead, { system: 'crm', minutes: 1e6 })).status).toBe(400);
  });
});

describe('the status report', () => {
  it('is for leads and admins', async () => {
    const get = (token: string) => fetch(`${product.url}/v1/status`, { headers: { authorization: `Bearer ${token}` } });
    expect((await get(agent)).status).toBe(403);
    const { recent, budgets } = StatusReport.parse(await (await get(lead)).json());
    expect(recent.length).toBeGreaterThan(0);
    const stripe = budgets.find(({ connector }) => connector === 'stripe');
    expect(stripe?.lastHour.live).toBeGreaterThan(0);
    expect(stripe?.lastHour.probe).toBeGreaterThan(0);
    expect(stripe?.limits).toContainEqual(expect.objectContaining({ windowMs: 1000, calls: 100 }));
    // What the vendor says it has, whatever the map takes it for.
    expect(budgets.find(({ connector }) => connector === 'zendesk')?.limits[0]).toMatchObject({ calls: 700 });
  });
});
