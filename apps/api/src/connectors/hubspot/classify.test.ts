import { describe, expect, it } from 'vitest';
import type { RawAnswer } from '../http/http-client.ts';
import { classifyHubspot } from './classify.ts';
import { dailyLimit, missingScope, tenSecondly } from './fixtures.ts';

const raw = (status: number, json: unknown, headers: Readonly<Record<string, string>> = {}, path = '/'): RawAnswer => ({
  ...{ status, json, path, header: (name) => headers[name] },
});
const interval = { 'x-hubspot-ratelimit-interval-milliseconds': '10000', 'x-hubspot-ratelimit-remaining': '0' };

describe('too many requests', () => {
  it.each([
    ['waits out the interval', tenSecondly, interval, 10_000],
    ['does so too when Retry-After says nothing', tenSecondly, { ...interval, 'retry-after': '0' }, 10_000],
    [
      'says so beside Retry-After, which the client reads itself',
      tenSecondly,
      { ...interval, 'retry-after': '3' },
      10_000,
    ],
    [
      'believes no interval of an hour',
      tenSecondly,
      { 'x-hubspot-ratelimit-interval-milliseconds': '3600000' },
      60_000,
    ],
    ['knows no pause where nothing says one', tenSecondly, {}, undefined],
    ['believes no interval that is none', '<html>', { 'x-hubspot-ratelimit-interval-milliseconds': 'soon' }, undefined],
  ])('%s', (_what, json, headers, retryAfterMs) => {
    const pause = retryAfterMs === undefined ? {} : { retryAfterMs };
    expect(classifyHubspot(raw(429, json, headers))).toEqual({ reason: 'rate_limited', ...pause });
  });

  it.each([
    ['SECONDLY', { concerns: 'read' }],
    [undefined, { concerns: 'read' }],
    ['TEN_SECONDLY_ROLLING', {}],
    ['DAILY', { leastPauseMs: 3_600_000 }],
  ])('of searches alone (%s) keep nobody else waiting', (policyName, expected) => {
    const said = classifyHubspot(raw(429, { policyName }, {}, '/crm/objects/2026-03/contacts/search'));
    expect(said).toEqual({ reason: 'rate_limited', ...expected });
  });

  it('stays away for an hour when the day is used up, whatever Retry-After says', () => {
    const said = classifyHubspot(raw(429, dailyLimit, { ...interval, 'retry-after': '1' }));
    expect(said).toEqual({ reason: 'rate_limited', leastPauseMs: 3_600_000 });
  });
});

it('what many writes at once have locked keeps no reads waiting', () => {
  expect(classifyHubspot(raw(423, {}))).toEqual({ reason: 'rate_limited', retryAfterMs: 2000, concerns: 'read' });
});

it('a missing scope is about the kind of question, and not about the key', () => {
  expect(classifyHubspot(raw(403, missingScope))).toEqual({ reason: 'forbidden', concerns: 'read' });
});

it.each([200, 207, 401, 403, 404, 500])('leaves %i to its status', (status) => {
  expect(classifyHubspot(raw(status, { category: 'SOMETHING_ELSE' }))).toBeUndefined();
});
