import type { StoredRollout } from '@sidelight/api/rollout/ports.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createRolloutLog } from '@sidelight/api/store/rollout-log.ts';
import { createServedLog } from '@sidelight/api/store/served-log.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import type { RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';

const acme = tenantId('acme')!;
const other = tenantId('other')!;

const at = (second: number) => new Date(1_700_000_000_000 + second * 1000).toISOString();
const criteria = {
  leastInTimePercent: 92.5,
  mostDownMinutes: 10,
  mostFailedPercent: 5,
  overMinutes: 60,
  leastContexts: 9,
};
const pilot: Omit<StoredRollout, 'version'> = {
  ...{ phase: 'pilot', pilotGroups: ['10', '11'], groups: [], criteria, since: at(1) },
};
const step: RolloutStep = { at: at(1), from: 'sandbox', to: 'pilot', by: 'Olivia' };

/** The promises of what a rollout is kept in, on either database. */
onEachDatabase('rollout', (open) => {
  let opened: OpenDatabase;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('keeps what was chosen as it was, and every step, for each tenant alone', async () => {
    const log = createRolloutLog(opened.db);
    expect(await log.find(acme)).toBeUndefined();
    expect(await log.change(acme, 0, pilot, step)).toBe(true);
    expect(await log.find(acme)).toEqual({ ...pilot, version: 1 });
    const back: RolloutStep = {
      ...{ at: at(2), from: 'pilot', to: 'sandbox', by: 'rollback' },
      reason: {
        ...{ code: 'breached', breaches: [{ criterion: 'down', measured: 22, limit: 15 }] },
        ...{ minutes: 60, whoIsLeft: 'admins' },
      },
    };
    expect(await log.change(acme, 1, { ...pilot, phase: 'sandbox', since: at(2) }, back)).toBe(true);
    expect(await log.steps(acme, 9)).toEqual([back, step]);
    expect(await log.steps(acme, 1)).toEqual([back]);
    expect(await log.find(other)).toBeUndefined();
    expect(await log.steps(other, 9)).toEqual([]);
  });

  it('hands on what the release before wrote in words', async () => {
    const log = createRolloutLog(opened.db);
    const of = tenantId('earlier')!;
    await sql`insert into rollout_steps (tenant, at, from_phase, to_phase, by, why)
      values (${of}, ${at(1)}, 'pilot', 'sandbox', 'rollback', 'It broke.')`.execute(opened.db);
    expect((await log.steps(of, 9))[0]?.reason).toEqual({ code: 'noted', text: 'It broke.' });
  });

  it('of several who change the same at once one wins, and only their step is there', async () => {
    const log = createRolloutLog(opened.db);
    const firsts = await Promise.all(['a', 'b', 'c'].map((by) => log.change(other, 0, pilot, { ...step, by })));
    expect(firsts.filter(Boolean)).toHaveLength(1);
    expect(await log.steps(other, 9)).toHaveLength(1);
    const next = { ...pilot, phase: 'groups' } as const;
    const seconds = await Promise.all(['a', 'b', 'c'].map((by) => log.change(other, 1, next, { ...step, by })));
    expect(seconds.filter(Boolean)).toHaveLength(1);
    expect(await log.change(other, 1, pilot, step), 'as it was before').toBe(false);
    expect(await log.change(other, 0, pilot, step), 'as if nobody had chosen').toBe(false);
    expect(await log.find(other)).toEqual({ ...next, version: 2 });
    expect(await log.steps(other, 9)).toHaveLength(2);
  });

  it('begins the watch anew without a step', async () => {
    const log = createRolloutLog(opened.db);
    const before = (await log.find(other))!;
    expect(await log.change(other, before.version, { ...before, since: at(9) }, undefined)).toBe(true);
    expect(await log.find(other)).toEqual({ ...before, since: at(9), version: before.version + 1 });
    expect(await log.steps(other, 9)).toHaveLength(2);
  });

  it('remembers the last look, which is no change', async () => {
    const log = createRolloutLog(opened.db);
    const before = await log.find(acme);
    expect(await log.look(acme, at(3))).toBeUndefined();
    expect(await log.look(acme, at(4))).toBe(at(3));
    expect(await log.look(tenantId('nobody')!, at(4))).toBeUndefined();
    expect(await log.find(acme)).toEqual(before);
  });

  it('counts contexts by the minute, over all processes', async () => {
    const log = createServedLog(opened.db);
    const minuteMs = 60_000 * 28_000_000;
    const one = { minuteMs, total: 10, inTime: 9, failed: 1 };
    await Promise.all([
      log.add(acme, [one, { ...one, minuteMs: minuteMs + 60_000, failed: 3 }]),
      log.add(acme, [{ ...one, minuteMs: minuteMs + 60_000 }, one]),
      log.add(other, [one]),
      log.add(acme, []),
    ]);
    expect(await log.between(acme, minuteMs, minuteMs + 60_000)).toEqual({ total: 20, inTime: 18, failed: 2 });
    expect(await log.between(acme, minuteMs, minuteMs + 60_001)).toEqual({ total: 40, inTime: 36, failed: 6 });
    expect(await log.between(acme, minuteMs + 1, minuteMs + 60_000), 'a minute that began before').toEqual({
      ...{ total: 0, inTime: 0, failed: 0 },
    });
  });
});
