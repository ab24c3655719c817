import { queues, syncQueue } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const scope = { tenant: requireTenant('acme'), object: 'contact' };

onEachDatabase('a record that we are told of', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let nowMs = 1_800_000_000_000;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    await sql`delete from sync_told`.execute(opened.db);
    await sql`delete from sync_list_marks`.execute(opened.db);
  });
  const store = () => createSyncStore(opened.db, stage.jobs, () => nowMs);

  it('waits once, however often we are told, behind those we were told of before', async () => {
    for (const id of ['1', '2', '1']) {
      nowMs += 10;
      await store().tell(scope, 'right', [id]);
    }
    expect((await store().told(scope, 'right', 10)).map(({ vendorId }) => vendorId)).toEqual(['2', '1']);
    expect(await store().told(scope, 'right', 1)).toHaveLength(1);
    expect(await store().told(scope, 'left', 10)).toEqual([]);
    expect(await store().told({ ...scope, tenant: requireTenant('other') }, 'right', 10)).toEqual([]);
  });

  it('waits no more once it is read, unless we were told again meanwhile', async () => {
    await store().tell(scope, 'right', ['1']);
    await store().tell(scope, 'right', ['2']);
    const read = await store().told(scope, 'right', 10);
    nowMs += 10;
    await store().tell(scope, 'right', ['2']);
    await store().heard(scope, 'right', read);
    expect((await store().told(scope, 'right', 10)).map(({ vendorId }) => vendorId)).toEqual(['2']);
  });

  it('is read by a job of its own', async () => {
    await store().tell(scope, 'left', ['7']);
    const taken = await stage.jobs.claim(syncQueue, 10);
    expect(taken.map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ object: 'contact', work: 'told_left' }),
    );
  });

  it('has nothing to do with the places in a list, which are kept and replaced', async () => {
    expect(await store().marks(scope, 'left')).toEqual([]);
    await store().keepMarks(scope, 'left', ['100', '200']);
    await store().keepMarks(scope, 'left', ['150']);
    expect(await store().marks(scope, 'left')).toEqual(['150']);
    await sql`update sync_list_marks set marks = '{"old": true}'`.execute(opened.db);
    expect(await store().marks(scope, 'left')).toEqual([]);
  });
});
