import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { createPosthog } from '@sidelight/api/connectors/posthog/connector.ts';
import { posthog } from '@sidelight/api/connectors/posthog/definition.ts';
import { UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { credentialsOf } from '../caller.ts';
import { startWorld, type World, type WorldOptions } from '../world.ts';
import { daysAsked } from './hogql-days.ts';
import { posthogLimits } from './posthog-limits.ts';

const settings = {
  environment: 'live',
  consoleUrl: 'https://eu.posthog.com',
  ask: () => [],
  options: { projectId: '7001', groupIndex: 0 },
} as const;
const account = { by: 'id', value: 'acct_s1_1' } as const;
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(options: WorldOptions) {
  const world: World = await startWorld({ customers: 0, ...options });
  const headers = credentialsOf(world.env()).posthog;
  const http = createHttpClient({ baseUrl: new URL(world.urls.posthog), headers, now: Date.now });
  closing.push(http.close, () => world.stop());
  return { world, connector: createPosthog(http, settings), http };
}
const usage = async (options: WorldOptions) => {
  const { connector } = await open(options);
  return UsageRecord.parse((await connector.reads.usage!(account, AbortSignal.timeout(5000)))?.record);
};

describe('the days of the chart', () => {
  it.each([
    ['America/Los_Angeles', '2026-11-17T02:00:00Z'],
    ['Asia/Tokyo', '2026-11-17T16:00:00Z'],
    ['UTC', '2026-11-17T12:00:00Z'],
  ])('end with today where the project is: %s at %s', async (timeZone, at) => {
    const nowMs = Date.parse(at);
    const inUtc = await usage({ nowMs });
    const { trend } = await usage({ nowMs, posthog: { timeZone } });
    expect(trend).toEqual(inUtc.trend);
    expect(trend.at(-1)).toBeGreaterThan(0);
  });

  it('would be one off by the server’s day', () => {
    const at = Date.parse('2026-11-17T02:00:00Z');
    expect(daysAsked('today() - INTERVAL 0 DAY', [1, 2, 5], 'America/Los_Angeles', at)).toEqual([2, 5, 0]);
    expect(daysAsked('toDate(now()) - INTERVAL 0 DAY', [1, 2, 5], 'America/Los_Angeles', at)).toEqual([1, 2, 5]);
  });
});

describe('what PostHog allows a project', () => {
  it('is what the connector declares', () => {
    const { atOnce, perMinute, perHour, queuedMs } = posthogLimits;
    const options = { projectId: '1', groupIndex: 0 };
    expect(posthog.limits({ environment: 'live', options })).toEqual({
      ...{ concurrency: atOnce, queuedMs },
      rates: [
        { windowMs: 60_000, calls: perMinute },
        { windowMs: 3_600_000, calls: perHour },
      ],
    });
  });

  it('three queries at once, the others in turn', async () => {
    const { connector } = await open({ posthog: { limits: { ...posthogLimits, tookMs: 100 } } });
    const startedMs = performance.now();
    await Promise.all(Array.from({ length: 7 }, () => connector.reads.usage!(account, AbortSignal.timeout(10_000))));
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(290);
  });

  it('so many a minute; then 429 in its own words', async () => {
    const { connector } = await open({ posthog: { limits: { ...posthogLimits, perMinute: 2 } } });
    const ask = () => connector.reads.usage!(account, AbortSignal.timeout(5000));
    await ask();
    await ask();
    await expect(ask()).rejects.toMatchObject({ reason: 'rate_limited', retryAfterMs: expect.any(Number) });
  });

  it('a query that waits too long for its turn is refused', async () => {
    const limits = { ...posthogLimits, atOnce: 1, queuedMs: 50, tookMs: 400 };
    const { connector } = await open({ posthog: { limits } });
    const ask = () => connector.reads.usage!(account, AbortSignal.timeout(5000));
    const [first, second] = await Promise.allSettled([ask(), ask()]);
    expect([first.status, second.status].sort()).toEqual(['fulfilled', 'rejected']);
  });
});
