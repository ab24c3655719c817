import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { syncPlan, syncReconcile } from '@sidelight/api/cli/sync-compare.ts';
import { syncReplay } from '@sidelight/api/cli/sync-replay.ts';
import { syncReview } from '@sidelight/api/cli/sync-review.ts';
import { syncStatus } from '@sidelight/api/cli/sync-status.ts';
import { syncPause, syncResume, syncRun } from '@sidelight/api/cli/sync-switch.ts';
import type { Verb } from '@sidelight/api/cli/verb.ts';
import { done } from '@sidelight/api/jobs/outcome.ts';
import { queues, syncQueue, syncRunQueue } from '@sidelight/api/jobs/queues.ts';
import { type DatabaseOptions, type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmptyPostgres } from './fresh-postgres.ts';
import { type JobStage, openJobStage } from './job-stage.ts';

const acme = requireTenant('acme');
const contact = { tenant: acme, object: 'contact' };
const me = `cli:${userInfo().username}`;
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
const SECRET = 'ana@private.test';
const result = {
  ...{ left: 3, right: 2, linked: 2, newLinks: 1, alone: { left: 1, right: 0 }, ambiguous: 1 },
  ...{ writes: { phone: { left: 0, right: 2 } }, changed: 2, asked: 1, unreadable: 4 },
};

interface Asked {
  readonly stop?: AbortSignal;
  onErr?(text: string): void;
}
async function ask(verb: Verb, env: Record<string, string>, args: readonly string[], { stop, onErr }: Asked = {}) {
  const said = { out: '', err: '' };
  const code = await verb.run(args, {
    ...{ cwd: '/', now: Date.now, signal: stop ?? new AbortController().signal },
    env: {
      ...{ SIDELIGHT_TENANT: 'acme', ZENDESK_INSTALLATION_ID: '1', ZENDESK_TOKEN: 't' },
      ...{ ZENDESK_APP_PUBLIC_KEY: appKey, MAP_DIR: join(import.meta.dirname, '../../map'), ...env },
    },
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
      onErr?.(text);
    },
  });
  return { code, ...said };
}

interface Place {
  readonly options: DatabaseOptions;
  readonly env: Record<string, string>;
  drop(): Promise<void>;
}
async function onDisk(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'sidelight-'));
  return { options: { dataDir: folder }, env: { DATA_DIR: folder }, drop: () => rm(folder, { recursive: true }) };
}
async function onServer(server: string): Promise<Place> {
  const { url, drop } = await createEmptyPostgres(server);
  return { options: { url }, env: { DATABASE_URL: url }, drop };
}

const postgresUrl = process.env.TEST_DATABASE_URL;
/** A PGlite folder takes seconds to open, and each verb opens it: the reads themselves are tested on either database. */
if (postgresUrl)
  describe('sidelight sync on PostgreSQL', { timeout: 60_000 }, () => {
    promises(() => onServer(postgresUrl));
    watched(() => onServer(postgresUrl));
  });
else describe('sidelight sync on PGlite', { timeout: 180_000 }, () => promises(onDisk));

function placed(make: () => Promise<Place>) {
  let place: Place;
  beforeEach(async () => {
    place = await make();
  });
  afterEach(() => place.drop());
  return {
    run: (verb: Verb, ...args: string[]) => ask(verb, place.env, args),
    watch: (verb: Verb, args: readonly string[], asked: Asked) => ask(verb, place.env, args, asked),
    /** As a server would, which has the database for itself meanwhile. */
    async within<T>(work: (database: OpenDatabase, stage: JobStage) => Promise<T>): Promise<T> {
      const database = await openDatabase(place.options);
      const stage = await openJobStage(database, [...queues]);
      try {
        return await work(database, stage);
      } finally {
        await stage.close();
        await database.close();
      }
    },
  };
}

const storeOf = ({ db }: OpenDatabase, { jobs }: JobStage) =>
  createSyncStore(db, jobs, { now: Date.now, reviewDueMs: 86_400_000 });

/** Begins and ends every run that was asked for. */
const doRuns = ({ db }: OpenDatabase, stage: JobStage) =>
  stage.work(syncRunQueue, {
    async run({ tenant, ids: { runId } }) {
      const runs = createSyncRuns(db, stage.jobs);
      await runs.began(tenant, runId, { phase: 'reading_left', done: 3 });
      await runs.ended(tenant, runId, result);
      return done;
    },
    abandon: async () => {},
  });

function promises(make: () => Promise<Place>): void {
  const { run, within } = placed(make);

  it('switches on only what a dry run of this week has shown, pauses it, and resumes it', async () => {
    const refused = await run(syncRun, 'contact');
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('sidelight sync plan contact')]);
    expect((await run(syncResume, 'contact')).code).toBe(1);
    expect((await run(syncRun, 'ticket')).err).toBe('the map keeps no ticket in agreement: contact, company\n');
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
    // It was on before: however old the dry run, it may go on.
    await within(({ db }) => sql`delete from sync_runs`.execute(db));
    expect((await run(syncResume)).out).toMatch(/^contact: on/);
    expect((await run(syncStatus)).out).toMatch(new RegExp(`contact\\n {2}switched +on since .* by ${me}\\n`));
  });

  it('shows what waits for a person with both values, and takes a side, another value or none', async () => {
    const record = await within((database, stage) =>
      storeOf(database, stage).transact(contact, async (tx) => {
        const { id } = await tx.link('101', '900');
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
      const chosen = await storeOf(database, stage).transact(contact, (tx) => tx.chosen());
      const choices = new Map(chosen.map(({ field, by, choice }) => [field, { by, choice }]));
      expect(choices).toEqual(
        new Map([
          ['email', { by: me, choice: { kind: 'left' } }],
          ['phone', { by: me, choice: { kind: 'value', value: '+14155550199' } }],
          [undefined, { by: me, choice: { kind: 'neither' } }],
        ]),
      );
      expect((await stage.jobs.waiting({ queue: syncQueue.name }, 10)).map(({ ids }) => ids.work)).toContain('decided');
      await storeOf(database, stage).transact(contact, (tx) => tx.done(chosen[0]!));
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
        const { id } = await tx.link('101', '900');
        await tx.begin('right', [{ record: id, values: { email: SECRET } }]);
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
      /not taken +1 duplicate, 1 validation\n/,
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
      expect(await storeOf(database, stage).transact(contact, (tx) => tx.toReplay())).toHaveLength(
        letters[0].reason === 'duplicate' ? 1 : 2,
      );
    });
  });
}

/** Only where a server can work in the database meanwhile. */
function watched(make: () => Promise<Place>): void {
  const { within, watch, run } = placed(make);

  it('asks for a dry run, tells how a server gets on with it, and says what it would change', async () => {
    await within(async (database, stage) => {
      const asking = watch(syncPlan, ['contact'], {});
      while ((await doRuns(database, stage)) === 0) await new Promise((resolve) => setTimeout(resolve, 100));
      const { code, out, err } = await asking;
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(/^contact: dry run asked for .* by cli:.*: this would change 2 values on 2 records\n/);
      expect(out).toMatch(/several partners fit +1 record\n/);
      expect(out).toMatch(/nobody can read +4 values\n/);
    });
    expect((await run(syncRun, 'contact')).code).toBe(0);
  });

  it('leaves the run going when it is interrupted, and takes it up again', async () => {
    await within(async (database, stage) => {
      const stop = new AbortController();
      const asking = watch(syncPlan, ['contact', '--json'], { stop: stop.signal });
      const runs = createSyncRuns(database.db, stage.jobs);
      while ((await runs.latest(acme, 1)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      stop.abort();
      const { code, out, err } = await asking;
      expect([code, err]).toEqual([1, 'It goes on. `sidelight sync status` shows how it gets on.\n']);
      expect(JSON.parse(out)).toMatchObject({ runs: [{ object: 'contact', kind: 'dry_run', state: 'waiting' }] });
      let told = '';
      const again = watch(syncPlan, ['contact'], {
        onErr(text) {
          told += text;
        },
      });
      while (told === '') await new Promise((resolve) => setTimeout(resolve, 50));
      expect(await doRuns(database, stage)).toBe(1);
      expect((await again).code).toBe(0);
      expect(told).toMatch(/^contact: cli:.* has asked for it already\n/);
      expect(await runs.latest(acme, 10)).toHaveLength(1);
    });
  });
}

describe('a dry run in a folder that one process has for itself', { timeout: 60_000 }, () => {
  const { run, within } = placed(onDisk);
  it('is put in line, with how to have it done', async () => {
    const { code, out, err } = await run(syncPlan);
    expect([code, out]).toEqual([0, '']);
    expect(err).toMatch(/start the server/);
    await within(async ({ db }, { jobs }) => {
      const asked = await createSyncRuns(db, jobs).latest(acme, 10);
      expect(asked.map(({ object, kind, state }) => [object, kind, state]).sort()).toEqual([
        ['company', 'dry_run', 'waiting'],
        ['contact', 'dry_run', 'waiting'],
      ]);
    });
  });
});

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
