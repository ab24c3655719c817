import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AGENT, consented, enter, OTHER, startChecked, switchCheck } from './agent-consent.ts';
import type { Product } from './start-product.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
let product: Product;
let aheadMs = 0;
const now = () => Date.now() + aheadMs;
beforeAll(async () => {
  product = await startChecked({ now });
  await switchCheck(product, true);
}, 120_000);
afterAll(() => product.stop());
afterEach(() => {
  product.world.faults.clear();
  product.world.calls.clear();
});

const tokensOf = (userId: number) =>
  product.database.db.selectFrom('secrets').selectAll().where('system', '=', `agent/${userId}`).execute();
const rows = () =>
  product.database.db
    .selectFrom('audit')
    .select(['actor_id', 'about'])
    .where('action', '=', 'session.withdrawn')
    .orderBy('seq')
    .execute();
const givenBack = () =>
  product.world.calls.list().filter(({ path }) => path === '/api/v2/oauth/tokens/current.json').length;
const book = () => product.database.db.selectFrom('agent_sessions').selectAll().execute();
/** As if their last page had been opened so much earlier. */
const earlier = (userId: number, hours: number) =>
  sql`update agent_sessions set until = until - make_interval(hours => ${hours}::int)
    where user_id = ${String(userId)}`.execute(product.database.db);
/** The task is due at once; the scheduler looks every quarter of a minute. Resolves when it has run. */
async function sweep(): Promise<void> {
  const name = 'consents of agents whose sessions have ended';
  const due = async () =>
    (await product.database.db.selectFrom('periodic_tasks').select('due_at').where('name', '=', name).execute())[0]
      ?.due_at;
  await sql`update periodic_tasks set due_at = 'epoch' where name = ${name}`.execute(product.database.db);
  await expect.poll(async () => Number(await due()), { timeout: 25_000 }).toBeGreaterThan(0);
}

describe('what an agent has allowed whose sessions have ended by themselves', () => {
  it('stays while a session of theirs may last', async () => {
    for (const userId of [AGENT, OTHER]) await consented(product, userId);
    await expect.poll(async () => (await book()).length).toBe(2);
    await earlier(OTHER, 11);
    // Half an hour before the end of whoever came first.
    aheadMs = HOUR_MS / 2;
    await sweep();
    expect([(await tokensOf(AGENT)).length, (await tokensOf(OTHER)).length]).toEqual([1, 1]);
    expect(givenBack()).toBe(0);
  }, 60_000);

  it('is kept while the helpdesk does not take it back, and tried again in an hour', async () => {
    aheadMs = 2 * HOUR_MS;
    product.world.faults.set('helpdesk', { kind: '5xx' });
    await sweep();
    await expect.poll(() => product.logLines.join('').includes('did not take back'), { timeout: 20_000 }).toBe(true);
    expect([(await tokensOf(AGENT)).length, (await tokensOf(OTHER)).length]).toEqual([1, 1]);
    expect(await rows()).toEqual([]);
    product.world.faults.clear();
    await sweep();
    expect((await tokensOf(OTHER)).length, 'not before').toBe(1);
  }, 90_000);

  it('is given back, though its token had ended long ago, and forgotten, with a row; who may have a page open keeps theirs', async () => {
    aheadMs = 3 * HOUR_MS + MINUTE_MS;
    await sweep();
    await expect.poll(() => tokensOf(OTHER), { timeout: 20_000 }).toEqual([]);
    expect(givenBack()).toBe(1);
    expect(product.world.oauth.grants.holder(product.world.oauth.grants.newest()!)).toBeUndefined();
    expect(await rows()).toEqual([{ actor_id: String(OTHER), about: 'lapsed' }]);
    expect((await tokensOf(AGENT)).length).toBe(1);
    aheadMs = 5 * HOUR_MS;
    await sweep();
    expect((await book()).map(({ user_id }) => user_id)).toEqual([String(AGENT)]);
  }, 90_000);

  it('is asked for again when they come back', async () => {
    aheadMs = 0;
    expect((await enter(product, OTHER)).session).toBeUndefined();
    await consented(product, OTHER);
    expect((await tokensOf(OTHER)).length).toBe(1);
  });
});
