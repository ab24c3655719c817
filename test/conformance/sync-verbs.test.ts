import { userInfo } from 'node:os';
import { syncPlan, syncReconcile } from '@sidelight/api/cli/sync-compare.ts';
import { syncReplay } from '@sidelight/api/cli/sync-replay.ts';
import { syncReview } from '@sidelight/api/cli/sync-review.ts';
import { syncStatus } from '@sidelight/api/cli/sync-status.ts';
import { syncPause, syncResume, syncRun } from '@sidelight/api/cli/sync-switch.ts';
import { syncQueue } from '@sidelight/api/jobs/queues.ts';
import { createConnectionLog } from '@sidelight/api/store/connection-log.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { ask, doRuns, onDisk, onServer, placed, storeOf } from './sync-verbs-stage.ts';

const acme = requireTenant('acme');
const contact = { tenant: acme, object: 'contact' };
const me = `cli:${userInfo().username}`;
const SECRET = 'ana@private.test';

const postgresUrl = process.env.TEST_DATABASE_URL;
/** A PGlite folder takes seconds to open, and each verb opens it: the reads themselves are tested on either database. */
if (postgresUrl)
  describe('sidelight sync on PostgreSQL', { timeout: 60_000 }, () => {
    promises(() => onServer(postgresUrl));
  });
else describe('sidelight sync on PGlite', { timeout: 180_000 }, () => promises(onDisk));

function promises(make: Parameters<typeof placed>[0]): void {
  const { run, runIn, within } = placed(make);

  it('switches on only what a dry run of this week has shown, pauses it, and resumes it', async () => {
    const refused = await run(syncRun, 'contact');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('sidelight sync plan contact')]);
    expect((await run(syncResume, 'contact')).code).toBe(1);
    expect((await run(syncRun, 'deal')).err).toBe('the map keeps no deal in sync: contact, company, ticket\n');
    await within(async (database, stage) => {
      const id = await createSyncRuns(database.db, stage.jobs).ask(acme, 'contact', 'dry_run', me);
      await doRuns(database, stage);
      await sql`update sync_runs set ended_at = now() - interval '8 days' where id = ${id}`.execute(database.db);
    });
    expect((await run(syncRun, 'contact')).err).toMatch(/more than 7 days ago/);
    expect((await run(syncRun, 'company')).err).toMatch(/there has been no dry run/);
    await within(({ db }) => sql`update sync_runs set ended_at = now() - interval '6 days'`.execute(db));
    expect((await run(syncRun, 'contact', '--dry-run')).out).toMatch(/^contact: would be: on/);
    expect((await run(syncStatus, 'contact')).out).toMatch(/off, never switched on/);
    expect(await run(syncRun, 'contact')).toMatchObject({ code: 0, out: expect.stringMatching(/^contact: on\./) });
    expect((await run(syncRun, 'contact')).out).toBe('contact: is on already\n');
    const paused = await run(syncPause, '--json');
    expect(JSON.parse(paused.out)).toEqual({
      ...{ dryRun: false, by: me },
      objects: [{ object: 'contact', outcome: 'set', isOn: false }],
    });
    expect((await run(syncPause)).out).toBe('nothing is on\n');
    expect((await run(syncReconcile, 'contact')).err).toMatch(/contact is off/);
    // It was on a short time ago: it may go on without a dry run, and no longer than one holds.
    await within(({ db }) => sql`delete from sync_runs`.execute(db));
    const pausedFor = (days: number) =>
      within(({ db }) => sql`update sync_switches set set_at = now() - ${days} * interval '1 day'`.execute(db));
    await pausedFor(8);
    expect(await run(syncResume)).toMatchObject({ code: 1, err: expect.stringMatching(/there has been no dry run/) });
    await pausedFor(6);
    expect((await run(syncResume)).out).toMatch(/^contact: on/);
    expect((await run(syncStatus)).out).toMatch(new RegExp(`contact\\n {2}switched +on since .* by ${me}\\n`));
  });

  it('does not switch on what the helpdesk is known not to let us write, and says what to do', async () => {
    const hosted = { SIDELIGHT_TENANT: '', ZENDESK_INSTALLATION_ID: '', ZENDESK_TOKEN: '' };
    const env = { ...hosted, LEARN_TENANTS: 'acme', TENANT: 'acme' };
    await within(async (database, stage) => {
      for (const object of ['contact', 'company'])
        await createSyncRuns(database.db, stage.jobs).ask(acme, object, 'dry_run', me);
      await doRuns(database, stage);
      const inputs = { granted: 'users:write', withheld: 'organizations:write' };
      const by = { byId: '1', byName: 'Olivia' };
      await createConnectionLog(database.db).put(acme, { connector: 'zendesk', method: 'oauth', inputs, ...by });
    });
    const refused = await runIn(env, syncRun, 'company');
    expect([refused.code, refused.err]).toEqual([
      ...[1, expect.stringMatching(/^company: sync may not write to Zendesk\. Connect it again on the Setup page/)],
    ]);
    expect(await runIn(env, syncRun, 'contact')).toMatchObject({ code: 0 });
  });

  it('shows what waits for a person with both values, and takes a side, another value or none', async () => {
    const record = await within((database, stage) =>
      storeOf(database, stage).transact(contact, async (tx) => {
        const id = (await tx.link([['101', '900']]))[0]!.id;
        const item = { record: id, why: 'inside_window', blocks: true, left: SECRET, right: 'b@x.test' } as const;
        await tx.open([
          { ...item, field: 'email' },
          { ...item, field: 'phone', left: '+14155550100', right: '+14155550101' },
          { ...item, why: 'gone_on_left', left: '101', right: '900' },
        ]);
        return id;
      }),
    );
    await within(({ db }) =>
      sql`update sync_reviews set opened_at = now() - interval '27 hours' where field = 'email'`.execute(db),
    );
    const listed = await run(syncReview);
    expect(listed.out).toMatch(
      /^3 items\n\n\S+ {2}contact\.email {2}CRM 101, helpdesk 900\n {2}both sides changed it at about the same time/,
    );
    expect(listed.out).toMatch(new RegExp(`CRM +${SECRET}\\n +helpdesk +b@x.test\\n.*OVERDUE by 3 hours`));
    // One customer, and the whole record of the same: who looks is on record first.
    await within(async ({ db }) => {
      const seen = db.selectFrom('audit').select(['role', 'about', 'subject']).where('action', '=', 'sync.viewed');
      expect(await seen.execute()).toEqual([{ role: 'operator', about: 'reviews', subject: expect.any(String) }]);
    });
    const unkeyed = await runIn({ SESSION_SECRET: '' }, syncReview);
    expect([unkeyed.code, unkeyed.out]).toEqual([2, '']);
    const { items } = JSON.parse((await run(syncReview, '--json')).out);
    const idOf = (field?: string): string => items.find((item: { field?: string }) => item.field === field).id;
    expect(items[0]).toMatchObject({ record, ids: { left: '101', right: '900' }, isOverdue: true });

    const tried = await run(syncReview, idOf('email'), '--take', 'crm', '--dry-run');
    expect(tried.out).toBe('1 item would be decided\n');
    const wrong = await run(syncReview, idOf('email'), '--value', 'no mail at all');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('this is no value of contact.email')]);
    expect(wrong.err).not.toContain('no mail at all');
    const whole = await run(syncReview, idOf(), idOf('email'), '--take', 'crm');
    expect([whole.code, whole.err]).toEqual([1, expect.stringContaining('about the whole record')]);
    expect((await run(syncReview, idOf('email'), '--take', 'crm')).out).toBe(
      '1 item decided; a running server does it\n',
    );
    expect((await run(syncReview, idOf('phone'), '--value', '(415) 555-0199')).code).toBe(0);
    expect((await run(syncReview, idOf(), '--take', 'neither')).code).toBe(0);
    expect((await run(syncReview)).out).toContain(`decided by ${me}, about to be done`);
    await within(async (database, stage) => {
      const chosen = await storeOf(database, stage).transact(contact, (tx) => tx.chosen(9));
      const choices = new Map(chosen.map(({ field, by, choice }) => [field, { by, choice }]));
      expect(choices).toEqual(
        new Map([
          ['email', { by: me, choice: { kind: 'left' } }],
          ['phone', { by: me, choice: { kind: 'value', value: '+14155550199' } }],
          [undefined, { by: me, choice: { kind: 'neither' } }],
        ]),
      );
      expect((await stage.jobs.waiting({ queue: syncQueue.name }, 10)).map(({ ids }) => ids.work)).toContain('decided');
      const recorded = await database.db.selectFrom('audit').select(['tenant', 'action', 'role']).execute();
      const row = { tenant: 'acme', action: 'sync.decided', role: 'operator' };
      expect(recorded.filter(({ action }) => action === 'sync.decided')).toEqual([row, row, row]);
      await storeOf(database, stage).transact(contact, (tx) => tx.done(chosen[0]!, {}));
    });
    const late = await run(syncReview, ...items.map(({ id }: { id: string }) => id), '--take', 'neither');
    expect([late.code, late.err]).toEqual([
      1,
      expect.stringMatching(/is not open: .*\n(?:.*\n)*Nothing has been decided/),
    ]);
  });

  it('says how it stands, without a value of anybody, and tries again what was not taken', async () => {
    await within(async (database, stage) => {
      await storeOf(database, stage).transact(contact, async (tx) => {
        const record = (await tx.link([['101', '900']]))[0]!;
        const { id } = record;
        await tx.begin('right', [{ record: id, values: { email: SECRET } }], [record]);
        await tx.open([{ record: id, field: 'email', why: 'older_kept', blocks: false, left: SECRET, right: null }]);
        const letter = { record: id, side: 'right', field: 'email', reason: 'duplicate' } as const;
        await tx.bury([letter, { ...letter, field: 'phone', reason: 'validation', valueClass: 'too_long' }]);
      });
      await storeOf(database, stage).moveCursor(contact, 'left', 'c1');
      await createSyncRuns(database.db, stage.jobs).ask(acme, 'contact', 'dry_run', me);
      await doRuns(database, stage);
    });
    const { code, out } = await run(syncStatus, 'contact');
    expect(code).toBe(0);
    expect(out).not.toContain(SECRET);
    for (const line of [
      /pairs +1\n/,
      /batch to the helpdesk +1 record, sent less than a minute ago, under way\n/,
      /looked at the CRM +less than a minute ago/,
      /looked at the helpdesk +never\n/,
      /for a person +1 item open, 0 holding a value back\n/,
      /not accepted +1 duplicate, 1 validation\n/,
      /last run +dry run asked for .*: this would change 2 values on 2 records\n/,
      / {2}phone {2}0 in the CRM, 2 in the helpdesk\n/,
      /validation: too long\n/,
    ])
      expect(out).toMatch(line);
    const json = await run(syncStatus, 'contact', '--json');
    expect(json.out).not.toContain(SECRET);
    const { objects, letters } = JSON.parse(json.out);
    expect(objects).toMatchObject([{ object: 'contact', records: { linked: 1, held: 0 }, lastRun: { state: 'done' } }]);
    expect((await run(syncStatus, '--json')).out).toMatch(/"company"/);

    expect((await run(syncReplay, '--all', '--dry-run')).out).toMatch(/\n2 values would be tried again\n$/);
    expect((await run(syncReplay, '--reason', 'duplicate')).out).toMatch(/\n1 value is tried again\n$/);
    expect((await run(syncReplay, letters[0].id, '--json')).out).toMatch(/"replayed":1/);
    expect((await run(syncStatus, 'contact')).out).toContain(`tried again for ${me}`);
    await within(async (database, stage) => {
      expect(await storeOf(database, stage).transact(contact, (tx) => tx.toReplay(9))).toHaveLength(
        letters[0].reason === 'duplicate' ? 1 : 2,
      );
    });
  });
}

const someId = '00000000-0000-4000-8000-000000000000';
describe('a question about sync that is asked wrongly', () => {
  it.each([
    [syncPlan, ['a', 'b'], 'write sidelight sync plan'],
    [syncReconcile, [], 'write sidelight sync reconcile'],
    [syncRun, [], 'write sidelight sync run'],
    [syncPause, ['--all'], 'write sidelight sync pause'],
    [syncStatus, ['--all'], 'write sidelight sync status'],
    [syncReplay, [], 'say which'],
    [syncReplay, ['--dry-run'], 'say which'],
    [syncReplay, ['--all', '--object', 'contact'], 'leave the rest out'],
    [syncReplay, ['--reason', 'because'], 'there is no reason because'],
    [syncReplay, ['1'], 'is no id'],
    [syncReview, ['--take', 'crm'], 'say which items'],
    [syncReview, [someId], 'say --take'],
    [syncReview, [someId, '--take', 'both'], 'there is no side both'],
    [syncReview, [someId, '--take', 'crm', '--value', 'x'], 'say --take'],
    [syncReview, [someId, '--value', 'Ana', 'Müller'], 'in quotes'],
  ])('is answered with what is wrong with it: %#', async (verb, args, why) => {
    const { code, err } = await ask(verb, {}, args);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    expect(err).not.toContain('Müller');
  });
});
