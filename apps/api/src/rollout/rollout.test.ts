import { Area } from '@sidelight/shared/setup/area.ts';
import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { Readiness } from '@sidelight/shared/setup/readiness.ts';
import { Rollout, type RolloutRequest } from '@sidelight/shared/setup/rollout.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditKeys } from '../audit/marks.ts';
import { createAuditTrail } from '../store/audit.ts';
import { type OpenDatabase, openDatabase } from '../store/database.ts';
import { createRolloutLog } from '../store/rollout-log.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import type { Measured } from './evaluate-criteria.ts';
import { createGate } from './gate.ts';
import type { HelpdeskGroups } from './helpdesk-groups.ts';
import { createRollouts } from './rollout.ts';

const NOON = Date.parse('2026-11-25T12:00:00Z');
const MINUTE = 60_000;
const signal = new AbortController().signal;
const criteria = {
  leastInTimePercent: 90,
  mostDownMinutes: 10,
  mostFailedPercent: 10,
  overMinutes: 60,
  leastContexts: 20,
};
const pilot: RolloutRequest = { phase: 'pilot', pilotGroups: ['10'], groups: [], criteria };
const well: Measured = { fromMs: NOON, contexts: { total: 100, inTime: 100, failed: 0 }, downMinutes: 0 };

const readiness = (low: Partial<Record<Area, number>> = {}): Readiness => ({
  ...{ at: new Date(NOON).toISOString(), isReady: Object.keys(low).length === 0 },
  areas: Area.options.map((area) => ({ area, score: low[area] ?? 5, evidence: [] })),
});

let opened: OpenDatabase;
let tenants = 0;
beforeAll(async () => {
  opened = await openDatabase({ inMemory: true });
});
afterAll(() => opened.close());

function open(firstPhase: 'sandbox' | 'everyone' = 'sandbox') {
  const tenant = tenantId(`acme${++tenants}`)!;
  const log = createRolloutLog(opened.db);
  const state = {
    clockMs: NOON,
    groups: { kind: 'known', all: ['10', '20'].map((id) => ({ id, name: `Group ${id}` })) } as HelpdeskGroups,
    readiness: readiness(),
    measured: well,
  };
  const rollouts = createRollouts({
    ...{ tenant, log, firstPhase },
    measure: async ({ since }) => ({ ...state.measured, fromMs: Date.parse(since) }),
    groups: async () => state.groups,
    readiness: async () => state.readiness,
    now: () => state.clockMs,
  });
  const trail = createAuditTrail(opened.db, {
    keysOf: async () => auditKeys(Buffer.alloc(32)),
    aside: { append: async () => {}, takeIn: async () => 0 },
    onTrouble: () => {},
  });
  const record = () =>
    trail.onRecord({
      ...{ tenant, atMs: state.clockMs, requestId: 'r', actorId: '7005', role: 'admin', action: 'rollout.changed' },
    });
  return {
    ...{ tenant, log, state },
    read: () => rollouts.read(state.readiness, signal),
    change: (request: RolloutRequest) => {
      state.clockMs += MINUTE;
      return rollouts.change(request, 'Olivia', record(), signal);
    },
  };
}

let room: ReturnType<typeof open>;
beforeEach(() => {
  room = open();
});

const done = { kind: 'done' };
const blocked = (...blockers: unknown[]) => ({ kind: 'blocked', blockers });

describe('a tenant nobody has chosen anything for', () => {
  it('stands where it was put, is not watched, and says what comes first', async () => {
    const rollout = Rollout.parse(await room.read());
    expect(rollout).toMatchObject({
      phase: 'sandbox',
      watched: ['in_time', 'down', 'failed'].map((criterion) => ({ criterion, isBreached: false })),
      history: [],
      pilotGroups: [],
      areGroupsKnown: true,
    });
    expect(rollout.allGroups.map(({ id }) => id)).toEqual(['10', '20']);
    expect(rollout.blockers).toEqual([{ code: 'no_pilot_group' }]);
  });

  it('has no date of its own, at whatever time it is looked at; what was chosen keeps its date', async () => {
    const { read, change, state } = room;
    expect(await read()).not.toHaveProperty('since');
    await change(pilot);
    const first = await read();
    state.clockMs += 5 * MINUTE;
    expect((await read()).since).toBe(first.since);
    expect(first.since).toBe(first.history[0]?.at);
  });

  it('may be open to everyone already; then nothing stands in the way', async () => {
    expect(await open('everyone').read()).toMatchObject({ phase: 'everyone', blockers: [] });
  });

  it('is watched from the moment criteria are chosen', async () => {
    const everyone = open('everyone');
    expect(await everyone.change({ ...pilot, phase: 'everyone' })).toEqual(done);
    const rollout = await everyone.read();
    expect(rollout.watched.map((one) => one.criterion)).toEqual(['in_time', 'down', 'failed']);
    expect(rollout.history).toMatchObject([{ from: 'everyone', to: 'everyone', by: 'Olivia' }]);
    expect(rollout.history[0]?.reason).toEqual({
      code: 'changed',
      changes: ['pilot_groups_changed', 'criteria_chosen'],
    });
  });
});

describe('going wider', () => {
  it('goes through every phase, one at a time', async () => {
    const { change, read } = room;
    expect(await change({ ...pilot, phase: 'groups', groups: ['20'] })).toEqual(
      blocked({ code: 'one_phase_at_a_time', phase: 'pilot' }),
    );
    expect(await change(pilot)).toEqual(done);
    expect(await change({ ...pilot, phase: 'groups' })).toEqual(blocked({ code: 'no_further_group' }));
    expect(await change({ ...pilot, phase: 'groups', groups: ['20', '20'] })).toEqual(done);
    expect(await change({ ...pilot, phase: 'everyone', groups: ['20'] })).toEqual(done);
    const { history, groups, blockers, since } = await read();
    expect(history.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      'groups → everyone',
      'pilot → groups',
      'sandbox → pilot',
    ]);
    expect({ groups, blockers, since }).toEqual({ groups: ['20'], blockers: [], since: history[0]?.at });
  });

  it('is blocked by an area that is not ready; a pilot is not by what only a pilot can meet', async () => {
    const { change, state } = room;
    state.readiness = readiness({ security: 2, rollout: 1, training: 1 });
    expect(await change(pilot)).toEqual(blocked({ code: 'low_for_pilot', area: 'security', score: 2, least: 3 }));
    state.readiness = readiness({ rollout: 1, training: 1 });
    expect(await change(pilot)).toEqual(done);
    expect(await change({ ...pilot, phase: 'groups', groups: ['20'] })).toEqual(
      blocked(
        { code: 'low', area: 'rollout', score: 1, least: 3, phase: 'groups' },
        { code: 'low', area: 'training', score: 1, least: 3, phase: 'groups' },
      ),
    );
  });

  it('is blocked while a criterion is breached', async () => {
    const { change, state, read } = room;
    await change(pilot);
    state.measured = { ...well, downMinutes: 11 };
    state.clockMs += MINUTE;
    expect((await read()).watched.find((one) => one.isBreached)?.criterion).toBe('down');
    expect(await change({ ...pilot, phase: 'groups', groups: ['20'] })).toEqual(
      blocked({ code: 'breached', breaches: [{ criterion: 'down', measured: 11, limit: 10 }], minutes: 60 }),
    );
  });

  it('waits after a rollback, also for an admin whose page is older than it', async () => {
    const { change, state, log, tenant } = room;
    await change(pilot);
    await change({ ...pilot, phase: 'groups', groups: ['20'] });
    const before = (await log.find(tenant))!;
    const at = new Date(state.clockMs).toISOString();
    const step = { at, from: 'groups', to: 'pilot', by: 'rollback' } as const;
    await log.change(tenant, before.version, { ...before, phase: 'pilot', since: at }, step);
    const again: RolloutRequest = { ...pilot, phase: 'groups', groups: ['20'] };
    expect(await change(again)).toEqual(
      blocked({ code: 'watched_first', minutes: 60, untilMs: Date.parse('2026-11-25T13:02:00Z') }),
    );
    state.clockMs += 60 * MINUTE;
    expect(await change(again)).toEqual(done);
  });
});

describe('going narrower', () => {
  beforeEach(async () => {
    await room.change(pilot);
    await room.change({ ...pilot, phase: 'groups', groups: ['20'] });
  });

  it('always works, several phases at once, whatever is not ready', async () => {
    room.state.readiness = readiness({ security: 1 });
    room.state.measured = { ...well, downMinutes: 99 };
    expect(await room.change({ ...pilot, phase: 'sandbox' })).toEqual(done);
    expect(await room.read()).toMatchObject({ phase: 'sandbox', history: [{ from: 'groups', to: 'sandbox' }, {}, {}] });
  });

  it('goes without new groups where the helpdesk cannot be asked', async () => {
    room.state.groups = { kind: 'unknown' };
    expect(await room.change({ ...pilot, pilotGroups: ['77'] })).toEqual(done);
    const { phase, pilotGroups, history, areGroupsKnown, allGroups } = await room.read();
    expect({ phase, pilotGroups, areGroupsKnown, allGroups }).toEqual({
      ...{ phase: 'pilot', pilotGroups: ['10'], areGroupsKnown: false, allGroups: [] },
    });
    expect(history[0]?.reason).toEqual({ code: 'changed', changes: ['groups_kept'] });
  });
});

describe('without another phase', () => {
  beforeEach(() => room.change(pilot));

  it('other criteria or groups are a step that says so, and the phase goes on being watched', async () => {
    const before = await room.read();
    expect(await room.change({ ...pilot, criteria: { ...criteria, mostDownMinutes: 30 } })).toEqual(done);
    const after = await room.read();
    expect(after).toMatchObject({ phase: 'pilot', since: before.since, criteria: { mostDownMinutes: 30 } });
    expect(after.history[0]).toMatchObject({
      ...{ from: 'pilot', to: 'pilot', reason: { code: 'changed', changes: ['criteria_changed'] } },
    });
  });

  it('the same again is no step', async () => {
    expect(await room.change({ ...pilot })).toEqual(done);
    expect((await room.read()).history).toHaveLength(1);
  });

  it.each<[string, HelpdeskGroups | undefined, Blocker]>([
    ['the helpdesk does not have', undefined, { code: 'no_such_group', group: '99' }],
    ['nobody can vouch for', { kind: 'unknown' }, { code: 'groups_unknown' }],
  ])('a group %s is refused, and nothing half-saved', async (_name, groups, blocker) => {
    if (groups) room.state.groups = groups;
    const stricter = { ...criteria, leastInTimePercent: 99 };
    expect(await room.change({ ...pilot, pilotGroups: ['10', '99'], criteria: stricter })).toEqual(blocked(blocker));
    expect(await room.read()).toMatchObject({ pilotGroups: ['10'], criteria });
  });

  it('two admins at once: one wins, the other is told', async () => {
    const { change } = room;
    const answers = await Promise.all([
      change({ ...pilot, phase: 'groups', groups: ['20'] }),
      change({ ...pilot, phase: 'sandbox' }),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['blocked', 'done']);
    expect(answers).toContainEqual(blocked({ code: 'overtaken' }));
    expect((await room.read()).history).toHaveLength(2);
  });
});

describe('the gate', () => {
  it('lets in by what is stored, feels a change within two seconds, and goes on without a store', async () => {
    const { tenant, log, change } = room;
    const clock = { ms: 0 };
    let isDown = false;
    const troubles: unknown[] = [];
    const gate = createGate({
      ...{ tenant, firstPhase: 'sandbox', steadyNow: () => clock.ms, onTrouble: (error) => void troubles.push(error) },
      log: { find: (of) => (isDown ? Promise.reject(new Error('no store')) : log.find(of)) },
    });
    const maya = { role: 'agent', groupIds: ['10'] } as const;
    expect(await gate.mayUse(maya)).toBe(false);
    await change(pilot);
    expect(await gate.mayUse(maya)).toBe(false);
    clock.ms += 2000;
    expect(await gate.mayUse(maya)).toBe(true);
    isDown = true;
    clock.ms += 2000;
    expect(await gate.mayUse(maya)).toBe(true);
    expect(troubles).toHaveLength(1);
  });
});
