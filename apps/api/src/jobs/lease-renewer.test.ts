import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createLeaseRenewer, type LeaseRenewerDeps } from './lease-renewer.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A store where each tenant has one holder until its time is over. */
function start(onTrouble: (error: unknown) => void = () => {}) {
  const held = new Map<string, { holder: string; untilMs: number }>();
  const asked: string[][] = [];
  const state = { isAway: false };
  const store: LeaseRenewerDeps['store'] = {
    async holdAll(_name, wanted, forMs) {
      asked.push(wanted.map(({ holder }) => holder));
      if (state.isAway) throw new Error('away');
      return wanted.flatMap(({ tenant, holder }) => {
        const now = held.get(tenant);
        if (now && now.holder !== holder && now.untilMs > Date.now()) return [];
        held.set(tenant, { holder, untilMs: Date.now() + forMs });
        return [holder];
      });
    },
    async release(tenant, _name, holder) {
      if (held.get(tenant)?.holder === holder) held.delete(tenant);
    },
  };
  const renewer = () => createLeaseRenewer({ name: 'health', store, now: () => Date.now(), onTrouble });
  return { renewer, asked, state, held };
}

it('asks for all that want one with one question, and none while nobody does', async () => {
  const { renewer, asked } = start();
  const own = renewer();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toEqual([]);
  const told: string[] = [];
  const a = own.want(acme, 'a', () => told.push('a'));
  const b = own.want(other, 'b', () => told.push('b'));
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([['a', 'b']]);
  expect([a.isHeld(), b.isHeld(), told]).toEqual([true, true, ['a', 'b']]);
  await a.giveBack();
  await b.giveBack();
  const count = asked.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.length).toBeLessThanOrEqual(count + 1);
});

it('goes to another process within its time when the first is gone', async () => {
  const { renewer } = start();
  const [first, second] = [renewer(), renewer()];
  const a = first.want(acme, 'a', () => {});
  await vi.advanceTimersByTimeAsync(100);
  const b = second.want(acme, 'b', () => {});
  await vi.advanceTimersByTimeAsync(5000);
  expect([a.isHeld(), b.isHeld()]).toEqual([true, false]);
  await first.stop();
  await vi.advanceTimersByTimeAsync(6000);
  expect([a.isHeld(), b.isHeld()]).toEqual([false, true]);
});

it('is given back at once', async () => {
  const { renewer } = start();
  const [first, second] = [renewer(), renewer()];
  const a = first.want(acme, 'a', () => {});
  await vi.advanceTimersByTimeAsync(100);
  const b = second.want(acme, 'b', () => {});
  await a.giveBack();
  await vi.advanceTimersByTimeAsync(1400);
  expect([a.isHeld(), b.isHeld()]).toEqual([false, true]);
});

it('leads no longer than it was told while the store does not answer', async () => {
  const troubles: unknown[] = [];
  const { renewer, state } = start((error) => troubles.push(error));
  const a = renewer().want(acme, 'a', () => {});
  await vi.advanceTimersByTimeAsync(100);
  state.isAway = true;
  await vi.advanceTimersByTimeAsync(3000);
  expect(a.isHeld()).toBe(true);
  await vi.advanceTimersByTimeAsync(2000);
  expect(a.isHeld()).toBe(false);
  expect(troubles.length).toBeGreaterThan(0);
});

it('asks for the newest only of a tenant that is being made anew', async () => {
  const { renewer, asked } = start();
  const own = renewer();
  const old = own.want(acme, 'old', () => {});
  await vi.advanceTimersByTimeAsync(100);
  const next = own.want(acme, 'next', () => {});
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.at(-1)).toEqual(['next']);
  await old.giveBack();
  await vi.advanceTimersByTimeAsync(1500);
  expect(next.isHeld()).toBe(true);
});

it('leads no longer than the store has it, however slow the answer was', async () => {
  const answers: (() => void)[] = [];
  const store: LeaseRenewerDeps['store'] = {
    holdAll: (_name, wanted) =>
      new Promise((resolve) => answers.push(() => resolve(wanted.map(({ holder }) => holder)))),
    release: async () => {},
  };
  const own = createLeaseRenewer({ name: 'health', store, now: () => Date.now(), onTrouble: () => {} });
  const a = own.want(acme, 'a', () => {});
  await vi.advanceTimersByTimeAsync(100);
  await vi.advanceTimersByTimeAsync(3000);
  answers.shift()?.();
  await vi.advanceTimersByTimeAsync(0);
  expect(a.isHeld()).toBe(true);
  // Four seconds after the question, not after the answer.
  await vi.advanceTimersByTimeAsync(1000);
  expect(a.isHeld()).toBe(false);
});

it('leads no more as soon as the store says that another does', async () => {
  const { renewer, held } = start();
  const a = renewer().want(acme, 'a', () => {});
  await vi.advanceTimersByTimeAsync(100);
  expect(a.isHeld()).toBe(true);
  held.set(acme, { holder: 'somebody else', untilMs: Date.now() + 60_000 });
  await vi.advanceTimersByTimeAsync(1400);
  expect(a.isHeld()).toBe(false);
});
