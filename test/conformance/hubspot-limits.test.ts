import { expect, it } from 'vitest';
import { openIdentityStage } from './identity-stage.ts';
import { answer } from './upstream.ts';

it('a burst that was refused without Retry-After is left alone for the interval the vendor names', async () => {
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
