import { createSecretKey, randomBytes } from 'node:crypto';
import { privacyErase } from '@sidelight/api/cli/privacy-erase.ts';
import { privacyExport, privacyShow } from '@sidelight/api/cli/privacy-show.ts';
import { tenantsForget } from '@sidelight/api/cli/tenants-forget.ts';
import { auditKeysOf } from '@sidelight/api/composition/audit-keys.ts';
import { createLocalKey } from '@sidelight/api/secrets/local-key.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { createAuditTrail } from '@sidelight/api/store/audit.ts';
import { createErasureLog } from '@sidelight/api/store/erasure-log.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { createTenantLog } from '@sidelight/api/store/tenant-log.ts';
import { beginForgetting, countTenant, eraseLeftOvers, eraseTenant } from '@sidelight/api/store/tenant-rows.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { acme, other } from './erasure-stage.ts';
import { ben, dana, grepFor, plant } from './planted-person.ts';
import { onDisk, onServer, placed } from './sync-verbs-stage.ts';

const SESSION_SECRET = randomBytes(32).toString('base64');
/** As the command line works it out from that. */
const keysOf = auditKeysOf({
  store: undefined,
  signingKey: Buffer.from(SESSION_SECRET, 'base64'),
  isInUse: async () => false,
  steadyNow: Date.now,
});
const signal = AbortSignal.timeout(180_000);

/** A PGlite folder takes seconds to open, and each verb opens it: what is stored is tested on either database. */
const postgresUrl = process.env.TEST_DATABASE_URL;
const { runIn, run, within } = placed(postgresUrl ? () => onServer(postgresUrl) : onDisk, {});

describe('sidelight privacy', { timeout: 180_000 }, () => {
  it('says what is held about somebody and who looked, gives it out, and erases when it is told to', async () => {
    const asked = (verb: Parameters<typeof runIn>[1], ...args: string[]) => runIn({ SESSION_SECRET }, verb, ...args);
    expect(await asked(privacyShow, 'dana')).toMatchObject({ code: 2 });
    expect((await run(privacyShow, dana.email)).err).toContain('SESSION_SECRET');
    await within(async ({ db }) => {
      for (const person of [dana, ben]) await plant(db, acme, person);
      const trail = createAuditTrail(db, {
        keysOf,
        aside: { append: () => Promise.reject(new Error('beside the store')), takeIn: async () => 0 },
        onTrouble: () => {},
      });
      await trail.write({
        ...{ tenant: acme, atMs: Date.now(), requestId: 'r', actorId: '7004', role: 'agent' },
        ...{ action: 'context.viewed', ticketId: dana.ticket, requesterId: dana.user },
      });
    });
    const shown = await asked(privacyShow, dana.email);
    expect(shown.code).toBe(0);
    expect(shown.out).toContain('known by: 1 address, 1 helpdesk id, 1 CRM id, 1 ticket');
    expect(shown.out).toContain('  last_known: 5 rows, personal.');
    expect(shown.out).toMatch(/looked:\n {2}\S+ {2}agent 7004 {2}context\.viewed {2}ticket 770010/);
    expect(shown.out).not.toContain(dana.name);

    const given = JSON.parse((await asked(privacyExport, `user:${dana.user}`)).out);
    expect(given.places.links.rows).toMatchObject([{ requester_id: dana.user, contact_id: dana.contact }]);
    expect(JSON.stringify(given)).not.toContain(ben.email);

    const planned = await asked(privacyErase, `contact:${dana.contact}`);
    expect(planned.code).toBe(0);
    expect(planned.out).toContain('links: deletes rows, 1 row\n');
    expect(planned.out).toContain(`crm ${dana.contact}: is not ours to erase; sales_ops is named until it is gone`);
    expect(planned.out).toContain('backups: the last that holds them is gone after 30 days');
    expect(planned.err).toContain('--yes');
    expect((await asked(privacyErase, dana.email, '--status')).code).toBe(1);
    expect((await asked(privacyErase, dana.email, '--status', '--yes')).code).toBe(2);
    expect((await asked(privacyErase, dana.email, '--yes')).out).toContain('It is in line');
    const status = await asked(privacyErase, `user:${dana.user}`, '--status');
    expect(status.code).toBe(1);
    expect(status.out).toMatch(/^erasure \S+: asked for by cli:\S+ at \S+; it waits for its turn/);
    await within(async ({ db }, { jobs }) => {
      const log = createErasureLog(db, jobs);
      const [erasure] = await log.list(acme, 5);
      expect(await jobs.waiting({ queue: 'erasure' }, 5)).toMatchObject([{ ids: { erasureId: erasure!.id } }]);
      await log.put(acme, erasure!.id, { place: 'links', state: 'done', n: 1 });
      await log.put(acme, erasure!.id, {
        ...{ place: 'crm 1234', state: 'elsewhere', n: 0, reason: 'still_held', owner: 'sales_ops', ref: dana.contact },
      });
      await log.end(acme, erasure!.id, 'held_elsewhere', new Date('2027-01-05T00:00:00Z'));
    });
    const told = await asked(privacyErase, dana.email, '--status');
    expect(told.code).toBe(1);
    expect(told.out).toContain('it is done here; another system still holds them');
    expect(told.out).toMatch(/NOT DONE {2}crm 500010: still held there, tried 1 time; it is sales_ops’s to see to/);
    expect(told.out).toContain('gone on 2027-01-05');
    await within(async ({ db }) => {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('action', 'like', 'privacy.%')
        .orderBy('seq')
        .execute();
      expect(rows.map(({ action, role }) => `${action} ${role}`)).toEqual([
        ...['privacy.shown operator', 'privacy.exported operator', 'privacy.shown operator', 'privacy.shown operator'],
        ...['privacy.erasure_asked operator', 'privacy.shown operator', 'privacy.shown operator'],
      ]);
      expect(new Set(rows.map(({ subject }) => subject?.length))).toEqual(new Set([22]));
      expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${dana.email}|${dana.user}`));
    });
  });
});

const raise = (): never => {
  throw new Error('killed');
};

describe('sidelight tenants forget', { timeout: 180_000 }, () => {
  it('forgets one helpdesk, its data key first, and leaves the others and a receipt', async () => {
    const keys = { current: createLocalKey(createSecretKey(randomBytes(32))) };
    const secretsOf = (db: Parameters<typeof createSecretRows>[0]) =>
      createSecretStore({ rows: createSecretRows(db), keys: { ...keys, previous: undefined }, now: Date.now });
    const name = { system: 'crm', name: 'api-key' };
    await within(async ({ db }) => {
      for (const tenant of [acme, other]) {
        await createTenantLog(db).put(tenant, '1');
        await plant(db, tenant, dana);
        await secretsOf(db).put(tenant, name, new Secret('pat-na1'), { by: '7' }, signal);
      }
    });
    expect((await run(tenantsForget, 'acme', '--yes')).err).toContain('SIDELIGHT_TENANT');
    expect((await run(tenantsForget, 'No Such')).code).toBe(2);
    const planned = await run(tenantsForget, 'other');
    expect(planned.out).toContain('last_known: 5 rows');
    expect(planned.err).toContain('--yes');
    const forgotten = await run(tenantsForget, 'other', '--yes');
    expect(forgotten.code).toBe(0);
    expect(forgotten.out).toContain('data_keys: 1 row');
    expect(forgotten.out).toContain('other is forgotten. The last backup that holds it is gone on');
    await within(async ({ db }) => {
      expect(await secretsOf(db).read(other, name, signal)).toEqual({ kind: 'absent' });
      expect((await secretsOf(db).read(acme, name, signal)).kind).toBe('found');
      expect(await createTenantLog(db).find(other)).toBeUndefined();
      expect(await grepFor(db, ['"tenant": "other"'])).toEqual({ forgotten_tenants: 1 });
      expect(await grepFor(db, [dana.email])).toHaveProperty('sync_records', 1);
      // What a process had in hand when it was told.
      await plant(db, other, dana);
      await eraseLeftOvers(db, signal);
      expect(await grepFor(db, ['"tenant": "other"'])).toEqual({ forgotten_tenants: 1 });
    });
    expect((await run(tenantsForget, 'other')).err).toContain('nothing is held of other');
  });

  it('goes on with one that was cut off half-way, and counts all of it; one that is back meanwhile stays', async () => {
    await within(async ({ db }) => {
      const tenants = createTenantLog(db);
      for (const tenant of [acme, other]) {
        await tenants.put(tenant, '1');
        await plant(db, tenant, dana);
      }
      const held = await countTenant(db, other);
      const begun = (tenant: typeof other) => beginForgetting(db, tenant, 'cli:ana', new Date());
      await begun(other);
      // Killed at the third statement.
      let n = 0;
      const cut = { ...signal, throwIfAborted: () => void (++n > 2 && raise()) } as AbortSignal;
      await expect(eraseTenant(db, other, cut)).rejects.toThrow('killed');
      expect(Object.keys(await countTenant(db, other)).length).toBeGreaterThan(3);
      await begun(acme);
      await sql`update tenants set learned_at = now() + interval '1 s' where tenant = 'acme'`.execute(db);
      await sql`update forgotten_tenants set forgotten_at = forgotten_at - interval '3 days' where tenant = 'other'`.execute(
        db,
      );
      await eraseLeftOvers(db, signal);
      expect(await countTenant(db, other)).toEqual({});
      const receipts = await db.selectFrom('forgotten_tenants').selectAll().orderBy('tenant').execute();
      expect(receipts).toMatchObject([{ done_at: null }, { done_at: expect.any(Date), erased: held }]);
      expect(await tenants.find(acme)).toBeDefined();
    });
  });
});
