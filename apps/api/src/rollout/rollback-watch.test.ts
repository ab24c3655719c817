import type { RollbackCriteria, RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import type { StepReason } from '@sidelight/shared/setup/step-reason.ts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type OpenDatabase, openDatabase } from '../store/database.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createRolloutLog } from '../store/rollout-log.ts';
import { createServedLog } from '../store/served-log.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import { createMeasure } from './measure.ts';
import { createRollbackWatch } from './rollback-watch.ts';

const MINUTE = 60_000;
const NOON = Date.parse('2026-11-25T12:00:00Z');
const criteria: RollbackCriteria = {
  ...{ leastInTimePercent: 90, mostDownMinutes: 10, mostFailedPercent: 10, overMinutes: 60, leastContexts: 20 },
};
const chosen = { phase: 'groups', pilotGroups: ['10'], groups: ['20'], criteria } as const;
const signal = new AbortController().signal;
let opened: OpenDatabase;
let tenants = 0;

beforeAll(async () => {
  opened = await openDatabase({ inMemory: true });
});
afterAll(() => opened.close());

let room: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  room = await open();
});

/** A tenant of its own, in the phase `groups` since noon, watched by one process. */
async function open() {
  const tenant = tenantId(`acme${++tenants}`)!;
  const clock = { wall: NOON, steady: 0 };
  const told: RolloutStep[] = [];
  const gaps: number[] = [];
  const log = createRolloutLog(opened.db);
  const served = createServedLog(opened.db);
  const incidents = createIncidentLog(opened.db);
  const now = () => clock.wall;
  const measure = createMeasure({ tenant, served, incidents, now });
  const watch = () =>
    createRollbackWatch({
      ...{ tenant, log, measure, now, steadyNow: () => clock.steady },
      told: async (step) => void told.push(step),
      onGap: (gapMs) => void gaps.push(gapMs),
    });
  const since = new Date(NOON).toISOString();
  await log.change(tenant, 0, { ...chosen, since }, { at: since, from: 'pilot', to: 'groups', by: 'Olivia' });
  const first = watch();
  return {
    ...{ tenant, clock, told, gaps, log, watch, incidents },
    /** Time goes by, and the task runs as often as it is let. */
    async pass(minutes: number, task = first) {
      for (let s = 0; s < minutes * 60; s += 15) {
        clock.wall += 15_000;
        clock.steady += 15_000;
        await task.run(signal);
      }
    },
    contexts: (total: number, failed: number) =>
      served.add(tenant, [{ minuteMs: Math.floor(clock.wall / MINUTE) * MINUTE, total, inTime: total, failed }]),
    phase: async () => (await log.find(tenant))?.phase,
    steps: async () => (await log.steps(tenant, 9)).filter((step) => step.by === 'rollback'),
  };
}

it('goes back one phase when a criterion is breached, once, and says why', async () => {
  const { pass, contexts, phase, steps, told, log, tenant, clock } = room;
  await pass(2);
  await contexts(100, 50);
  await pass(1);
  expect(await phase()).toBe('pilot');
  const [step] = await steps();
  expect(step).toMatchObject({ from: 'groups', to: 'pilot', by: 'rollback' });
  expect(step?.reason).toEqual({
    code: 'breached',
    breaches: [{ criterion: 'failed', measured: 50, limit: 10 }],
    minutes: 60,
    whoIsLeft: 'groups',
  });
  expect((await log.find(tenant))?.since).toBe(step?.at);
  // The same hour is still within the time looked at, and counts no more.
  await pass(30);
  expect(await phase()).toBe('pilot');
  expect(told).toEqual([step]);
  // What happens afterwards does.
  await contexts(100, 50);
  await pass(1);
  expect(await phase()).toBe('sandbox');
  expect((await steps())[0]?.reason).toMatchObject({ whoIsLeft: 'admins' });
  await contexts(100, 100);
  await pass(61);
  expect(await phase(), 'there is nothing narrower').toBe('sandbox');
  expect(told).toHaveLength(2);
  expect(clock.wall).toBeGreaterThan(NOON);
});

it('does nothing on too little evidence, nor while all is well', async () => {
  const { pass, contexts, phase } = room;
  await pass(2);
  await contexts(19, 19);
  await pass(10);
  expect(await phase()).toBe('groups');
  await contexts(500, 0);
  await pass(61);
  expect(await phase()).toBe('groups');
});

it('counts a system that is down only from when the phase began', async () => {
  const { pass, phase, incidents, tenant, steps } = room;
  const at = new Date(NOON - 40 * MINUTE).toISOString();
  await incidents.open(tenant, 'crm', at, [{ kind: 'opened', at, state: 'down', reason: 'timeout' }], undefined);
  await pass(10);
  expect(await phase()).toBe('groups');
  await pass(1);
  expect(await phase()).toBe('pilot');
  expect((await steps())[0]?.reason).toMatchObject({ breaches: [{ criterion: 'down', measured: 10.3, limit: 10 }] });
});

it.each([
  ['forward', 3 * 60 * MINUTE],
  ['back', -3 * 60 * MINUTE],
])('a clock set %s rolls nothing back, and the watch goes on from there', async (_name, byMs) => {
  const { pass, phase, incidents, tenant, clock, gaps, contexts } = room;
  await pass(4);
  const at = new Date(clock.wall - MINUTE).toISOString();
  await incidents.open(tenant, 'crm', at, [{ kind: 'opened', at, state: 'down', reason: 'timeout' }], undefined);
  await contexts(100, 0);
  clock.wall += byMs;
  await pass(5);
  expect(await phase()).toBe('groups');
  expect(gaps).toEqual([byMs + 15_000]);
  await contexts(100, 90);
  await pass(2);
  expect(await phase()).toBe('pilot');
});

it('what happened while nobody watched counts for nothing: the process was stopped, the outage was not closed', async () => {
  const { pass, phase, incidents, tenant, clock, gaps, watch } = room;
  await pass(1);
  const at = new Date(clock.wall).toISOString();
  await incidents.open(tenant, 'crm', at, [{ kind: 'opened', at, state: 'down', reason: 'timeout' }], undefined);
  clock.wall += 120 * MINUTE;
  clock.steady = 0;
  await pass(9, watch());
  expect(await phase()).toBe('groups');
  expect(gaps).toHaveLength(1);
});

it('loses to an admin who is faster, and does not undo what they did', async () => {
  const { contexts, log, tenant, clock, told, steps } = room;
  clock.wall += 2 * MINUTE;
  clock.steady += 2 * MINUTE;
  await contexts(100, 90);
  clock.wall += MINUTE;
  const before = (await log.find(tenant))!;
  const at = new Date(clock.wall).toISOString();
  const admin = createRollbackWatch({
    ...{ tenant, now: () => clock.wall, steadyNow: () => clock.steady, onGap: () => {} },
    log: {
      ...log,
      async change(...args) {
        await log.change(
          tenant,
          before.version,
          { ...before, phase: 'sandbox', since: at },
          {
            ...{ at, from: 'groups', to: 'sandbox', by: 'Olivia' },
          },
        );
        return log.change(...args);
      },
    },
    measure: createMeasure({
      ...{ tenant, served: createServedLog(opened.db), incidents: createIncidentLog(opened.db), now: () => clock.wall },
    }),
    told: async (step) => void told.push(step),
  });
  await admin.run(signal);
  expect(await log.find(tenant)).toMatchObject({ phase: 'sandbox', version: before.version + 1 });
  expect(await steps()).toEqual([]);
  expect(told).toEqual([]);
});

it('tells what a process before it has done and not told', async () => {
  const { log, tenant, clock, told, pass } = room;
  const at = new Date(clock.wall).toISOString();
  const reason: StepReason = {
    ...{ code: 'breached', breaches: [{ criterion: 'down', measured: 22, limit: 15 }] },
    ...{ minutes: 60, whoIsLeft: 'groups' },
  };
  const step = { at, from: 'groups', to: 'pilot', by: 'rollback', reason } as const;
  await log.change(tenant, 1, { ...chosen, phase: 'pilot', since: at }, step);
  await pass(3);
  expect(told).toEqual([step]);
});

it('leaves alone whom nobody has given criteria', async () => {
  const tenant = tenantId('untouched')!;
  const log = createRolloutLog(opened.db);
  const task = createRollbackWatch({
    ...{ tenant, log, now: () => NOON, steadyNow: () => 0, onGap: () => {}, told: async () => {} },
    measure: async () => ({ fromMs: 0, contexts: { total: 900, inTime: 0, failed: 900 }, downMinutes: 900 }),
  });
  await task.run(signal);
  expect(await log.find(tenant)).toBeUndefined();
});
