import { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { Corrections } from '@sidelight/shared/health/correction.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../world/caller.ts';
import { readStatus, type StatusReader } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

/** Time enough to answer between two looks. */
const CANARY_MS = 10_000;
const FOUND_MS = 2 * CANARY_MS;

let product: Product;
let lead: string;
let agent: string;
let status: StatusReader;

beforeAll(async () => {
  product = await startProduct({ pace: { quietMs: 300, suspectMs: 300, canaryEveryMs: CANARY_MS } });
  lead = await product.session('lead');
  agent = await product.session('agent');
  status = await readStatus(product, lead);
});
afterAll(async () => {
  status.close();
  await product.stop();
});

const ticket = (key: string) => product.world.tickets.find((sample) => sample.key === key)!.ticketId;
const [before, early, liedTo] = ['trialing', 'invoice_open', 'healthy_enterprise'];
const open = (id: number) => product.stream(agent, { ticketId: String(id) });
const ask = (path: string, as: string) =>
  fetch(`${product.url}${path}`, { headers: { authorization: `Bearer ${as}` } });
const rowsOf = async (id: number) => {
  const { rows } = await sql<{ field: string; answered_by: string | null }>`select field, answered_by
    from believed_answers where ticket_id = ${String(id)} order by field`.execute(product.database.db);
  return rows;
};
const looks = async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from health_signals
    where source = 'canary' and connector = 'stripe'`.execute(product.database.db);
  return rows[0]?.n ?? 0;
};
const nextLook = async () => {
  const before = await looks();
  await until(async () => (await looks()) > before, FOUND_MS);
};
/** Opens it, answers by what is shown, and waits until that is known. */
const answer = async (id: number) => {
  await open(id);
  await until(async () => (await rowsOf(id)).length > 0);
  await call(product.world, 'zendesk', `/api/v2/tickets/${id}.json`, {
    method: 'PUT',
    body: { ticket: { comment: { body: 'Your payment is due.', public: true, author_id: 7001 } } },
  });
  await product.world.webhooks.settled();
  await until(async () => (await rowsOf(id)).every((row) => row.answered_by === '7001'));
};
const notes = (id: number) => product.world.helpdesk.comments(id).filter((comment) => !comment.isPublic);
const tags = (id: number) => product.world.helpdesk.ticket(id)?.tags ?? [];

it('keeps what an agent is shown as right, and forgets it at the next good look', async () => {
  const id = ticket(before!);
  await nextLook();
  await answer(id);
  expect((await rowsOf(id)).map(({ field }) => field)).toEqual(
    expect.arrayContaining(['payment.status', 'plan.entitlement', 'plan.name']),
  );
  await until(async () => (await rowsOf(id)).length === 0, 2 * FOUND_MS);
  expect(notes(id)).toEqual([]);
}, 120_000);

it('marks what was answered by a lie before the canary found it, and what may have been one', async () => {
  const { world } = product;
  await nextLook();
  await answer(ticket(early!));
  world.faults.set('billing', { kind: 'lying' });
  await answer(ticket(liedTo!));
  expect(status.now()?.incidents, 'nobody knows yet').toEqual([]);
  expect(notes(ticket(liedTo!))).toEqual([]);

  const { incidents } = await status.until((s) => s.incidents.length > 0, FOUND_MS);
  expect(incidents).toMatchObject([{ system: 'billing', reason: 'wrong_values' }]);
  for (const id of [ticket(early!), ticket(liedTo!)]) {
    await until(() => notes(id).length === 1, 12_000);
    expect(tags(id)).toContain('sidelight_unconfirmed');
    expect(notes(id)[0]?.body).toMatch(/^Automatic note from Sidelight\. .*could not be confirmed: .*Status/);
  }
  expect(notes(ticket(before!)), 'shown before the last good look').toEqual([]);
  expect(tags(ticket(before!))).not.toContain('sidelight_unconfirmed');
  expect((await report(incidents[0]!.id)).state).toBe('waiting');
}, 120_000);

it('says afterwards what was different, to leads and to whoever gave the answer, and that the rest was right', async () => {
  const { id } = status.now()!.incidents[0]!;
  product.world.faults.clear();
  await status.until((s) => s.incidents.length === 0, FOUND_MS);
  await until(async () => (await report(id)).state === 'done', 12_000);
  const { tickets, shown } = await report(id);
  expect(shown).toBe(2);
  expect(tickets).toMatchObject([
    { ticketId: String(ticket(liedTo!)), wasAnswered: true, answeredBy: 'Maya Lindqvist' },
  ]);
  const wrong = tickets[0]?.fields.find((field) => field.id === 'payment.status');
  expect(wrong).toMatchObject({ shown: { kind: 'code' }, isNow: { code: 'paid' } });

  await until(() => notes(ticket(liedTo!)).length === 2 && notes(ticket(early!)).length === 2, 12_000);
  expect(notes(ticket(liedTo!))[1]?.body).toMatch(/^Automatic note from Sidelight\. It turned out different.*Status/);
  expect(notes(ticket(early!))[1]?.body).toMatch(/^Automatic note from Sidelight\. Confirmed since/);

  const { risks } = StatusReport.parse(await (await ask('/v1/status', lead)).json());
  expect(risks.map(({ ticketId }) => ticketId)).toEqual([String(ticket(liedTo!))]);
  const told = async (path: number) =>
    Corrections.parse(await (await ask(`/v1/answers/${path}`, agent)).json()).corrections;
  expect(await told(ticket(early!))).toEqual([]);
  expect(await told(ticket(liedTo!))).toMatchObject([{ incidentId: id, sentence: expect.stringContaining('Paid') }]);
}, 120_000);

async function report(id: string): Promise<AnswersAtRisk> {
  return AnswersAtRisk.parse(await (await ask(`/v1/incidents/${id}/answers`, lead)).json());
}
