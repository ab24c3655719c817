import { randomUUID } from 'node:crypto';
import { entriesAt } from '@sidelight/api/audit/entry.ts';
import { auditKeysOf } from '@sidelight/api/composition/audit-keys.ts';
import { erasePerson } from '@sidelight/api/privacy/erase-person.ts';
import { isDue, type RestorableDeps, type UserStanding, userGoneOrBack } from '@sidelight/api/privacy/restorable.ts';
import { createAuditTrail, type StoredAuditTrail } from '@sidelight/api/store/audit.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type RefusedRows, refuseRows } from '../flow/refused-rows.ts';
import { acme, DAY_MS, type ErasureStage, openErasureStage } from './erasure-stage.ts';
import { onEachDatabase } from './on-each-database.ts';
import { ben, dana, grepFor, knownBy } from './planted-person.ts';

const signal = AbortSignal.timeout(600_000);

/** Deleted in the helpdesk, where they can be restored for a while. */
onEachDatabase('a user who was deleted', (open) => {
  let opened: OpenDatabase;
  let stage: ErasureStage;
  let standings: Record<string, UserStanding>;
  let trail: StoredAuditTrail;
  let refused: RefusedRows;
  let nowMs: number;
  let deps: RestorableDeps;
  beforeAll(async () => {
    opened = await open();
    stage = await openErasureStage(opened);
    refused = await refuseRows(opened.db);
    trail = createAuditTrail(opened.db, {
      keysOf: auditKeysOf({
        store: undefined,
        signingKey: Buffer.alloc(32, 1),
        isInUse: async () => false,
        steadyNow: Date.now,
      }),
      aside: { append: () => Promise.reject(new Error('nothing goes beside it')), takeIn: async () => 0 },
      onTrouble: (error) => expect(error).toBeUndefined(),
    });
  });
  afterAll(async () => {
    await trail.close();
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    await stage.plantAll();
    standings = { [dana.user]: 'deleted', [ben.user]: 'there' };
    nowMs = Date.now();
    deps = {
      ...stage.deps,
      standingOf: async (id) => standings[id] ?? 'unknown',
      recordOf: (action, requesterId) =>
        trail.onRecord(entriesAt(Date.now)(action, { tenant: acme, userId: '', role: 'system' }, 'r', { requesterId })),
      now: () => nowMs,
      newId: randomUUID,
    };
  });

  const records = async () => {
    const rows = await opened.db.selectFrom('audit').select('action').orderBy('seq').execute();
    return rows.map(({ action }) => action);
  };
  const told = () => userGoneOrBack(deps, dana.user, signal);
  const own = async () => (await stage.log.list(acme, 5))[0];
  const theirs = knownBy({ users: [dana.user], addresses: [dana.email] });
  const kept = async (table: string) =>
    (await stage.rows.count(acme, theirs)).find(({ place }) => place === table)?.n ?? 0;

  it('whoever can be restored is not kept fresh any more, and what only we have waits', async () => {
    expect(await told()).toBe(true);
    expect(await told()).toBe(true);
    expect(await records()).toEqual(['privacy.user_deleted']);
    expect(await own()).toMatchObject({ state: 'restorable', cause: 'helpdesk', findings: 0 });
    expect(Date.parse((await own())!.dueAt!) - nowMs).toBe(30 * DAY_MS);
    expect([await kept('last_known'), await kept('links')]).toEqual([0, 1]);
    expect((await stage.log.ofMarks(acme, await deps.marksOf([`email:${dana.email}`])))?.state).toBe('restorable');
    expect(Object.keys(await grepFor(opened.db, [ben.email]))).toContain('last_known');
  });

  it('whoever is restored is let in again, also where nobody told of it', async () => {
    await told();
    standings[dana.user] = 'there';
    expect(await isDue(deps, (await own())!, signal)).toBe(false);
    expect(await records()).toEqual(['privacy.user_deleted', 'privacy.user_restored']);
    expect(await own()).toBeUndefined();
    expect(await stage.log.ofMarks(acme, await deps.marksOf([`user:${dana.user}`]))).toBeUndefined();
  });

  it('whoever the helpdesk says is back is let in again at once', async () => {
    await told();
    standings[dana.user] = 'there';
    expect(await told()).toBe(true);
    expect(await records()).toEqual(['privacy.user_deleted', 'privacy.user_restored']);
    expect(await own()).toBeUndefined();
  });

  it('one of their users who is erased is not both: the other can be restored', async () => {
    await sql`insert into links (tenant, requester_id, organization_id, account_id, contact_id, evidence, basis)
      values (${acme}, '900077', '', 'A1', ${dana.contact}, '["email"]', 'x')`.execute(opened.db);
    standings['900077'] = 'deleted';
    await told();
    standings[dana.user] = 'erased';
    expect(await isDue(deps, (await own())!, signal)).toBe(false);
    standings['900077'] = 'erased';
    expect(await isDue(deps, (await own())!, signal)).toBe(true);
  });

  it('they are erased once they cannot be restored, or after 30 days', async () => {
    await told();
    expect(await isDue(deps, (await own())!, signal)).toBe(false);
    nowMs += 30 * DAY_MS + 1000;
    expect(await isDue(deps, (await own())!, signal)).toBe(true);
    expect((await own())!.state).toBe('waiting');
  });

  it('they are erased at once where the helpdesk has erased them meanwhile, with what was waiting', async () => {
    await told();
    standings[dana.user] = 'erased';
    expect(await told()).toBe(true);
    expect(await records()).toEqual(['privacy.user_deleted', 'privacy.erasure_asked']);
    expect(await own()).toMatchObject({ state: 'waiting', cause: 'helpdesk' });
    expect(await stage.log.list(acme, 5)).toHaveLength(1);
  });

  it('nothing begins for whom nothing is held, who is still a customer as another user, or where nobody can say', async () => {
    standings['424242'] = 'deleted';
    expect(await userGoneOrBack(deps, '424242', signal)).toBe(true);
    standings[dana.user] = 'unknown';
    expect(await told()).toBe(false);
    standings = { [dana.user]: 'deleted', '900077': 'there' };
    await sql`insert into links (tenant, requester_id, organization_id, account_id, contact_id, evidence, basis)
      values (${acme}, '900077', '', 'A1', ${dana.contact}, '["email"]', 'x')`.execute(opened.db);
    expect(await told()).toBe(true);
    expect(await own()).toBeUndefined();
  });

  it('nothing is held, let go or asked for without its row', async () => {
    const state = async () => (await own())?.state;
    await refused.refuse('privacy.user_deleted');
    await expect(told()).rejects.toThrow('no row of this');
    expect([await state(), await kept('last_known')]).toEqual([undefined, 4]);
    await refused.refuse();
    await told();
    standings[dana.user] = 'there';
    await refused.refuse('privacy.user_restored');
    await expect(told()).rejects.toThrow('no row of this');
    expect(await state()).toBe('restorable');
    standings[dana.user] = 'erased';
    await refused.refuse('privacy.erasure_asked');
    await expect(told()).rejects.toThrow('no row of this');
    expect(await state()).toBe('restorable');
    await refused.refuse();
    await told();
    expect(await state()).toBe('waiting');
    expect(await records()).toEqual(['privacy.user_deleted', 'privacy.erasure_asked']);
  });

  it('no erasure ends without its row', async () => {
    standings[dana.user] = 'erased';
    await told();
    const recordOf = (erasure: string, about: string) =>
      trail.onRecord(
        entriesAt(Date.now)('privacy.erasure_ended', { tenant: acme, userId: '', role: 'system' }, erasure, { about }),
      );
    const { id } = (await own())!;
    const go = () => erasePerson({ ...stage.deps, recordOf }, id, signal);
    await go();
    await refused.refuse('privacy.erasure_ended');
    await expect(go()).rejects.toThrow('no row of this');
    expect(await own()).toMatchObject({ state: 'settling', endedAt: undefined });
    await refused.refuse();
    for (let n = 0; n < 3; n++) await go();
    expect((await own())?.state).toBe('done');
    expect((await records()).filter((action) => action === 'privacy.erasure_ended')).toHaveLength(1);
  });
});
