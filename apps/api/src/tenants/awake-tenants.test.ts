import { expect, it } from 'vitest';
import { createAwakeTenants, type Runtime } from './awake-tenants.ts';
import type { KnownTenant } from './ports.ts';
import { requireTenant, type TenantId } from './tenant-id.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const IDLE_MS = 60_000;

interface Made extends Runtime {
  readonly version: number;
  isBusy: boolean;
  readonly said: string[];
}

/** A registry over rows that the test changes, with a clock it turns. */
function start() {
  const rows = new Map<TenantId, KnownTenant>([
    [acme, { tenant: acme, installationId: '1', version: 1, checksAgents: false }],
    [other, { tenant: other, installationId: '2', version: 1, checksAgents: false }],
  ]);
  const state = { nowMs: 0, isBroken: false, finds: 0, deadlineMs: 0, brokenFor: '', making: Promise.resolve() };
  const made: Made[] = [];
  const troubles: unknown[] = [];
  const tenants = createAwakeTenants<Made>({
    async find(tenant) {
      state.finds++;
      return rows.get(tenant);
    },
    findAll: async (some) => some.flatMap((tenant) => rows.get(tenant) ?? []),
    async make({ version, tenant }) {
      await state.making;
      if (state.isBroken || state.brokenFor === tenant) throw new Error('no secrets');
      const one: Made = {
        ...{ version, isBusy: false, said: [], deadlineMs: state.deadlineMs },
        isInUse: () => one.isBusy,
        retire: async () => void one.said.push('retire'),
        close: async () => void one.said.push('close'),
      };
      made.push(one);
      return one;
    },
    idleMs: IDLE_MS,
    now: () => state.nowMs,
    onTrouble: (error) => troubles.push(error),
    onSleep: () => {},
  });
  return { tenants, rows, state, made, troubles };
}
const soon = () => new Promise((resolve) => setTimeout(resolve, 5));

it('makes a tenant when it is first asked for, once however many ask', async () => {
  const { tenants, made } = start();
  expect(tenants.get(acme)).toBeUndefined();
  const [a, b] = await Promise.all([tenants.wake(acme), tenants.wake(acme)]);
  expect(a).toBe(b);
  expect(made).toHaveLength(1);
  expect(tenants.get(acme)).toBe(a);
  expect(tenants.get(other)).toBeUndefined();
});

it('knows nobody who was not let in', async () => {
  const { tenants, made } = start();
  expect(await tenants.wake(requireTenant('stranger'))).toBeUndefined();
  expect(made).toEqual([]);
});

it('gives up who was not asked for, and makes it again', async () => {
  const { tenants, state, made } = start();
  await tenants.wake(acme);
  state.nowMs = IDLE_MS - 1;
  tenants.get(acme);
  state.nowMs += IDLE_MS - 1;
  tenants.giveUpIdle();
  expect(tenants.get(acme)).toBeDefined();
  state.nowMs += IDLE_MS - 1;
  expect(tenants.peek(acme), 'a look that is no reason to stay awake').toBeDefined();
  state.nowMs += 1;
  tenants.giveUpIdle();
  expect(tenants.get(acme)).toBeUndefined();
  await soon();
  expect(made[0]?.said).toEqual(['retire', 'close']);
  await tenants.wake(acme);
  expect(made).toHaveLength(2);
});

it('keeps who is in use, and counts its idle time from the end of that', async () => {
  const { tenants, state, made } = start();
  await tenants.wake(acme);
  made[0]!.isBusy = true;
  state.nowMs = 5 * IDLE_MS;
  tenants.giveUpIdle();
  made[0]!.isBusy = false;
  state.nowMs += IDLE_MS - 1;
  tenants.giveUpIdle();
  expect(tenants.all()).toHaveLength(1);
  state.nowMs += 1;
  tenants.giveUpIdle();
  expect(tenants.all()).toHaveLength(0);
});

it('makes anew what has changed and is awake, and nothing else', async () => {
  const { tenants, rows, made, state } = start();
  await tenants.wake(acme);
  await tenants.check(acme);
  await tenants.check(other);
  expect(made).toHaveLength(1);
  rows.set(acme, { tenant: acme, installationId: '1', version: 2, checksAgents: false });
  await tenants.checkAll();
  expect(tenants.get(acme)?.version).toBe(2);
  await soon();
  expect(made[0]?.said).toEqual(['retire', 'close']);
  expect(state.finds).toBe(2);
});

it('goes on with the old parts where new ones cannot be made, and says so', async () => {
  const { tenants, rows, state, troubles } = start();
  const before = await tenants.wake(acme);
  rows.set(acme, { tenant: acme, installationId: '1', version: 2, checksAgents: false });
  state.isBroken = true;
  await tenants.check(acme);
  expect(tenants.get(acme)).toBe(before);
  expect(troubles).toHaveLength(1);
  expect(await tenants.wake(other)).toBeUndefined();
  await expect(tenants.require(other)).rejects.toThrow('no secrets');
});

it.each(['checkAll', 'replaceAll'] as const)('%s: one that cannot be made keeps no other from it', async (verb) => {
  const { tenants, rows, state, troubles } = start();
  await tenants.wake(acme);
  await tenants.wake(other);
  for (const [tenant, known] of rows) rows.set(tenant, { ...known, version: 2, checksAgents: false });
  state.brokenFor = acme;
  await tenants[verb]();
  expect([tenants.get(acme)?.version, tenants.get(other)?.version]).toEqual([1, 2]);
  expect(troubles).toHaveLength(1);
});

it('does not let go of one that is being made anew', async () => {
  const { tenants, rows, state } = start();
  await tenants.wake(acme);
  rows.set(acme, { tenant: acme, installationId: '1', version: 2, checksAgents: false });
  let go = () => {};
  state.making = new Promise((resolve) => {
    go = resolve;
  });
  const checked = tenants.check(acme);
  state.nowMs = 5 * IDLE_MS;
  tenants.giveUpIdle();
  expect(tenants.peek(acme)).toBeDefined();
  go();
  await checked;
  expect(tenants.peek(acme)?.version).toBe(2);
});

it('leaves what was begun with the old parts its time before they are closed', async () => {
  const { tenants, rows, state, made } = start();
  state.deadlineMs = 100;
  await tenants.wake(acme);
  rows.set(acme, { tenant: acme, installationId: '1', version: 2, checksAgents: false });
  await tenants.check(acme);
  await soon();
  expect(made[0]?.said).toEqual(['retire']);
  await tenants.close();
  expect(made[0]?.said).toEqual(['retire', 'close']);
});

it('begins nothing once it is ending, and closes what is awake', async () => {
  const { tenants, made } = start();
  await tenants.wake(acme);
  await tenants.retire();
  expect(await tenants.wake(other)).toBeUndefined();
  expect(tenants.get(acme)).toBe(made[0]);
  await tenants.close();
  expect(made[0]?.said).toEqual(['retire', 'close']);
});

it('lets go of a tenant that was forgotten, whoever tells of it', async () => {
  const { tenants, rows, made } = start();
  await tenants.wake(acme);
  await tenants.wake(other);
  rows.delete(acme);
  await tenants.check(acme);
  await soon();
  expect(tenants.peek(acme)).toBeUndefined();
  expect(made[0]?.said).toEqual(['retire', 'close']);
  rows.delete(other);
  await tenants.checkAll();
  await soon();
  expect(tenants.all()).toEqual([]);
  expect(await tenants.wake(acme)).toBeUndefined();
});
