import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { describe, expect, it } from 'vitest';
import { downMinutes } from './down-minutes.ts';
import { breachesIn, evaluateCriteria, type Measured } from './evaluate-criteria.ts';

const criteria = {
  leastInTimePercent: 95,
  mostDownMinutes: 10,
  mostFailedPercent: 5,
  overMinutes: 60,
  leastContexts: 20,
};
const at = (minute: number) => Date.parse('2026-11-25T10:00:00Z') + minute * 60_000;
const iso = (minute: number) => new Date(at(minute)).toISOString();
const measured = (over: Partial<Measured>): Measured => ({
  ...{ fromMs: at(0), contexts: { total: 100, inTime: 100, failed: 0 }, downMinutes: 0 },
  ...over,
});
const breached = (over: Partial<Measured>, nowMs = at(60)) =>
  evaluateCriteria(criteria, measured(over), nowMs)
    .filter((one) => one.isBreached)
    .map((one) => one.criterion);

describe('a criterion', () => {
  it.each<[string, Partial<Measured>, string[]]>([
    ['all is well', {}, []],
    ['just in time often enough', { contexts: { total: 100, inTime: 95, failed: 0 } }, []],
    ['in time too seldom', { contexts: { total: 100, inTime: 94, failed: 0 } }, ['in_time']],
    ['just not failed too often', { contexts: { total: 100, inTime: 100, failed: 5 } }, []],
    ['failed too often', { contexts: { total: 100, inTime: 100, failed: 6 } }, ['failed']],
    ['too few to tell', { contexts: { total: 19, inTime: 0, failed: 19 } }, []],
    ['just enough to tell', { contexts: { total: 20, inTime: 0, failed: 20 } }, ['in_time', 'failed']],
    ['down for as long as it may', { downMinutes: 10 }, []],
    ['down for longer', { downMinutes: 10.1 }, ['down']],
    ['down for longer, and nobody looked', { downMinutes: 11, contexts: { total: 0, inTime: 0, failed: 0 } }, ['down']],
  ])('%s', (_name, over, expected) => {
    expect(breached(over)).toEqual(expected);
  });

  it('is not measured where there is too little, or the watch begins only later', () => {
    const few = evaluateCriteria(criteria, measured({ contexts: { total: 3, inTime: 0, failed: 3 } }), at(60));
    expect(few.map((one) => one.measured)).toEqual([undefined, 0, undefined]);
    const later = measured({ fromMs: at(61), downMinutes: 99, contexts: { total: 100, inTime: 0, failed: 100 } });
    expect(evaluateCriteria(criteria, later, at(60)).map((one) => one.measured)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is told with its figures, and nothing is said of what is well', () => {
    const watched = evaluateCriteria(
      criteria,
      measured({ contexts: { total: 300, inTime: 200, failed: 100 } }),
      at(60),
    );
    expect(breachesIn(watched)).toEqual([
      { criterion: 'in_time', measured: 66.7, limit: 95 },
      { criterion: 'failed', measured: 33.3, limit: 5 },
    ]);
    expect(breachesIn(evaluateCriteria(criteria, measured({}), at(60)))).toEqual([]);
  });
});

describe('minutes down', () => {
  const opened = (minute: number, state: 'down' | 'degraded' | 'locked_out'): IncidentEntry => ({
    ...{ kind: 'opened', at: iso(minute), state },
  });
  const changed = (minute: number, state: 'down' | 'degraded' | 'locked_out'): IncidentEntry => ({
    ...{ kind: 'changed', at: iso(minute), state },
  });
  const outage = (system: string, closed: number | undefined, ...timeline: IncidentEntry[]) => ({
    ...{ system, openedAt: timeline[0]!.at, closedAt: closed === undefined ? undefined : iso(closed), timeline },
  });

  it.each<[string, ReturnType<typeof outage>[], number]>([
    ['none', [], 0],
    ['from its beginning to its end', [outage('crm', 17, opened(10, 'down'))], 7],
    ['only within the time looked at', [outage('crm', undefined, opened(-30, 'locked_out'))], 60],
    ['not while it was merely degraded', [outage('crm', 30, opened(10, 'degraded'), changed(25, 'down'))], 5],
    ['no more once it got better', [outage('crm', 30, opened(10, 'down'), changed(12, 'degraded'))], 2],
    ['added up for one system', [outage('crm', 5, opened(1, 'down')), outage('crm', 30, opened(27, 'down'))], 7],
    ['of the worst, not of all', [outage('crm', 5, opened(1, 'down')), outage('billing', 8, opened(1, 'down'))], 7],
    [
      'not during a maintenance',
      [outage('crm', 50, opened(10, 'down'), { kind: 'maintenance', at: iso(15), by: 'Ruth', until: iso(40) })],
      5,
    ],
  ])('%s', (_name, incidents, minutes) => {
    expect(downMinutes(incidents, at(0), at(60))).toBe(minutes);
  });
});
