import { createQuota } from '@sidelight/api/connectors/resilience/quota.ts';
import { createCallUsage } from '@sidelight/api/health/call-usage.ts';
import { checkTexts } from '@sidelight/api/map/load-map.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { forgetOldRows } from '@sidelight/api/store/retention.ts';
import { createUsageLog } from '@sidelight/api/store/usage-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoTexts, NOW_MS } from '../map/demo-map.ts';
import { onEachDatabase } from './on-each-database.ts';

const START_MS = 1_799_971_200_000;
const { map } = checkTexts(await demoTexts(), NOW_MS);
const PER_HOUR = 600;
const SHARE = 0.5;

onEachDatabase('what processes use of a vendor', (open) => {
  let database: OpenDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  let nowMs = START_MS;
  let attempt = 0;
  /** One that nobody else has used anything of, in a retry either. */
  const fresh = () => requireTenant(`acme-${++attempt}`);
  /** One process, with its own view of the same vendor. */
  function process(tenant = fresh()) {
    const rates = [
      { windowMs: 60_000, calls: 10_000 },
      { windowMs: 3_600_000, calls: PER_HOUR },
    ];
    const quota = createQuota({ rates, share: SHARE, isShared: true, now: () => nowMs });
    const log = createUsageLog(database.db);
    let writes = 0;
    const counted: typeof log = {
      ...log,
      add: (...row) => {
        writes++;
        return log.add(...row);
      },
    };
    const usage = createCallUsage({
      ...{ tenant, map, log: counted, now: () => nowMs },
      connections: {
        made: () => new Map([['posthog', { quota }]]),
        get: (connector) => (connector === 'posthog' ? { quota } : undefined),
      },
    });
    const send = (kind: WorkKind, times: number) => {
      let sent = 0;
      for (let i = 0; i < times; i++) {
        if (quota.refusal(kind)) break;
        const { signal } = new AbortController();
        if (kind !== 'live') quota.mark(signal, kind);
        quota.sent(signal);
        sent++;
      }
      return sent;
    };
    return { quota, usage, send, writes: () => writes };
  }

  it('stays inside the share of the background together, however hard each of two tries', async () => {
    nowMs = START_MS + 24 * 3_600_000;
    const tenant = fresh();
    const [a, b] = [process(tenant), process(tenant)];
    let sent = 0;
    for (let s = 0; s < 600; s++) {
      // One begins before the other has heard of it.
      sent += a.send('follow_up', 20) + (s > 0 ? b.send('follow_up', 20) : 0);
      await a.usage.flush();
      await b.usage.flush();
      nowMs += 1000;
    }
    expect(sent).toBeLessThanOrEqual(SHARE * PER_HOUR);
    expect(sent, 'and it is not wasted').toBeGreaterThan(0.8 * SHARE * PER_HOUR);
  });

  it('is told to each other by kind, and to nobody else', async () => {
    nowMs = START_MS + 48 * 3_600_000;
    const tenant = fresh();
    const [a, b, other] = [process(tenant), process(tenant), process()];
    a.send('live', 7);
    a.send('follow_up', 2);
    b.send('probe', 1);
    await a.usage.flush();
    const [seen] = await b.usage.budgets();
    expect(seen).toMatchObject({ connector: 'posthog', source: 'PostHog', share: SHARE, yielding: [] });
    expect(seen?.lastHour).toEqual({ live: 7, follow_up: 2, sync: 0, backfill: 0, probe: 1 });
    expect(seen?.limits).toEqual([
      { windowMs: 60_000, calls: 10_000, used: 10 },
      { windowMs: 3_600_000, calls: PER_HOUR, used: 10 },
    ]);
    expect((await other.usage.budgets())[0]?.lastHour.live).toBe(0);
  });

  it('costs a write every few seconds at most, and nothing while nothing is used', async () => {
    nowMs = START_MS + 72 * 3_600_000;
    const own = process();
    await own.usage.flush();
    for (let s = 0; s < 60; s++) {
      own.send('live', 3);
      await own.usage.flush();
      nowMs += 1000;
    }
    expect(own.writes()).toBeLessThanOrEqual(13);
    nowMs += 5000;
    await own.usage.flush();
    const before = own.writes();
    for (let s = 0; s < 600; s++) {
      await own.usage.flush();
      nowMs += 1000;
    }
    expect(own.writes()).toBe(before);
  });

  it('is forgotten when no window is open any more', async () => {
    const log = createUsageLog(database.db);
    const acme = fresh();
    const window = { windowMs: 60_000, startMs: START_MS };
    await log.add(acme, [{ ...window, connector: 'posthog', counter: 'g', kind: 'live', calls: 3 }]);
    const forget = (nowMs: number) => forgetOldRows(database.db, nowMs, 0, new AbortController().signal);
    await forget(START_MS + 100_000);
    expect(await log.since(acme, START_MS + 60_000)).toHaveLength(1);
    await forget(START_MS + 200_000);
    expect(await log.since(acme, START_MS + 60_000)).toEqual([]);
  });
});
