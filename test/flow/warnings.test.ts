import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { BackgroundBoot } from '@sidelight/shared/context/background-boot.ts';
import { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { readStatus } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';

const server = process.env.TEST_DATABASE_URL;

/** The background's page, as the helpdesk opens it in one more tab. */
async function openTab(product: Product, role: 'agent' | 'lead' | 'admin'): Promise<BackgroundBoot> {
  const { url, token } = await product.world.sign({ role, location: 'background' });
  const { pathname, search } = new URL(url);
  const answer = await fetch(product.url + pathname + search, { method: 'POST', body: new URLSearchParams({ token }) });
  expect(answer.status).toBe(200);
  const block = /id="boot"[^>]*>([\s\S]*?)<\/script>/.exec(await answer.text())?.[1];
  return BackgroundBoot.parse(JSON.parse(block ?? 'null'));
}

describe.skipIf(!server)('who is warned of an outage, and how often', () => {
  let database: OpenDatabase;
  let first: Product;
  let second: Product;
  let incident: string;
  beforeAll(async () => {
    database = await openFreshPostgres(server!);
    const SESSION_SECRET = Buffer.alloc(32, 5).toString('base64');
    first = await startProduct({ database, env: { SESSION_SECRET }, pace: { quietMs: 300 } });
    const beside = { database, isRestart: true, beside: first, env: { SESSION_SECRET } };
    second = await startProduct({ ...beside, pace: { quietMs: 300 } });
    const { session } = await openTab(first, 'lead');
    const status = await readStatus(first, session);
    first.world.faults.set('billing', { kind: '5xx' });
    incident = (await status.until(({ incidents }) => incidents.length > 0)).incidents[0]!.id;
    status.close();
  }, 60_000);
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await database.close();
  });

  const ask = async (product: Product, session: string, id = incident) => {
    const answer = await product.post(`/v1/incidents/${id}/warning`, session, {});
    return answer.status === 200 ? WarningAnswer.parse(await answer.json()) : answer.status;
  };

  it('a lead once, of ten tabs of two processes that ask at the same time', async () => {
    const tabs = await Promise.all([first, second].map(async (at) => ({ at, boot: await openTab(at, 'lead') })));
    const asking = [...Array(5).keys()].flatMap(() => tabs.map(({ at, boot }) => ask(at, boot.session)));
    const answers = await Promise.all(asking);
    const warned = answers.filter((answer) => typeof answer === 'object' && answer.kind === 'warn');
    expect(warned).toHaveLength(1);
    expect(warned[0]).toMatchObject({ name: 'Billing', isWrong: false, cards: ['Plan', 'Payment'] });
    expect(answers.filter((answer) => typeof answer === 'object' && answer.kind === 'quiet')).toHaveLength(9);
  });

  it('another person in charge once as well, in whichever process', async () => {
    const { session } = await openTab(second, 'admin');
    expect([await ask(second, session), await ask(first, session)]).toMatchObject([
      { kind: 'warn' },
      { kind: 'quiet' },
    ]);
  });

  it('no agent: their page is given nothing to listen with, and asking is refused', async () => {
    const boot = await openTab(first, 'agent');
    expect(boot).not.toHaveProperty('tabs');
    expect(await ask(first, boot.session)).toBe(403);
  });

  it('nobody of an incident that there is not; one that is over stays quiet', async () => {
    const { session } = await openTab(first, 'lead');
    expect(await ask(first, session, 'nonsense')).toBe(404);
    const status = await readStatus(first, session);
    first.world.faults.clear();
    await status.until(({ incidents }) => incidents.length === 0, 20_000);
    status.close();
    expect(await ask(first, session)).toEqual({ kind: 'quiet' });
  });

  it('gives the tabs of one person one name, the same at both processes, and nobody else’s', async () => {
    const [one, again, other, boss] = await Promise.all([
      openTab(first, 'lead'),
      openTab(first, 'lead'),
      openTab(second, 'lead'),
      openTab(first, 'admin'),
    ]);
    expect(again.tabs).toBe(one.tabs);
    expect(boss.tabs).not.toBe(one.tabs);
    expect(one.tabs).toMatch(/^[\w-]{43}$/);
    expect(other.tabs).toBe(one.tabs);
    // Sessions that begin in one millisecond are the same; one that begins later is its own, under the same name.
    const later = await openTab(first, 'lead');
    expect(later.tabs).toBe(one.tabs);
    expect(later.session).not.toBe(one.session);
  });
});
