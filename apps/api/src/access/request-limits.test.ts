import { beforeEach, describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { RATES } from './limits.ts';
import { createRequestLimits, type RequestLimits } from './request-limits.ts';

const [acme, umbra] = [requireTenant('acme'), requireTenant('umbra')];
const page = (id: string, userId = '7', tenant = acme) => ({
  ...{ id, userId, tenant, role: 'agent' as const, locale: 'en', location: 'ticket_sidebar' },
  ...{ openedAtMs: 0, expiresAtMs: 1, confirmedAtMs: 0 },
});

let nowMs: number;
let limits: RequestLimits;
beforeEach(() => {
  nowMs = 0;
  limits = createRequestLimits(100, () => nowMs);
});
/** How many are let through in one go, and whose limit ends it. */
function flood(who: ReturnType<typeof page>, most = 100_000): { through: number; of: string | undefined } {
  for (let through = 0; through < most; through++) {
    const limited = limits.request(who);
    if (limited) return { through, of: limited.of };
  }
  return { through: most, of: undefined };
}

describe('requests', () => {
  it('of one page end at its own limit, and leave the agent’s other pages theirs', () => {
    expect(flood(page('p1'))).toEqual({ through: RATES.session.burst, of: 'session' });
    expect(flood(page('p2'))).toEqual({ through: RATES.session.burst, of: 'session' });
    expect(limits.request(page('p3'))).toBeUndefined();
  });

  it('of one agent end at theirs, however many pages they open, and leave the others theirs', () => {
    let through = 0;
    for (let i = 0; i < 50; i++) through += flood(page(`p${i}`)).through;
    expect(through).toBe(RATES.agent.burst);
    expect(limits.request(page('q', '8'))).toBeUndefined();
  });

  it('that were refused take nothing from whom they would have come out of', () => {
    flood(page('p1'));
    for (let i = 0; i < 10_000; i++) limits.request(page('p1'));
    expect(flood(page('p2')).through).toBe(RATES.session.burst);
  });

  it('of a whole helpdesk end at its own, and still every agent at work is answered, as is every other helpdesk', () => {
    const all = Array.from({ length: 300 }, (_, agent) => agent);
    let through = 0;
    for (const agent of all) for (let i = 0; i < 4; i++) through += flood(page(`p${i}`, String(agent))).through;
    expect(through).toBe(RATES.tenant.burst + all.length * RATES.assured.burst);
    // A minute goes by in which they go on, and somebody who does nothing wrong opens ten tickets.
    for (let second = 0; second < 60; second++) {
      nowMs += 1000;
      for (const agent of all) flood(page('p0', String(agent)));
      expect(limits.request(page('mine', 'innocent'))).toBeUndefined();
      expect(limits.request(page('mine', '1', umbra))).toBeUndefined();
    }
  });

  it('say when to come again', () => {
    flood(page('p1'));
    const limited = limits.request(page('p1'));
    expect(limited).toEqual({ of: 'session', waitMs: 1000 / RATES.session.perSecond });
    nowMs += limited!.waitMs;
    expect(limits.request(page('p1'))).toBeUndefined();
  });
});

it('what goes past every cache is counted by agent, whichever page asks', () => {
  for (let i = 0; i < RATES.forced.burst; i++) expect(limits.forced(page(`p${i}`))).toBeUndefined();
  expect(limits.forced(page('another'))).toMatchObject({ of: 'forced' });
  expect(limits.forced(page('p', '8'))).toBeUndefined();
});

it('who asks for tickets that are not there may ask on until there were too many', () => {
  for (let i = 0; i < RATES.unknown.burst; i++) {
    expect(limits.guessing(page('p'))).toBeUndefined();
    limits.unknown(page('p'));
  }
  expect(limits.guessing(page('p'))).toMatchObject({ of: 'unknown' });
  expect(limits.guessing(page('p', '8'))).toBeUndefined();
});

it('an address that stands for everybody is no limit', () => {
  for (let i = 0; i < 3 * RATES.address.burst; i++) expect(limits.address(undefined)).toBeUndefined();
  for (let i = 0; i < RATES.address.burst; i++) limits.address('203.0.113.7');
  expect(limits.address('203.0.113.7')).toMatchObject({ of: 'address' });
  expect(limits.address('203.0.113.8')).toBeUndefined();
});

it('an operator may allow more, or less', () => {
  limits = createRequestLimits(1000, () => nowMs);
  expect(flood(page('p')).through).toBe(10 * RATES.session.burst);
  limits = createRequestLimits(1, () => nowMs);
  expect(flood(page('p')).through).toBe(1);
});
