import { beforeEach, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { Pace, StandingSenderAlarm } from './ports.ts';
import { createSenderWatch, type SenderNotice } from './watch-senders.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 10, 30);
const signal = new AbortController().signal;

let nowMs: number;
let told: SenderNotice[];
let standing: StandingSenderAlarm[];
let facts: { pace: Pace | undefined; refused: number; unread: readonly string[] };
let isHeard: boolean;
let isToldElsewhere: boolean;
let systems: string[];
beforeEach(() => {
  [nowMs, told, standing, isHeard, isToldElsewhere] = [START_MS, [], [], true, false];
  [facts, systems] = [{ pace: busy(START_MS), refused: 0, unread: [] }, ['crm']];
});

/** Ten an hour, up to then. */
const busy = (untilMs: number): Pace => ({
  lastAtMs: untilMs,
  hours: new Map(Array.from({ length: 400 }, (_, i) => [START_MS - i * HOUR_MS, 10])),
});

/** As a process does that begins anew. */
async function look(laterMs = 0): Promise<SenderNotice[]> {
  nowMs += laterMs;
  const before = told.length;
  const watch = createSenderWatch({
    ...{ tenant: requireTenant('acme'), systems, now: () => nowMs, steadyNow: () => nowMs },
    standing: {
      list: async () => [...standing],
      began: async (_, alarm) => void standing.push(alarm),
      over: async (_, { system, alarm }) => {
        standing = standing.filter((one) => one.system !== system || one.alarm !== alarm);
      },
    },
    facts: async () => facts,
    isToldElsewhere: async () => isToldElsewhere,
    async tell(notice) {
      if (isHeard) told.push(notice);
      return isHeard;
    },
  });
  await watch.run(signal);
  return told.slice(before);
}

it('tells once that a sender has fallen silent, and once that it is heard again', async () => {
  expect(await look(HOUR_MS)).toEqual([]);
  const since = new Date(START_MS).toISOString();
  expect(await look(2 * HOUR_MS)).toEqual([{ system: 'crm', alarm: 'silence', since, what: 'began', count: 30 }]);
  expect([await look(HOUR_MS), await look(HOUR_MS)]).toEqual([[], []]);
  facts = { ...facts, pace: busy(nowMs) };
  expect(await look()).toEqual([{ system: 'crm', alarm: 'silence', since, what: 'over' }]);
  expect([await look(), standing]).toEqual([[], []]);
});

it('tells again as long as nobody could be told', async () => {
  isHeard = false;
  expect(await look(3 * HOUR_MS)).toEqual([]);
  isHeard = true;
  expect(await look()).toMatchObject([{ what: 'began' }]);
});

it('leaves a silence to whoever tells of it already', async () => {
  isToldElsewhere = true;
  expect(await look(5 * HOUR_MS)).toEqual([]);
});

it('lets go, without a word, of what nobody waits for any more', async () => {
  await look(3 * HOUR_MS);
  facts = { pace: { lastAtMs: START_MS, hours: new Map() }, refused: 0, unread: [] };
  expect([await look(), standing]).toEqual([[], []]);
  standing = [{ system: 'gone', alarm: 'bad_signatures', since: new Date(START_MS).toISOString() }];
  expect([await look(), standing]).toEqual([[], []]);
});

it('tells once of many that are forged, and once that they have ceased', async () => {
  facts = { ...facts, refused: 19 };
  expect(await look()).toEqual([]);
  facts = { ...facts, refused: 20 };
  const since = new Date(nowMs).toISOString();
  expect(await look()).toEqual([{ system: 'crm', alarm: 'bad_signatures', since, what: 'began', count: 20 }]);
  facts = { ...facts, refused: 5 };
  expect(await look()).toEqual([]);
  facts = { ...facts, refused: 4 };
  expect(await look()).toEqual([{ system: 'crm', alarm: 'bad_signatures', since, what: 'over' }]);
});

it('tells of each kind that cannot be read, and keeps none of it standing', async () => {
  const [one, two] = [new Date(START_MS).toISOString(), new Date(START_MS + 1).toISOString()];
  facts = { ...facts, unread: [one, two] };
  const unread = { system: 'crm', alarm: 'unreadable', what: 'began' };
  expect(await look()).toEqual([
    { ...unread, since: one },
    { ...unread, since: two },
  ]);
  expect(standing).toEqual([]);
});
