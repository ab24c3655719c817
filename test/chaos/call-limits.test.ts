import { type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leakedHandles, resources } from './handle-leaks.ts';
import { latestMs } from './judge.ts';
import { pace, type Testbed, type TestbedOptions } from './testbed.ts';
import { withTestbed } from './with-testbed.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openDatabase({ inMemory: true });
});
afterAll(() => database.close());

const within = (options: Partial<TestbedOptions>, use: (testbed: Testbed) => Promise<void>) =>
  withTestbed(database, options, use);
const callsOf = (testbed: Testbed, system: 'billing' | 'helpdesk') =>
  testbed.product.world.calls.counts().systems[system]?.total ?? 0;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('too little to act on', () => {
  it('one opening that failed is no incident', () =>
    within({}, async (testbed) => {
      const { world } = testbed.product;
      await testbed.open('1001');
      await testbed.status.until((s) => s.systems.every(({ state }) => state === 'ok'));
      world.calls.clear();
      world.faults.set('billing', { kind: 'hang' });
      const opening = testbed.open('1001');
      // Both of its reads are on their way; whatever asks next is answered.
      await expect.poll(() => callsOf(testbed, 'billing'), { interval: 5 }).toBeGreaterThanOrEqual(2);
      world.faults.clear();
      expect((await opening).cards.get('payment')?.fields[0]?.state).toBe('stale');
      await wait(4 * pace.quietMs);
      expect(testbed.status.all.flatMap((s) => s.incidents)).toEqual([]);
    }));

  it('an answer of "nobody by that id" is a good answer, however often', () =>
    within({}, async (testbed) => {
      await testbed.open('1001');
      testbed.product.world.calls.clear();
      for (let i = 0; i < 12; i++) {
        const { events } = await testbed.open(String(99_990_000 + i));
        expect(events.find((event) => event.type === 'customer')?.customer.state).toBe('unknown_ticket');
      }
      expect(callsOf(testbed, 'helpdesk')).toBeGreaterThanOrEqual(12);
      await wait(2 * pace.quietMs);
      expect(testbed.status.all.flatMap((s) => s.incidents)).toEqual([]);
      expect((await testbed.open('1001')).cards.get('identity')?.fields.some(({ state }) => state === 'stale')).toBe(
        false,
      );
    }));
});

describe('where nobody probes', () => {
  it('the breaker alone stops the calls, and lets them through again', () =>
    within({ isProbed: false }, async (testbed) => {
      const { world } = testbed.product;
      await testbed.open('1001');
      world.calls.clear();
      world.faults.set('billing', { kind: '5xx', status: 500 });
      for (let i = 0; i < 10; i++) await testbed.open('1001');
      // Five in a row open it; the other read of that opening and two retries may be on their way.
      expect(callsOf(testbed, 'billing')).toBeLessThanOrEqual(5 + 1 + 2);
      world.faults.clear();
      // It tries again after two seconds, a fifth early or late.
      const isWhole = async () => {
        const { cards } = await testbed.open('1001');
        return cards.get('payment')?.fields.every(({ state }) => state !== 'stale');
      };
      await expect.poll(isWhole, { timeout: 4000, interval: 200 }).toBe(true);
    }));
});

describe('before the helpdesk has spoken', () => {
  it('nothing about anybody is shown, however sure the guess', () =>
    within({}, async (testbed) => {
      const { world } = testbed.product;
      const dana = world.tickets.find(({ ticketId }) => ticketId === 1001)!;
      await testbed.open('1001');
      world.faults.set('helpdesk', { kind: 'hang' });
      const { requesterId, organizationId } = dana.bundle.tickets[0]!;
      const hints = { requesterId: String(requesterId), organizationId: String(organizationId) };
      world.calls.clear();
      const { text, cards } = await testbed.open('1002', hints);
      expect(callsOf(testbed, 'billing'), 'it was guessed at').toBeGreaterThan(0);
      expect(text).not.toContain(dana.truth.account!.name);
      const aboutAll = new Set(['issues']);
      const shown = [...cards.values()].filter(({ id }) => !aboutAll.has(id)).flatMap(({ fields }) => fields);
      expect(shown.filter(({ state }) => state === 'ok' || state === 'stale')).toEqual([]);
    }));
});

describe('the deadline', () => {
  it('holds where one slow system waits for another', () =>
    within({}, async (testbed) => {
      const { world } = testbed.product;
      for (const system of ['helpdesk', 'crm', 'billing', 'telemetry'] as const)
        world.faults.set(system, { kind: 'latency', ms: pace.timeoutMs - 2 * 60 });
      // Who this is takes the helpdesk, then the CRM twice, then the rest: longer than anybody waits.
      const opening = await testbed.open('1026');
      const { events, tookMs } = opening;
      expect(events.at(-1)?.type).toBe('done');
      expect(tookMs).toBeGreaterThan(pace.deadlineMs - 50);
      expect(tookMs).toBeLessThan(latestMs(opening));
    }));
});

describe('an answer that is complete', () => {
  it('leaves no timer running', () =>
    within({ isProbed: false, patience: { timeoutMs: pace.timeoutMs, deadlineMs: 10_000 } }, async (testbed) => {
      await testbed.open('1001');
      const before = resources().get('Timeout') ?? 0;
      for (let i = 0; i < 10; i++) await testbed.open('1001');
      // Deadlines of the ten would run on for seconds; the odd one may belong to a connection.
      const left = await leakedHandles(new Map([...resources(), ['Timeout', before + 3]]), 500);
      expect(left).toEqual([]);
    }));
});
