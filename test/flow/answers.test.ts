import { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { Corrections } from '@sidelight/shared/health/correction.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { People, TagAnswer, Touched } from '@sidelight/shared/health/touched.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../world/caller.ts';
import { readStatus, type StatusReader } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

let product: Product;
let lead: string;
let agent: string;
let status: StatusReader;

beforeAll(async () => {
  product = await startProduct({ pace: { quietMs: 300, canaryEveryMs: 500 }, changeMap: soonOld });
  lead = await product.session('lead');
  agent = await product.session('agent');
  status = await readStatus(product, lead);
});
afterAll(async () => {
  status.close();
  await product.stop();
});

/** An outage of seconds is as good as one of minutes. */
function soonOld<M extends Parameters<NonNullable<NonNullable<Parameters<typeof startProduct>[0]>['changeMap']>>[0]>(
  map: M,
): M {
  const { billing } = map.systems;
  if (!billing) throw new Error('no billing');
  const reads = Object.fromEntries(
    Object.entries(billing.reads).map(([id, read]) => [
      id,
      { ...read, budget: { freshMs: 0, staleWhileRevalidateMs: 0 } },
    ]),
  );
  return { ...map, systems: { ...map.systems, billing: { ...billing, reads } } };
}

const ticket = (key: string) => product.world.tickets.find((sample) => sample.key === key)!.ticketId;
const ask = (path: string, as = lead) => fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${as}` } });
const touched = async (id: string) => Touched.parse(await (await ask(`/v1/incidents/${id}/touched`)).json());
const openNow = async () => Touched.parse(await (await ask('/v1/status/open')).json());
const isCalm = () => status.until((s) => s.incidents.length === 0, 12_000);
const reply = async (id: number, isPublic = true, author = 7001) => {
  await call(product.world, 'zendesk', `/api/v2/tickets/${id}.json`, {
    method: 'PUT',
    body: { ticket: { comment: { body: 'Your payment is overdue.', public: isPublic, author_id: author } } },
  });
  await product.world.webhooks.settled();
};
const notes = (id: number) => product.world.helpdesk.comments(id).filter((comment) => !comment.isPublic);

describe('billing is gone for a while', () => {
  it('marks what was answered meanwhile, and afterwards lists what turned out different', async () => {
    const { world } = product;
    const [paidMeanwhile, unchanged, unanswered] = [
      ticket('past_due'),
      ticket('healthy_enterprise'),
      ticket('invoice_open'),
    ];
    for (const id of [paidMeanwhile, unchanged, unanswered]) await product.stream(agent, { ticketId: String(id) });
    world.faults.set('billing', { kind: '5xx' });
    const { incidents } = await status.until((s) => s.incidents.length === 1);
    for (const id of [paidMeanwhile, unchanged, unanswered]) await product.stream(agent, { ticketId: String(id) });
    await until(async () => (await shownCount(incidents[0]!.id)) >= 3);
    const atDesk = await readStatus(product, agent, String(unchanged));
    await until(async () => (await touched(incidents[0]!.id)).tickets[0]?.customer !== undefined, 9000);
    expect((await touched(incidents[0]!.id)).tickets[0]).toMatchObject({
      ...{ ticketId: String(unchanged), agents: ['Maya Lindqvist'], wasAnswered: false },
      url: expect.stringContaining('/agent/tickets/'),
      customer: expect.stringMatching(/\w/),
    });
    expect((await openNow()).tickets.map(({ ticketId }) => ticketId)).toEqual([String(unchanged)]);
    expect((await openNow()).agents).toContainEqual({ name: 'Maya Lindqvist', tickets: 1 });
    atDesk.close();

    await reply(paidMeanwhile);
    await reply(unchanged, false);
    await reply(unanswered, true, world.helpdesk.ticket(unanswered)!.requesterId!);
    await until(() => notes(paidMeanwhile).length === 1, 12_000);
    expect(world.helpdesk.ticket(paidMeanwhile)?.tags).toContain('sidelight_unconfirmed');
    expect(world.helpdesk.ticket(paidMeanwhile)?.tags).toContain('billing');
    expect(notes(paidMeanwhile)[0]?.body).toContain('Status');
    // Whoever's key it is written with stands above it.
    expect(notes(paidMeanwhile)[0]?.body).toMatch(/^Automatic note from Sidelight\. /);
    await reply(paidMeanwhile);

    world.changes.setPayment(paidMeanwhile, 'paid');
    world.faults.clear();
    await isCalm();
    await until(async () => (await report(incidents[0]!.id)).state === 'done', 12_000);
    const found = await report(incidents[0]!.id);
    expect(found.tickets).toMatchObject([
      {
        ticketId: String(paidMeanwhile),
        wasAnswered: true,
        fields: [{ id: 'payment.status', shown: { code: 'overdue' }, isNow: { code: 'paid' } }],
      },
    ]);
    expect(found.tickets[0]).toMatchObject({ customer: expect.stringMatching(/\w/), answeredBy: 'Maya Lindqvist' });
    expect(Date.parse(found.tickets[0]!.answeredAt!)).toBeLessThanOrEqual(Date.now());
    expect(found.tickets[0]?.url).toContain(`/agent/tickets/${paidMeanwhile}`);
    await until(() => notes(paidMeanwhile).length > 1, 12_000);
    const [first, outcome, ...more] = notes(paidMeanwhile).map(({ body }) => body);
    expect(more, 'marked once, however often it is answered').toEqual([]);
    expect(first).toContain('could not be confirmed');
    // What became of it is said on the ticket, too.
    expect(outcome).toMatch(/^Automatic note from Sidelight\. It turned out different.*: Status\./);
    expect(world.helpdesk.ticket(unchanged)?.tags).not.toContain('sidelight_unconfirmed');
    expect(world.helpdesk.ticket(unanswered)?.tags).not.toContain('sidelight_unconfirmed');
    world.changes.clear();
  });

  it('is told to whoever gave the answer, and to nobody else, with a sentence in the customer’s language', async () => {
    const id = ticket('past_due');
    const told = async (token: string) => {
      const answer = await fetch(`${product.url}/v1/answers/${id}`, { headers: { authorization: `Bearer ${token}` } });
      return Corrections.parse(await answer.json()).corrections;
    };
    expect(notes(id), 'that it may be wrong, and what became of it').toHaveLength(2);
    const [own, ...others] = await told(agent);
    expect(others).toEqual([]);
    expect(own).toMatchObject({
      fields: [{ id: 'payment.status', label: 'Status', was: 'Past due', isNow: 'Paid', readAt: expect.any(String) }],
      sentence: expect.stringContaining('Paid'),
    });
    expect(await told(lead), 'somebody else').toEqual([]);
    const path = `/v1/answers/${id}/${own?.incidentId}/handled`;
    expect((await product.post(path, lead, {})).status, 'not theirs').toBe(404);
    expect((await product.post(path, agent, {})).status).toBe(204);
    expect(await told(agent)).toEqual([]);
    const undo = await fetch(`${product.url}${path}`, {
      ...{ method: 'DELETE', headers: { authorization: `Bearer ${agent}` } },
    });
    expect(undo.status).toBe(204);
    expect(await told(agent)).toHaveLength(1);
  });

  it('stands at the top of the leads’ page until somebody has taken care of it', async () => {
    const [risk, ...others] = (await numbers()).risks;
    expect(others).toEqual([]);
    const path = `/v1/incidents/${risk?.incidentId}/answers/${risk?.ticketId}/handled`;
    expect((await product.post(path, agent, {})).status).toBe(403);
    expect((await product.post(path, lead, {})).status).toBe(204);
    expect((await product.post(path, lead, {})).status, 'said before').toBe(404);
    const handledBy = { by: expect.stringMatching(/\w+ \w+/) };
    expect((await numbers()).risks, 'in sight while it can be taken back').toMatchObject([{ handled: handledBy }]);
    const undo = () =>
      fetch(`${product.url}${path}`, { method: 'DELETE', headers: { authorization: `Bearer ${lead}` } });
    expect((await undo()).status).toBe(204);
    expect((await undo()).status, 'taken back before').toBe(404);
    expect((await numbers()).risks[0]).not.toHaveProperty('handled');
    expect((await product.post(path, lead, {})).status).toBe(204);
    expect((await report(risk!.incidentId)).tickets[0]?.handled?.by).toMatch(/\w+ \w+/);
  });

  it('leaves the list of tickets it touched, with the helpdesk’s search for those that were marked', async () => {
    const [over] = (await numbers()).recent;
    const { tickets, searchUrl } = await touched(over!.id);
    expect(tickets.map(({ ticketId, wasAnswered }) => [ticketId, wasAnswered])).toContainEqual([
      String(ticket('past_due')),
      true,
    ]);
    expect(tickets.every(({ isOpen }) => !isOpen)).toBe(true);
    const asked = new URL(searchUrl!);
    expect(asked.pathname).toMatch(/\/agent\/search\/1$/);
    expect(asked.searchParams.get('q')).toMatch(/^tags:sidelight_unconfirmed updated>=\d{4}-\d\d-\d\dT[\d:]+Z$/);
    expect((await ask('/v1/incidents/none/touched')).status).toBe(404);
  });

  it('gives all of them a tag of the incident’s own when a lead asks, and then one search finds them', async () => {
    const { world } = product;
    const [over] = (await numbers()).recent;
    const path = `/v1/incidents/${over!.id}/tag`;
    const before = await touched(over!.id);
    const ids = before.tickets.map(({ ticketId }) => Number(ticketId));
    const tag = `sidelight_incident_${over!.id.slice(0, 8)}`;
    expect(ids).toEqual(
      expect.arrayContaining([ticket('past_due'), ticket('healthy_enterprise'), ticket('invoice_open')]),
    );
    expect(before.bulk).toEqual({ tag });
    expect((await product.post(path, agent, {})).status).toBe(403);
    world.faults.set('helpdesk', { kind: '5xx' });
    const tell = async () => TagAnswer.parse(await (await product.post(path, lead, {})).json());
    expect(await tell()).toEqual({ isDone: false, tickets: 0 });
    world.faults.clear();
    expect((await touched(over!.id)).bulk, 'nothing is claimed that was not done').toEqual({ tag });
    await until(async () => (await tell()).isDone, 12_000);
    await until(() => ids.every((id) => world.helpdesk.ticket(id)?.tags.includes(tag)));
    expect(world.helpdesk.ticket(ticket('past_due'))?.tags).toContain('billing');
    const { tagged } = (await touched(over!.id)).bulk!;
    expect(tagged?.tickets).toBe(ids.length);
    expect(new URL(tagged!.searchUrl!).searchParams.get('q')).toMatch(new RegExp(`^tags:${tag} updated>=`));
    const text = await (await ask(`/v1/incidents/${over!.id}/post-mortem`)).text();
    expect(text).toContain(`Ruth Abara gave the tickets it had touched (${ids.length}) the tag`);
    expect(text).toContain('[All it touched, in the helpdesk’s search](');
  });

  it('is exported as a post-mortem, for leads, in the audit', async () => {
    const [over] = (await numbers()).recent;
    const answer = await ask(`/v1/incidents/${over!.id}/post-mortem`);
    expect(answer.headers.get('content-type')).toContain('text/markdown');
    const text = await answer.text();
    expect(text).toContain(over!.id);
    expect(text).toContain('answered with errors');
    expect(text).toMatch(/Maya Lindqvist, .* \| Past due[^|]* \| Paid[^|]* \| Handled by \w+ \w+/);
    expect((await ask('/v1/incidents/none/post-mortem')).status).toBe(404);
    expect((await ask(`/v1/incidents/${over!.id}/post-mortem`, agent)).status).toBe(403);
  });

  it('can be assigned to whoever has opened a page lately, by name', async () => {
    const found = People.parse(await (await ask('/v1/incidents/people')).json());
    expect(found.names).toContain('Ruth Abara');
  });

  it('is told in numbers: who is online, how fast, and whether the SLO was met', async () => {
    const answer = await fetch(`${product.url}/v1/status`, { headers: { authorization: `Bearer ${lead}` } });
    const found = StatusReport.parse(await answer.json());
    await until(async () => (await numbers()).waterfall.some(({ read }) => read === 'billing.invoices'), 9000);
    // What was served is said every few seconds.
    await until(async () => (await numbers()).slo.total >= 6);
    const later = await numbers();
    expect(later.agentsOnline).toBe(1);
    expect(later.latency.find(({ system }) => system === 'billing')?.calls).toBeGreaterThan(0);
    expect(later.slo.byDay).toHaveLength(7);
    expect(found.recent[0]).toMatchObject({ system: 'billing', atRisk: 1 });
  });
});

describe('billing answers, and lies', () => {
  it('is found out by the canary within two looks, and believed again when it tells the truth', async () => {
    product.world.faults.set('billing', { kind: 'lying' });
    const { incidents } = await status.until((s) => s.incidents.length > 0, 12_000);
    expect(incidents).toMatchObject([{ system: 'billing', state: 'degraded', reason: 'wrong_values' }]);

    // Nobody is shown what it says as if it were so: with what to do instead, until it is over.
    const open = async () => {
      const { events } = await product.stream(agent, { ticketId: String(ticket('past_due')) });
      const cards = events.flatMap((event) => (event.type === 'card' ? [event.card] : []));
      const fields = cards.flatMap((card) => card.fields);
      const health = events.flatMap((event) => (event.type === 'open' ? event.health : []));
      const sources = cards.findLast(({ id }) => id === 'payment')?.sources;
      return { health, sources, field: (id: string) => fields.findLast((field) => field.id === id) };
    };
    const lied = await open();
    expect(lied.health).toContainEqual(expect.objectContaining({ system: 'billing', reason: 'wrong_values' }));
    expect(lied.field('payment.status')).toMatchObject({
      state: 'ok',
      reason: 'wrong_values',
      fallback: { owner: expect.any(String) },
    });
    expect(lied.sources).toMatchObject([{ name: 'Stripe', state: 'ok', reason: 'wrong_values' }]);
    expect(lied.field('account.name')).not.toHaveProperty('reason');

    product.world.faults.clear();
    await isCalm();
    expect((await open()).field('payment.status')).not.toHaveProperty('reason');
  });
});

async function report(id: string): Promise<AnswersAtRisk> {
  const answer = await fetch(`${product.url}/v1/incidents/${id}/answers`, {
    headers: { authorization: `Bearer ${lead}` },
  });
  return AnswersAtRisk.parse(await answer.json());
}
const shownCount = async (id: string) => (await report(id)).shown;

async function numbers(): Promise<StatusReport> {
  const answer = await fetch(`${product.url}/v1/status`, { headers: { authorization: `Bearer ${lead}` } });
  return StatusReport.parse(await answer.json());
}
