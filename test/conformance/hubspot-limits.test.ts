import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBench } from './bench.ts';
import { openIdentityStage } from './identity-stage.ts';
import { answer, startUpstream, type Upstream } from './upstream.ts';
import { hubspot } from './vendors/hubspot.ts';

it('a burst that was refused without Retry-After is followed by a pause of the interval the vendor names', async () => {
  const stage = await openIdentityStage((map) => map, { isClockStill: true });
  try {
    const headers = { 'x-hubspot-ratelimit-interval-milliseconds': '10000', 'x-hubspot-ratelimit-remaining': '0' };
    const body = { status: 'error', errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' };
    stage.upstream.behave(answer(429, body, headers));
    for (let n = 0; n < 50; n++) {
      const found = await stage.whoIs({ email: `somebody${n}@halyard.example`, id: String(n) });
      expect(found).toMatchObject({ kind: 'unresolved' });
    }
    expect(stage.upstream.calls.length).toBeLessThanOrEqual(5);
  } finally {
    await stage.close();
  }
});

describe('a pause that Retry-After names holds, unless the day is used up', () => {
  let upstream: Upstream;
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  afterAll(() => upstream.stop());

  const inAnHour = () => new Date(Date.now() + 3_600_000).toUTCString();
  it.each<[string, () => string, string, number]>([
    ['a date far off', inAnHour, 'TEN_SECONDLY_ROLLING', 300_000],
    ['a date that is over', () => 'Tue, 03 Mar 2020 10:00:00 GMT', 'TEN_SECONDLY_ROLLING', 10_000],
    ['more seconds than the interval', () => '40', 'TEN_SECONDLY_ROLLING', 40_000],
    ['fewer seconds than the interval', () => '3', 'TEN_SECONDLY_ROLLING', 3000],
    ['seconds, when the day is used up', () => '3', 'DAILY', 3_600_000],
  ])('Retry-After: %s', async (_what, retryAfter, policyName, retryAfterMs) => {
    const headers = { 'retry-after': retryAfter(), 'x-hubspot-ratelimit-interval-milliseconds': '10000' };
    upstream.behave(answer(429, { status: 'error', errorType: 'RATE_LIMIT', policyName }, headers));
    const found = hubspot().reads.find(({ read }) => read === 'account');
    if (!found) throw new Error('The case has no read of accounts');
    const bench = openBench(hubspot(), found, upstream);
    try {
      expect(await bench.refusal()).toMatchObject({ reason: 'rate_limited', retryAfterMs });
    } finally {
      await bench.close();
    }
  });
});
