import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import type { Status } from '@sidelight/shared/health/status.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFreshPostgres } from '../conformance/fresh-postgres.ts';
import { readStatus } from './read-status.ts';
import { type Product, startProduct } from './start-product.ts';

const url = process.env.TEST_DATABASE_URL;

describe.skipIf(!url)('several processes on one PostgreSQL', () => {
  let database: OpenDatabase;
  let first: Product;
  let second: Product;
  beforeAll(async () => {
    database = await openFreshPostgres(url!);
    first = await startProduct({ database, pace: { quietMs: 300 } });
    second = await startProduct({ database, isRestart: true, beside: first, pace: { quietMs: 300 } });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
    await database.close();
  });
  const broken = ({ incidents }: Status) => incidents.length > 0;
  const calm = ({ incidents }: Status) => incidents.length === 0;

  it('agree within five seconds on what is broken, count everybody who looks, and know one incident', async () => {
    const here = await readStatus(first, await first.sessionFor('7001'), '1001');
    const there = await readStatus(second, await second.sessionFor('7002'), '1002');
    first.world.faults.set('billing', { kind: '5xx' });
    const [a, b] = await Promise.all([here.until(broken), there.until(broken)]);
    expect(Math.abs(Date.parse(a.at) - Date.parse(b.at))).toBeLessThan(5000);
    expect(a.incidents[0]?.id).toBe(b.incidents[0]?.id);
    const everybody = ({ incidents: [one] }: Status) => one?.radius.agents === 2 && one.radius.openTickets === 2;
    await Promise.all([here.until(everybody), there.until(everybody)]);
    first.world.faults.clear();
    await Promise.all([here.until(calm), there.until(calm)]);
    here.close();
    there.close();
  });

  it('go on watching when the one that led is gone', async () => {
    const token = await second.sessionFor('7002');
    await first.stopService();
    const there = await readStatus(second, token);
    first.world.faults.set('crm', { kind: '5xx' });
    await there.until(broken, 10_000);
    first.world.faults.clear();
    await there.until(calm);
    there.close();
  });
});
