import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { Revocation } from './ports.ts';
import { createRevocations } from './revocations.ts';

const [acme, umbra] = [requireTenant('acme'), requireTenant('umbra')];
const HOUR_MS = 3_600_000;

function open(stored: Revocation[] = []) {
  const clock = { nowMs: 20 * HOUR_MS };
  const log = {
    put: async (one: Revocation) => void stored.push(one),
    since: async (ms: number) => stored.filter(({ beforeMs }) => beforeMs > ms),
  };
  const ended: string[] = [];
  const revocations = createRevocations(log, () => clock.nowMs);
  revocations.onEnded(({ userId }) => void ended.push(userId));
  return { clock, stored, ended, revocations };
}
const opened = (openedAtMs: number, userId = '7', tenant = acme) => ({ tenant, userId, openedAtMs });

it('ends what was opened before, and nothing of anybody else, nor what is opened anew', async () => {
  const { revocations, clock } = open();
  const before = opened(clock.nowMs);
  expect(revocations.isRevoked(before)).toBe(false);
  await revocations.revoke(acme, '7');
  expect(revocations.isRevoked(before)).toBe(true);
  expect(revocations.isRevoked(opened(clock.nowMs, '8'))).toBe(false);
  expect(revocations.isRevoked(opened(clock.nowMs, '7', umbra))).toBe(false);
  expect(revocations.isRevoked(opened(clock.nowMs + 1))).toBe(false);
});

it('ends a whole helpdesk’s', async () => {
  const { revocations, clock } = open();
  await revocations.revoke(acme, '');
  expect(revocations.isRevoked(opened(clock.nowMs, '99'))).toBe(true);
  expect(revocations.isRevoked(opened(clock.nowMs, '99', umbra))).toBe(false);
});

it('is read by other processes, and forgotten when no session can be that old', async () => {
  const here = open();
  await here.revocations.revoke(acme, '7');
  const there = open(here.stored);
  await there.revocations.read();
  const session = opened(there.clock.nowMs - HOUR_MS);
  expect(there.revocations.isRevoked(session)).toBe(true);
  there.clock.nowMs += 14 * HOUR_MS;
  await there.revocations.read();
  expect(there.revocations.isRevoked(session)).toBe(false);
});

it('counts here though the store does not take it', async () => {
  const revocations = createRevocations(
    { put: () => Promise.reject(new Error('away')), since: async () => [] },
    () => 20 * HOUR_MS,
  );
  await expect(revocations.revoke(acme, '7')).rejects.toThrow();
  await revocations.read();
  expect(revocations.isRevoked(opened(5))).toBe(true);
});

it('is told of once where it was said elsewhere, and not of what was said before', async () => {
  const here = open();
  await here.revocations.revoke(acme, '7');
  const there = open(here.stored);
  await there.revocations.read();
  expect(there.ended).toEqual([]);
  here.clock.nowMs += 1000;
  await here.revocations.revoke(acme, '8');
  await there.revocations.read();
  await there.revocations.read();
  expect([there.ended, here.ended]).toEqual([['8'], []]);
});
