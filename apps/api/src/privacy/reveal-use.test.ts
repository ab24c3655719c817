import { RevealRules } from '@sidelight/shared/map/reveal-rules.ts';
import { describe, expect, it } from 'vitest';
import { createRevealUse, type RevealNotice, unusualFrom } from './reveal-use.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = 100 * DAY_MS;
const rules = RevealRules.parse({ perHour: { agent: 3, lead: 5 } });
const [agent, lead] = [
  { userId: '7', role: 'agent' },
  { userId: '8', role: 'lead' },
] as const;

function use(times: readonly number[] | Error) {
  const told: RevealNotice[] = [];
  const { take } = createRevealUse({
    ...{ rules, now: () => NOW_MS, tell: (notice) => void told.push(notice) },
    async timesOf() {
      if (times instanceof Error) throw times;
      return times;
    },
  });
  return { take, told };
}
const ago = (...ms: readonly number[]) => ms.map((one) => NOW_MS - one);

describe('how often a masked value is shown', () => {
  it('is so many times an hour by role, and the next when the first of them is an hour ago', async () => {
    const times = ago(59 * 60_000, 30 * 60_000, 1000, 2 * HOUR_MS);
    expect(await use(times).take(agent)).toEqual({ waitMs: 60_000 });
    expect(await use(times).take(lead)).toHaveProperty('over');
    expect(await use(times.slice(1)).take(agent)).toHaveProperty('over');
  });

  it('counts those that are under way, until they are over', async () => {
    const { take } = use(ago(1000));
    const all = await Promise.all([take(agent), take(agent), take(agent)]);
    const [one, ...others] = all.filter((taken) => 'over' in taken);
    if (!one || others.length !== 1) throw new Error('two are left of three');
    expect(await take(agent)).toHaveProperty('waitMs');
    // Somebody else’s are theirs.
    expect(await take(lead)).toHaveProperty('over');
    one.over();
    expect(await take(agent)).toHaveProperty('over');
  });

  it('is refused, and told, where other processes were quicker', async () => {
    const { take, told } = use([]);
    const taken = await take(agent);
    if (!('over' in taken)) throw new Error('nothing was shown yet');
    expect(taken.most).toBe(3);
    expect(taken.full(ago(1000, 59 * 60_000, 2000))).toBe(60_000);
    expect(told).toEqual([{ what: 'limit', userId: '7', role: 'agent', count: 3 }]);
  });

  it('is none while nobody knows how many there were', async () => {
    const { take } = use(new Error('the store is away'));
    await expect(take(agent)).rejects.toThrow('away');
  });

  it('is told of who reaches the limit', async () => {
    const { take, told } = use(ago(1000, 2000, 3000));
    await take(agent);
    expect(told).toEqual([{ what: 'limit', userId: '7', role: 'agent', count: 3 }]);
  });

  it('is told of who does far more than they usually do, and not of who does what is usual', async () => {
    const usual = Array.from({ length: 20 }, (_, day) =>
      [day + 1, day + 1, day + 1].map((n) => n * DAY_MS + HOUR_MS),
    ).flat();
    const today = [2, 3, 4, 5, 6, 7, 8].map((n) => n * HOUR_MS);
    const calm = use(ago(...usual, ...today));
    await calm.take(lead);
    expect(calm.told).toEqual([]);
    const busy = use(ago(...usual, ...today, 9 * HOUR_MS));
    await busy.take(lead);
    expect(busy.told).toEqual([{ what: 'unusual', userId: '8', role: 'lead', count: 9 }]);
  });

  it('is unusual from six a day on for who has no usual yet', () => {
    expect(unusualFrom([], NOW_MS, 3)).toBe(6);
    expect(unusualFrom(ago(DAY_MS + 1, DAY_MS + 2, DAY_MS + 3, DAY_MS + 4), NOW_MS, 3)).toBe(12);
  });
});
