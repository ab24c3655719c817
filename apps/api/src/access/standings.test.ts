import type { Role } from '@sidelight/shared/map/system.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { StaffAnswer } from './roles.ts';
import type { Session } from './session.ts';
import { createStandings, type Standings } from './standings.ts';

const MINUTE_MS = 60_000;
const staff = (role: Role, seesAllTickets = true, isLight = false): StaffAnswer => ({
  ...{ kind: 'staff', role, seesAllTickets, locale: 'en', groupIds: [], isLight, ageMs: 0 },
});

let nowMs: number;
/** How far the wall clock is from the one that never jumps. */
let setByMs: number;
let said: StaffAnswer;
let asked: number;
let told: string[];
let standings: Standings;
beforeEach(() => {
  nowMs = 1_000_000_000;
  setByMs = 0;
  said = staff('admin');
  asked = 0;
  told = [];
  standings = createStandings({
    now: () => nowMs,
    steadyNow: () => nowMs - setByMs,
    onGone: ({ userId }) => void told.push(`${userId} gone`),
    onLess: ({ userId }) => void told.push(`${userId} less`),
  });
});
const session = (change: Partial<Session> = {}): Session => ({
  ...{ id: 'p', tenant: requireTenant('acme'), userId: '7', role: 'admin', locale: 'en', location: 'nav_bar' },
  ...{ seesAllTickets: true, openedAtMs: nowMs, expiresAtMs: nowMs + 15 * MINUTE_MS, confirmedAtMs: nowMs },
  ...change,
});
const ask = async () => {
  asked++;
  return said;
};
const of = async (who: Session) => {
  const standing = await standings.of(who, ask);
  return standing === 'ended' ? standing : standing.role;
};
const seesAll = async (who: Session, sinceMs: number) => {
  const standing = await standings.of(who, ask, sinceMs);
  return standing === 'ended' ? standing : standing.seesAllTickets;
};
const AWAY: StaffAnswer = { kind: 'unknown', reason: 'timeout' };

describe('somebody who may less than when they came in', () => {
  it.each<[string, StaffAnswer, Role | 'ended', string]>([
    ['an admin that was made an agent', staff('agent'), 'agent', '7 less'],
    ['an admin that was made a lead', staff('lead'), 'lead', '7 less'],
    ['one who was suspended, or is no agent any more', { kind: 'not_staff' }, 'ended', '7 gone'],
  ])('%s has lost it within a minute', async (_, later, role, line) => {
    const who = session();
    said = later;
    nowMs += MINUTE_MS;
    // Asked beside this answer, which still goes out as before.
    expect(await of(who)).toBe('admin');
    nowMs += 1;
    expect(await of(who)).toBe(role);
    expect(asked).toBe(1);
    expect(told).toEqual([line]);
  });

  it('has lost it at the first answer after a longer while', async () => {
    const who = session();
    said = staff('agent', false);
    nowMs += 5 * MINUTE_MS;
    expect(await standings.of(who, ask)).toMatchObject({ role: 'agent', seesAllTickets: undefined });
  });

  it('has lost it at once where the helpdesk has told of a change', async () => {
    const who = session();
    said = staff('agent');
    standings.doubt(who.tenant, who.userId);
    expect(await of(who)).toBe('agent');
  });

  it('has lost it though the helpdesk told of the change while it was being asked', async () => {
    const who = session();
    nowMs += 2 * MINUTE_MS;
    let answer = (_: StaffAnswer) => {};
    const before = standings.of(who, () => new Promise((resolve) => (answer = resolve)));
    standings.doubt(who.tenant, who.userId);
    said = staff('agent');
    expect(await of(who)).toBe('agent');
    answer(staff('admin'));
    await before;
    expect(await of(who)).toBe('agent');
  });

  it('keeps that loss in what is signed next, and is told of once', async () => {
    const who = session();
    said = staff('lead');
    nowMs += 2 * MINUTE_MS;
    const standing = await standings.of(who, ask);
    expect(standing).toMatchObject({ role: 'lead', confirmedAtMs: nowMs });
    await of(who);
    expect(told).toEqual(['7 less']);
  });
});

it('a clock that is set back by an hour leaves nobody what they have lost, and one that is set forward takes nothing', async () => {
  const who = session();
  const setClock = (byMs: number) => {
    nowMs += byMs;
    setByMs += byMs;
  };
  expect(await of(who)).toBe('admin');
  setClock(-60 * MINUTE_MS);
  said = { kind: 'not_staff' };
  expect(await of(who)).toBe('ended');
  said = staff('admin');
  setClock(120 * MINUTE_MS);
  expect(await of(session({ userId: '8', confirmedAtMs: nowMs - 60 * MINUTE_MS }))).toBe('admin');
});

it('an agent who was made a light one is that within a minute, in what is signed next too, and no more than that by being asked about', async () => {
  const who = session({ role: 'agent' });
  said = staff('agent', true, true);
  nowMs += MINUTE_MS + 1;
  const standing = await standings.of(who, ask);
  expect(standing).toMatchObject({ role: 'agent', isLight: true });
  expect(told).toEqual(['7 less']);
  said = staff('agent');
  nowMs += MINUTE_MS + 1;
  expect(await standings.of({ ...who, isLight: true }, ask), 'who is one no more comes in anew').toMatchObject({
    isLight: true,
  });
});

it.each([
  ['admin', MINUTE_MS],
  ['lead', MINUTE_MS],
  // It shows nothing of a customer.
  ['agent', 5 * MINUTE_MS],
] as const)(
  'an answer that goes on and is looked at every ten seconds ends for one who was put out: %s',
  async (role, mostMs) => {
    const who = session({ role });
    const beginMs = nowMs;
    said = { kind: 'not_staff' };
    let standing: Awaited<ReturnType<Standings['lasting']>> = who;
    for (; standing !== 'ended' && nowMs - beginMs < 6 * MINUTE_MS; nowMs += 10_000) {
      standing = await standings.lasting(who, ask);
    }
    expect(nowMs - beginMs).toBeLessThanOrEqual(mostMs);
    expect([asked, told]).toEqual([1, ['7 gone']]);
  },
);

it('… and costs a call in fifty seconds, for an agent one in five minutes, or at once where something has changed', async () => {
  const who = session({ role: 'lead' });
  said = staff('lead');
  for (const untilMs = nowMs + 5 * MINUTE_MS; nowMs < untilMs; nowMs += 10_000) await standings.lasting(who, ask);
  expect(asked).toBe(5);
  const agent = session({ role: 'agent', userId: '8', confirmedAtMs: nowMs });
  for (const untilMs = nowMs + 4 * MINUTE_MS; nowMs < untilMs; nowMs += 10_000) await standings.lasting(agent, ask);
  expect(asked).toBe(5);
  standings.doubt(agent.tenant, agent.userId);
  await standings.lasting(agent, ask);
  expect(asked).toBe(6);
});

it('while the helpdesk does not answer, a clock that is set back gives nobody more time', async () => {
  const who = session();
  said = AWAY;
  nowMs += 2 * MINUTE_MS;
  expect(await of(who)).toBe('admin');
  nowMs -= 60 * MINUTE_MS;
  setByMs -= 60 * MINUTE_MS;
  // Confirmed in what is the future now: nobody can say how long ago that was.
  expect(await of(who)).toBe('ended');
});

it('what the helpdesk has said here stands over a session from before, however the clock is set', async () => {
  const who = session({ confirmedAtMs: nowMs - 5 * MINUTE_MS });
  said = { kind: 'not_staff' };
  expect(await of(who)).toBe('ended');
  nowMs -= 4 * MINUTE_MS;
  setByMs -= 4 * MINUTE_MS;
  said = AWAY;
  expect(await of(who)).toBe('ended');
});

it('a helpdesk that did not answer is asked again after ten seconds, though the clock was set back', async () => {
  const who = session();
  said = AWAY;
  nowMs += 2 * MINUTE_MS;
  await of(who);
  nowMs -= 60 * MINUTE_MS;
  setByMs -= 60 * MINUTE_MS;
  nowMs += 11_000;
  await of(who);
  expect(asked).toBe(2);
});

it('nobody gains by being asked about: that takes coming in anew', async () => {
  const who = session({ role: 'agent', seesAllTickets: undefined });
  nowMs += 2 * MINUTE_MS;
  expect(await standings.of(who, ask)).toMatchObject({ role: 'agent', seesAllTickets: undefined });
  expect(await of(session({ role: 'admin' }))).toBe('admin');
});

it('who was suspended and is taken back comes in again', async () => {
  const who = session();
  said = { kind: 'not_staff' };
  nowMs += 2 * MINUTE_MS;
  expect(await of(who)).toBe('ended');
  said = staff('agent');
  nowMs += 1000;
  expect(await of(session({ role: 'agent' }))).toBe('agent');
});

it('the helpdesk is asked once for all of somebody’s pages, and not while its word is young', async () => {
  const pages = [session({ id: 'a' }), session({ id: 'b' }), session({ id: 'c' })];
  nowMs += 20_000;
  for (const one of pages) await of(one);
  expect(asked).toBe(0);
  nowMs += 2 * MINUTE_MS;
  await Promise.all(pages.map(of));
  expect(asked).toBe(1);
});

describe('while the helpdesk cannot be asked', () => {
  beforeEach(() => {
    said = AWAY;
  });
  it.each<[number, Role | 'ended']>([
    [2, 'admin'],
    [14, 'admin'],
    [16, 'agent'],
    [59, 'agent'],
    [61, 'ended'],
  ])('after %i minutes an admin is %s', async (minutes, role) => {
    const who = session();
    nowMs += minutes * MINUTE_MS;
    expect(await of(who)).toBe(role);
  });

  it('it is not asked at every answer, nor waited for', async () => {
    const who = session();
    nowMs += 2 * MINUTE_MS;
    for (let i = 0; i < 50; i++) await of(who);
    expect(asked).toBe(1);
    nowMs += 10_000;
    const silent = standings.of(who, () => new Promise<StaffAnswer>(() => {}));
    expect(await Promise.race([silent, new Promise((resolve) => setTimeout(resolve, 3000, 'too late'))])).toMatchObject(
      {
        role: 'admin',
      },
    );
  });

  it('what it had said before still counts', async () => {
    const who = session();
    said = staff('agent');
    nowMs += 2 * MINUTE_MS;
    expect(await of(who)).toBe('agent');
    said = AWAY;
    nowMs += 5 * MINUTE_MS;
    expect(await of(who)).toBe('agent');
  });
});

describe('what was said by another rule', () => {
  it('counts no more, however young it is: the helpdesk is asked', async () => {
    const who = session();
    said = staff('admin', false);
    nowMs += 1;
    expect(await seesAll(who, nowMs)).toBeUndefined();
    expect(asked).toBe(1);
    nowMs += 1;
    expect(await seesAll(session(), nowMs), 'who has come in since').toBe(true);
    expect(asked).toBe(1);
  });

  it('shows nobody every ticket where the helpdesk cannot be asked', async () => {
    const who = session();
    said = AWAY;
    nowMs += 1;
    expect(await seesAll(who, nowMs)).toBeUndefined();
    expect(await seesAll(who, 0), 'where there is no other rule').toBe(true);
  });
});
