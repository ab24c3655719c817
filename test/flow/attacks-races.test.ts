import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { Erasures } from '@sidelight/shared/privacy/privacy-page.ts';
import { OauthStart } from '@sidelight/shared/setup/connection.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { allow } from '../world/oauth/allow.ts';
import { call, enter } from './agent-consent.ts';
import { type Product, startProduct } from './start-product.ts';

const server = process.env.TEST_DATABASE_URL;
const times = (n: number) => Array.from({ length: n }, (_, i) => i);
const statuses = (answers: readonly { readonly status: number }[]) =>
  Object.fromEntries([...Map.groupBy(answers, ({ status }) => status)].map(([status, of]) => [status, of.length]));

describe.skipIf(!server)('of many who ask in the same moment, at two processes of one database', () => {
  let database: OpenDatabase;
  let first: Product;
  let second: Product;
  const at = (i: number): Product => (i % 2 === 0 ? first : second);
  beforeAll(async () => {
    database = await openFreshPostgres(server!);
    first = await startProduct({ database, env: { SESSION_SECRET: Buffer.alloc(32, 7).toString('base64') } });
    second = await startProduct({
      ...{ database, isRestart: true, beside: first },
      env: { SESSION_SECRET: Buffer.alloc(32, 7).toString('base64') },
    });
  }, 120_000);
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await database.close();
  });
  const audited = (action: string) =>
    database.db.selectFrom('audit').selectAll().where('action', '=', action).orderBy('seq').execute();

  it('one comes in by one entry of the helpdesk', async () => {
    const { url, token } = await first.world.sign({ role: 'agent', location: 'ticket_sidebar' });
    const path = new URL(url).pathname + new URL(url).search;
    const answers = await Promise.all(
      times(100).map(async (i) => {
        const answer = await fetch(at(i).url + path, { method: 'POST', body: new URLSearchParams({ token }) });
        return { status: answer.status, text: await answer.text() };
      }),
    );
    expect(statuses(answers)).toEqual({ 200: 1, 401: 99 });
    expect(answers.filter(({ text }) => text.includes('"session":'))).toHaveLength(1);
  });

  it('as many are shown a hidden value as may be in an hour, each with its row', async () => {
    const body = { ticketId: '1001', field: 'plan.worth', reason: 'contract', note: 'Asks what the contract is worth' };
    const answers = await Promise.all(
      times(50).map(async (i) => {
        const answer = await call(at(i), await at(i).sessionFor('7002'), '/v1/reveal', 'POST', body);
        return { status: answer.status, text: await answer.text() };
      }),
    );
    const shown = answers.filter(({ text }) => text.includes('"shown"'));
    expect(statuses(answers)).toEqual({ 200: shown.length, 429: 50 - shown.length });
    expect(shown.length).toBe(10);
    const rows = await audited('field.revealed');
    expect(new Set(rows.map(({ request_id }) => request_id)).size).toBe(shown.length);
  });

  it('nobody who was signed out meanwhile reads on', async () => {
    const [here, there] = [await first.sessionFor('7004'), await second.sessionFor('7004')];
    let isOut = false;
    const late: number[] = [];
    const reading = times(6).map(async () => {
      for (let more = 5; more > 0; ) {
        const isAfter = isOut;
        const { status } = await call(first, here, '/v1/answers/1001');
        if (isAfter) late.push(status);
        if (isAfter) more--;
      }
    });
    await call(second, there, '/v1/answers/1001');
    expect((await call(first, here, '/v1/session', 'DELETE')).status).toBe(204);
    isOut = true;
    await Promise.all(reading);
    expect(late).toEqual(times(30).map(() => 401));
    await expect.poll(async () => (await call(second, there, '/v1/answers/1001')).status).toBe(401);
  });

  it('whoever reads while somebody is erased is on record for each time they saw them', async () => {
    const ticketId = '1005';
    const { requester } = first.world.tickets.find((one) => String(one.ticketId) === ticketId)!.truth;
    const email = requester!.email!;
    const admin = await first.session('admin');
    await first.stream(admin, { ticketId });
    const seen: string[] = [];
    const views = times(50).map(async (i) => {
      await new Promise((resolve) => setTimeout(resolve, i * 8));
      const token = await at(i).sessionFor(String(7001 + (i % 3)));
      const answer = await call(at(i), token, '/v1/context', 'POST', { ticketId });
      const text = await answer.text();
      if (text.includes(email)) seen.push(/"requestId":"([^"]+)"/.exec(text)?.[1] ?? '');
    });
    await new Promise((resolve) => setTimeout(resolve, 100));
    const wish = { who: { by: 'email', text: email }, reason: 'they_asked', typed: email };
    expect((await call(first, admin, '/v1/privacy/erase', 'POST', wish)).status).toBe(200);
    await Promise.all(views);
    const unrecorded = async () => {
      const rows = new Set((await audited('context.viewed')).map(({ request_id }) => request_id));
      return seen.filter((id) => !rows.has(id));
    };
    expect(seen.length).toBeGreaterThan(0);
    await expect.poll(unrecorded, { timeout: 10_000 }).toEqual([]);
    const erased = await call(first, admin, '/v1/privacy/erasures', 'POST', {});
    expect(Erasures.parse(await erased.json()).items).toMatchObject([{ state: expect.not.stringMatching('waiting') }]);
  }, 60_000);

  it('two admins who change the rollout leave one after the other: every step begins where the one before ended', async () => {
    const criteria = {
      leastInTimePercent: 90,
      mostDownMinutes: 10,
      mostFailedPercent: 5,
      overMinutes: 60,
      leastContexts: 20,
    };
    const before = (await audited('rollout.changed')).length;
    const answers = await Promise.all(
      times(20).map(async (i) => {
        const phase = i % 4 < 2 ? 'sandbox' : 'pilot';
        const body = { phase, pilotGroups: ['360012'], groups: [], criteria: { ...criteria, mostDownMinutes: 10 + i } };
        const answer = await call(at(i), await at(i).session('admin'), '/v1/setup/rollout', 'POST', body);
        return { status: answer.status, ...((await answer.json()) as { kind: string }) };
      }),
    );
    expect(statuses(answers)).toEqual({ 200: 20 });
    const done = answers.filter(({ kind }) => kind === 'done').length;
    expect((await audited('rollout.changed')).length - before).toBe(done);
    const steps = await database.db.selectFrom('rollout_steps').selectAll().orderBy('at').execute();
    for (const [i, step] of steps.entries()) if (i > 0) expect(step.from_phase).toBe(steps[i - 1]!.to_phase);
  });
});

describe('of many who come back from one consent', () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ isNew: true });
  }, 60_000);
  afterAll(() => product.stop());
  const exchanged = () => product.world.calls.list().filter(({ path }) => path.includes('/oauth/tokens')).length;

  it('one is connected, and the helpdesk sees the code once', async () => {
    const { consentUrl } = await enter(product, 7005, 'nav_bar');
    const { location } = await allow(consentUrl);
    const answers = await Promise.all(times(100).map(async () => (await fetch(location!)).text()));
    expect(answers.filter((text) => text.includes('Connected'))).toHaveLength(1);
    expect(exchanged()).toBe(1);
  }, 60_000);

  it('nobody connects who was signed out since they set out', async () => {
    const admin = await product.session('admin');
    const answer = await call(product, admin, '/v1/setup/connections/zendesk/oauth', 'POST');
    const { location } = await allow(OauthStart.parse(await answer.json()).url);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await call(product, admin, '/v1/session', 'DELETE')).status).toBe(204);
    const before = exchanged();
    expect(await (await fetch(location!)).text()).not.toContain('Connected');
    expect(exchanged()).toBe(before);
  });
});
