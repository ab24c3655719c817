import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jobsList } from '@sidelight/api/cli/jobs-list.ts';
import { jobsDiscard, jobsRetry } from '@sidelight/api/cli/jobs-settle.ts';
import { jobsShow } from '@sidelight/api/cli/jobs-show.ts';
import type { Verb } from '@sidelight/api/cli/verb.ts';
import { giveUp } from '@sidelight/api/jobs/outcome.ts';
import { markQueue, queues, webhookQueue } from '@sidelight/api/jobs/queues.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deadLettersOf, openJobStage } from './job-stage.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const signal = new AbortController().signal;
const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const appKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();

async function ask(verb: Verb, folder: string, ...args: string[]) {
  const said = { out: '', err: '' };
  const code = await verb.run(args, {
    ...{ cwd: '/', now: Date.now, signal },
    env: {
      ...{ SIDELIGHT_TENANT: 'acme', ZENDESK_INSTALLATION_ID: '1', ZENDESK_TOKEN: 't', DATA_DIR: folder },
      ZENDESK_APP_PUBLIC_KEY: appKey,
      SESSION_SECRET: Buffer.alloc(32, 1).toString('base64'),
    },
    out(text) {
      said.out += text;
    },
    err(text) {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe('sidelight jobs', { timeout: 60_000 }, () => {
  let folder: string;
  let ids: readonly string[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sidelight-'));
    const database = await openDatabase({ dataDir: folder });
    const stage = await openJobStage(database, [...queues]);
    const { db } = database;
    const mark = (ticketId: string) => ({ ticketId, basis: 'i1' });
    await stage.jobs.put(db, markQueue, [
      { tenant: acme, ids: mark('1') },
      { tenant: acme, ids: mark('2') },
      { tenant: other, ids: mark('3') },
    ]);
    await stage.work(markQueue, {
      run: async ({ ids: { ticketId } }) => giveUp(ticketId === '2' ? 'refused' : 'no_answer'),
    });
    await stage.jobs.put(db, webhookQueue, [{ tenant: acme, ids: { deliveryId: 'd1' } }]);
    const letters = await deadLettersOf(database, stage.jobs);
    ids = letters.toSorted((a, b) => (a.ids.ticketId! < b.ids.ticketId! ? -1 : 1)).map(({ id }) => id);
    await stage.close();
    await database.close();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (verb: Verb, ...args: string[]) => ask(verb, folder, ...args);

  it('lists what was given up and what waits, by queue, tenant and reason, and shows one', async () => {
    const all = await run(jobsList);
    expect([all.code, all.err]).toEqual([0, '']);
    expect(all.out).toMatch(/^given up: 3\n/);
    expect(all.out).toMatch(/mark {2}acme {2}basis=i1 ticketId=2 {2}tried once {2}given up [0-9TZ:-]+ {2}refused\n/);
    expect(all.out).toMatch(/waiting: 1\n {2}\S+ {2}webhook {2}acme {2}deliveryId=d1 {2}not tried yet {2}due /);
    expect((await run(jobsList, '--tenant', 'other')).out).toMatch(/^given up: 1\n.*\nwaiting: 0\n$/);
    expect((await run(jobsList, '--reason', 'refused')).out).toMatch(/^given up: 1\n.*refused\n$/);
    expect((await run(jobsList, '--queue', 'webhook')).out).toMatch(/^given up: 0\nwaiting: 1\n/);
    expect((await run(jobsShow, ids[1]!)).out).toMatch(/refused\n$/);
    const nobody = await run(jobsShow, '00000000-0000-4000-8000-000000000000');
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('there is no job')]);
  });

  it('puts back, or discards, by id, by reason or by filter: tried first, and safe to repeat', async () => {
    const tried = await run(jobsRetry, '--reason', 'no_answer', '--dry-run');
    expect(tried.out.split('\n').slice(-2)).toEqual(['2 would be put back', '']);
    expect((await run(jobsRetry, '--reason', 'no_answer', '--tenant', 'acme')).out).toBe('1 put back\n');
    expect((await run(jobsRetry, '--reason', 'no_answer', '--tenant', 'acme')).out).toBe('0 put back\n');
    expect((await run(jobsRetry, ids[0]!)).out).toBe('0 put back\n');
    expect((await run(jobsDiscard, ids[1]!)).out).toBe('1 discarded\n');
    expect((await run(jobsDiscard, '--queue', 'mark')).out).toBe('1 discarded\n');
    const { out } = await run(jobsList);
    expect(out).toMatch(/^given up: 0\nwaiting: 2\n/);
    expect(out).toMatch(/mark {2}acme {2}basis=i1 ticketId=1 {2}not tried yet/);
    const { db, close } = await openDatabase({ dataDir: folder });
    const rows = await db.selectFrom('audit').select(['tenant', 'action', 'role']).orderBy('at').execute();
    await close();
    expect(rows).toEqual([
      { tenant: 'acme', action: 'jobs.retried', role: 'operator' },
      { tenant: 'acme', action: 'jobs.discarded', role: 'operator' },
      { tenant: 'other', action: 'jobs.discarded', role: 'operator' },
    ]);
  });
});

describe('a question about jobs that is asked wrongly', () => {
  it.each([
    [jobsRetry, [], 'say which'],
    [jobsDiscard, ['--dry-run'], 'say which'],
    [jobsRetry, ['--reason', 'because'], 'there is no reason because'],
    [jobsList, ['--queue', 'sync'], 'there is no queue sync'],
    [jobsList, ['--tenant', 'A b'], 'no helpdesk'],
    [jobsList, ['--all'], 'write sidelight jobs list'],
    [jobsRetry, ['1', '2'], 'It takes one word besides its options.'],
    [jobsRetry, ['1'], 'is no job’s'],
    [jobsShow, [], 'name a job'],
  ])('is answered with what is wrong with it: %#', async (verb, args, why) => {
    const { code, err } = await ask(verb, '/nowhere', ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  });
});
