import { beforeEach, describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createGlances, type Glances } from './glances.ts';
import type { Glance } from './roles.ts';
import type { Session } from './session.ts';

const BEAT_MS = 10_000;
const full: Glance = { isLight: false, seesAllTickets: true };

let nowMs: number;
let asked: (readonly string[])[];
let gone: Set<string>;
let listed: Glance;
let isAway: boolean;
let glances: Glances;
beforeEach(() => {
  [nowMs, asked, gone, listed, isAway] = [1_000_000_000, [], new Set(), full, false];
  glances = createGlances({ now: () => nowMs, steadyNow: () => nowMs });
});

const session = (userId: string, change: Partial<Session> = {}): Session => ({
  ...{ id: 'p', tenant: requireTenant('acme'), userId, role: 'agent', locale: 'en', location: 'ticket_sidebar' },
  ...{ seesAllTickets: true, openedAtMs: nowMs, expiresAtMs: nowMs + 900_000, confirmedAtMs: nowMs },
  ...change,
});
const ask = async (ids: readonly string[]) => {
  asked.push(ids);
  return isAway ? undefined : new Map(ids.filter((id) => !gone.has(id)).map((id) => [id, listed]));
};
const says = (who: Session) => glances.saysLess(who, ask);
const people = (count: number) => Array.from({ length: count }, (_, i) => session(String(1000 + i)));
async function pass(ms: number, all: readonly Session[]): Promise<void> {
  for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += BEAT_MS) await Promise.all(all.map(says));
}

describe('pages of agents that go on', () => {
  it('cost a helpdesk a call in fifty seconds for a hundred of them, whenever each began', async () => {
    const all = people(100);
    for (const [at, one] of all.entries()) {
      nowMs += 37;
      await says({ ...one, confirmedAtMs: nowMs - (at % 3) * 7000 });
    }
    await pass(10 * 60_000, all);
    expect(asked.length).toBeLessThanOrEqual(13);
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it('are each looked up within the minute where there are more', async () => {
    const all = people(250);
    await pass(60_000, all);
    expect(new Set(asked.flat()).size).toBe(250);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(Math.max(...asked.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it('are not asked about once they have ended', async () => {
    const [one, other] = people(2);
    await pass(60_000, [one!, other!]);
    await pass(120_000, [one!]);
    expect(asked.at(-1)).toEqual([one!.userId]);
  });

  it('are asked about each by their own helpdesk', async () => {
    const other = session('1000', { tenant: requireTenant('globex') });
    await pass(60_000, [session('1000'), other]);
    expect(asked).toEqual([['1000'], ['1000']]);
  });
});

describe('what the list says of somebody', () => {
  it.each<[string, () => void]>([
    ['is not in it', () => gone.add('7')],
    ['is a light agent', () => (listed = { ...full, isLight: true })],
    ['does not see every ticket', () => (listed = { ...full, seesAllTickets: false })],
  ])('is less, within the minute and once for each time it is said, where they: %s', async (_, change) => {
    const who = session('7', { confirmedAtMs: nowMs - 55_000 });
    expect(await says(who)).toBe(false);
    change();
    const beganMs = nowMs;
    let isLess = false;
    for (; !isLess && nowMs - beganMs < 120_000; nowMs += BEAT_MS) isLess = await says(who);
    expect(isLess).toBe(true);
    expect(nowMs - beganMs).toBeLessThanOrEqual(60_000);
    expect(await says(who)).toBe(false);
  });

  it('is not less for who is a light agent or restricted already, nor while nobody answers', async () => {
    listed = { isLight: true, seesAllTickets: false };
    const who = session('7', { isLight: true, seesAllTickets: undefined });
    for (let beats = 0; beats < 12; beats++, nowMs += BEAT_MS) expect(await says(who)).toBe(false);
    isAway = true;
    gone.add('8');
    for (let beats = 0; beats < 12; beats++, nowMs += BEAT_MS) expect(await says(session('8'))).toBe(false);
  });

  it('is asked for again half a minute after it could not be had, and not by each page', async () => {
    isAway = true;
    await pass(5 * 60_000, people(50));
    expect(asked.length).toBeLessThanOrEqual(10);
  });
});
