import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SITES } from '../world/oauth/atlassian-app.ts';
import { HUB_ACCOUNTS } from '../world/oauth/hubspot-app.ts';
import { adminOf, connectStage } from './connect-stage.ts';
import { lastCards } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const MINUTE_MS = 60_000;
let database: OpenDatabase;
let one: Product;
let two: Product;
let stage: ReturnType<typeof connectStage>;
let aheadMs = 0;
const now = () => Date.now() + aheadMs;

beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
  one = await startProduct({ isNew: true, database, now });
  await adminOf(one);
  stage = connectStage(one, () => one.session('admin'));
  two = await startProduct({ isNew: true, database, isRestart: true, beside: one, now });
  one.world.setApiUrl(one.url);
  await stage.consent('hubspot', { accounts: [HUB_ACCOUNTS[0]!.id] });
  await stage.consent('jira', { accounts: [SITES[0]!.id] });
});
afterAll(async () => {
  await two.stop();
  await one.stop();
  await database.close();
});

const grants = () => one.world.registered;
const TICKETS = ['1001', '1002', '1003', '1005', '1006', '1007'];
/** What is read of both systems beside one ticket, and not by a credential that was good. */
async function lost(product: Product, ticketId: string): Promise<string[]> {
  const { events } = await product.stream(await product.session('admin'), { ticketId });
  const all = [...lastCards(events).values()].flatMap((card) => card.fields);
  const fields = all.filter(({ id }) => /^(account|issues\.known|deals|contact)/.test(id));
  return fields.flatMap(({ id, ...field }) =>
    'reason' in field && field.state === 'failed' ? [`${id}: ${field.reason}`] : [],
  );
}
/** Everybody opens tickets at both processes for so long. */
async function traffic(forMs: number): Promise<{ opened: number; lost: string[] }> {
  const endMs = performance.now() + forMs;
  const found: string[] = [];
  let opened = 0;
  await Promise.all(
    [one, two, one, two].map(async (product, nth) => {
      for (let i = nth; performance.now() < endMs; i++) {
        found.push(...(await lost(product, TICKETS[i % TICKETS.length]!)));
        opened++;
      }
    }),
  );
  return { opened, lost: found };
}

describe('sign-ins of two processes with traffic', () => {
  it('are renewed by one call each, and nobody reads less for it', async () => {
    expect(await traffic(500)).toMatchObject({ lost: [] });
    for (const { grants: own } of Object.values(grants())) expect(own.refreshes()).toBe(0);
    // Both are due; the CRM's is over.
    aheadMs += 59 * MINUTE_MS;
    const seen = await traffic(1500);
    expect(seen.lost).toEqual([]);
    expect(seen.opened).toBeGreaterThan(8);
    expect(grants().hubspot.grants.refreshes()).toBe(1);
    expect(grants().atlassian.grants.refreshes(), 'a refresh token that rotates is good for one call').toBe(1);
  });

  it('outlive an answer that was lost on its way: the vendor takes the old one for a while', async () => {
    aheadMs += 59 * MINUTE_MS;
    grants().atlassian.losesAnswers = 1;
    expect((await traffic(500)).lost).toEqual([]);
    await until(async () => {
      await lost(two, '1001');
      return grants().atlassian.grants.refreshes() === 3;
    });
    expect((await traffic(500)).lost).toEqual([]);
    expect(await stage.standing('jira')).toMatchObject({ kind: 'connected', health: 'ok' });
  });

  it('that the vendor ends are said to be over, by name and with what to do', async () => {
    grants().hubspot.grants.revokeAll();
    aheadMs += 31 * MINUTE_MS;
    await until(async () => {
      await lost(one, '1002');
      return (await stage.standing('hubspot')).kind === 'unusable';
    });
    expect(await stage.standing('hubspot')).toEqual({ kind: 'unusable', reason: 'reconnect_needed' });
    const said = await lost(one, '1006');
    expect(said.every((line) => line.endsWith('credential') || line.endsWith('circuit_open'))).toBe(true);
    const askedBefore = one.world.calls.list().filter(({ path }) => path.endsWith('/token')).length;
    await traffic(300);
    const asked = one.world.calls.list().filter(({ path }) => path.endsWith('/token')).length;
    expect(asked, 'a sign-in that is over is not asked for again and again').toBe(askedBefore);
    await stage.consent('hubspot', { accounts: [HUB_ACCOUNTS[0]!.id] });
    expect(await stage.standing('hubspot')).toMatchObject({ kind: 'connected' });
  });
});
