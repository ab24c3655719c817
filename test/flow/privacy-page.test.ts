import { randomBytes } from 'node:crypto';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { createErasureSweep } from '@sidelight/api/store/erasure-log.ts';
import { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import { EraseAnswer, Erasures, PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type JobStage, openJobStage } from '../conformance/job-stage.ts';
import { grepFor } from '../conformance/planted-person.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const ticketId = '1001';
let product: Product;
let stage: JobStage;
let admin: string;
let email: string;
beforeAll(async () => {
  product = await startProduct({ env: { SESSION_SECRET: randomBytes(32).toString('base64') } });
  stage = await openJobStage(product.database, [...queues]);
  admin = await product.session('admin');
  const { requester } = product.world.tickets.find((one) => String(one.ticketId) === ticketId)!.truth;
  email = requester!.email!;
}, 60_000);
afterAll(async () => {
  await stage.close();
  await product.stop();
});

const ask = (what: string, body: object, token = admin) => product.post(`/v1/privacy/${what}`, token, body);
const show = async (by: string, text: string) =>
  PrivacyReport.parse(await (await ask('show', { who: { by, text } })).json());
const records = () =>
  product.database.db.selectFrom('audit').selectAll().where('action', 'like', 'privacy.%').orderBy('seq').execute();
const erasureOf = async (id: string) => ErasureReceipt.parse(await (await ask('erasure', { id })).json());

it('says what is held about whoever wrote a ticket and who looked, and puts that on record without a value', async () => {
  expect((await show('email', email)).held, 'nobody has opened anything').toEqual([]);
  await product.stream(await product.session('agent'), { ticketId });
  // Both are written behind the answer.
  await until(async () => {
    const places = (await show('ticket', ticketId)).held.map(({ place }) => place);
    return places.includes('links') && places.includes('last_known');
  }, 10_000);
  const report = await show('ticket', ticketId);
  expect(report.known).toMatchObject({ addresses: [email], users: ['900010'] });
  const known = report.held.find(({ place }) => place === 'last_known')!;
  expect(known).toMatchObject({ class: 'personal' });
  expect(Date.parse(known.since!)).toBeGreaterThan(Date.now() - 600_000);
  expect(report.looks.map(({ action, role }) => `${action} ${role}`)).toEqual(
    expect.arrayContaining(['context.viewed agent', 'privacy.shown admin']),
  );
  expect(report.elsewhere.map(({ system }) => system)).toEqual(['helpdesk', 'crm']);
  expect(await show('email', email.toUpperCase())).toMatchObject({ known: report.known });
  const rows = await records();
  expect(new Set(rows.map(({ action, about }) => `${action} ${about}`))).toEqual(
    new Set(['privacy.shown email', 'privacy.shown ticket']),
  );
  expect(rows.at(-1)!.subject).toMatch(/^[\w-]{22}$/);
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${email}|900010`));
  expect((await ask('show', { who: { by: 'ticket', text: '424242' } })).status).toBe(404);
});

it('is for admins, is kept in no cache, and hands out every row to them alone', async () => {
  for (const what of ['show', 'export', 'erase', 'erasures', 'erasure'])
    for (const role of ['agent', 'lead'] as const)
      expect((await ask(what, { who: { by: 'email', text: email } }, await product.session(role))).status).toBe(403);
  const answer = await ask('export', { who: { by: 'email', text: email } });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const given = await answer.json();
  expect(given.places.links.rows).toMatchObject([{ requester_id: '900010' }]);
  expect((await records()).at(-1)).toMatchObject({ action: 'privacy.exported', role: 'admin', about: 'email' });
});

it('erases whom somebody has named once more, shows how it goes, and finds nothing of them after it', {
  timeout: 60_000,
}, async () => {
  const wish = { who: { by: 'email', text: email }, reason: 'they_asked' };
  const refused = await ask('erase', { ...wish, typed: 'ben@northwind.example' });
  expect(EraseAnswer.parse(await refused.json())).toEqual({ kind: 'not_typed' });
  expect((await records()).filter(({ action }) => action === 'privacy.erasure_asked')).toEqual([]);
  const asked = EraseAnswer.parse(await (await ask('erase', { ...wish, typed: ` ${email.toUpperCase()} ` })).json());
  if (asked.kind !== 'asked') throw new Error(asked.kind);
  const { id } = asked.erasure;
  await until(async () => (await erasureOf(id)).state === 'settling', 20_000);
  await sql`update erasures set checked_at = now() - interval '2 minutes'`.execute(product.database.db);
  await createErasureSweep(product.database.db, stage.jobs)();
  await until(async () => (await erasureOf(id)).state === 'held_elsewhere', 20_000);
  const receipt = await erasureOf(id);
  expect(receipt).toMatchObject({ cause: 'page', reason: 'they_asked', findings: 2 });
  expect(receipt.steps.slice(0, 2).map(({ state, owner }) => [state, owner])).toEqual([
    ['elsewhere', expect.stringContaining(' · #')],
    ['elsewhere', expect.stringContaining(' · #')],
  ]);
  expect(receipt.steps.find(({ place }) => place === 'links')).toMatchObject({ state: 'done', rows: 1 });
  expect(Date.parse(receipt.nextAt!)).toBeGreaterThan(Date.now());
  expect(receipt.backupsUntil).toBeDefined();
  expect(Erasures.parse(await (await ask('erasures', {})).json()).items).toMatchObject([{ id, findings: 2 }]);
  const report = await show('email', email);
  expect(report.held).toEqual([]);
  expect(report.erasure).toMatchObject({ id });
  const { audit: _ids, ...left } = await grepFor(product.database.db, [email]);
  expect(left).toEqual({});
  const told = (await records()).filter(({ action }) => action.startsWith('privacy.erasure_'));
  expect(told.map(({ action, role, about }) => `${action} ${role} ${about}`)).toEqual([
    'privacy.erasure_asked admin they_asked',
    `privacy.erasure_ended system ${id} held_elsewhere`,
  ]);
  expect(product.logLines.join('')).not.toContain(email);
});

it.each([
  ['email', 'a'],
  ['email', 'Dana Whitfield'],
  ['email', '%@'],
  ['user', '% or true'],
  ['ticket', '1001 1002'],
])('leads to nobody by what is no %s: %s', async (by, text) => {
  const who = { by, text };
  for (const [what, body] of [
    ['show', { who }],
    ['export', { who }],
    ['erase', { who, reason: 'other', typed: text }],
  ] as const) {
    const answer = await ask(what, body);
    expect([what, answer.status]).toEqual([what, 400]);
  }
});

it('lets nobody walk through a list of customers', async () => {
  const statuses: number[] = [];
  for (let n = 0; n < 40; n++) statuses.push((await ask('show', { who: { by: 'user', text: `77${n}` } })).status);
  expect(statuses.at(-1)).toBe(429);
});
