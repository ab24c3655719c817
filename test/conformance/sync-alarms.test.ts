import { join } from 'node:path';
import { createOwners } from '@sidelight/api/alerts/owners.ts';
import { syncAlarms } from '@sidelight/api/composition/sync-alarms.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { createAlertLog } from '@sidelight/api/store/alert-log.ts';
import { createAsleepWork } from '@sidelight/api/store/asleep-work.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createFieldStore } from '@sidelight/api/store/sync-fields.ts';
import { createSyncRuns } from '@sidelight/api/store/sync-runs.ts';
import { createSyncStore } from '@sidelight/api/store/sync-store.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { noCounts } from '@sidelight/api/sync/reconciled.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const acme = requireTenant('acme');
const contact = { tenant: acme, object: 'contact' };
const never = new AbortController().signal;
const HOUR_MS = 3_600_000;

/** Owners are told once when something begins and once when it is over, from what is stored. */
onEachDatabase('alarms of sync', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  let map: IntegrationMap;
  const clock = { ms: 0 };
  const now = () => clock.ms;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
    map = await loadMap(join(import.meta.dirname, '../../map'), AbortSignal.timeout(10_000));
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    clock.ms = Date.now();
    await createSyncSwitches(opened.db, stage.jobs).set(acme, 'contact', true, 'cli:ana');
  });
  afterEach(async () => {
    const tables = [
      ...(['alerts', 'sync_alarms', 'sync_figures', 'sync_reviews', 'sync_dead_letters', 'sync_runs'] as const),
      ...(['sync_switches', 'sync_records', 'sync_batches', 'sync_cursors', 'sync_fields_aside'] as const),
      ...(['webhook_inbox', 'journals'] as const),
    ] as const;
    for (const table of tables) await opened.db.deleteFrom(table).execute();
  });
  const store = () => createSyncStore(opened.db, stage.jobs, now);
  function watch(over = map) {
    const log = createAlertLog(opened.db, stage.jobs);
    const owners = createOwners({ tenant: acme, map: over, log, untilTried: async () => {}, now });
    return syncAlarms({ tenant: acme, map: over, db: opened.db, owners, now, steadyNow: now })[0]!;
  }
  /** A minute later, by a process that may be another one. */
  async function look(over = map): Promise<readonly unknown[]> {
    clock.ms += 61_000;
    const before = await opened.db.selectFrom('alerts').select('id').execute();
    await watch(over).run(never);
    const rows = await opened.db
      .selectFrom('alerts')
      .selectAll()
      .where('channel', 'like', '%slack')
      .orderBy('id')
      .execute();
    const known = new Set(before.map(({ id }) => id));
    return rows.filter(({ id }) => !known.has(id)).map(({ message }) => message);
  }
  const conflict = { record: 'r', why: 'manual', blocks: true, left: 'ana@x.test', right: null } as const;

  it('a conflict past its time begins once for the business owner, and is over once it is decided', async () => {
    expect(await look()).toEqual([]);
    await store().transact(contact, (tx) => tx.open([{ ...conflict, field: 'email' }]));
    await sql`update sync_reviews set opened_at = now() - interval '25 hours'`.execute(opened.db);
    const [message, ...others] = await look();
    expect(others).toEqual([]);
    expect(message).toMatchObject({ kind: 'sync', what: 'began', alarm: 'reviews_overdue', value: 1, limit: 0 });
    expect(JSON.stringify(message)).not.toContain('x.test');
    expect([await look(), await look()]).toEqual([[], []]);
    await store().transact(contact, (tx) => tx.close('r', 'email'));
    expect(await look()).toMatchObject([
      { what: 'over', alarm: 'reviews_overdue', since: (message as { since: string }).since },
    ]);
    expect(await look()).toEqual([]);
  });

  it('a flow that is slow, or that refuses much, begins for that flow', async () => {
    const many = (n: number) => Array.from({ length: n });
    await store().note(
      contact,
      many(19).map(() => ({ name: 'lag', side: 'left', ms: 600_000 })),
    );
    expect(await look()).toEqual([]);
    await store().note(contact, [{ name: 'lag', side: 'left', ms: 600_000 }]);
    await store().note(
      contact,
      many(30).map(() => ({ name: 'written', side: 'right' })),
    );
    await store().note(
      contact,
      many(3).map(() => ({ name: 'refused', side: 'right', reason: 'mapping' })),
    );
    expect(await look()).toMatchObject([
      { alarm: 'lag', object: 'contact', system: 'CRM', limit: 120_000 },
      { alarm: 'failures', object: 'contact', system: 'Helpdesk', value: 3 / 33 },
    ]);
    clock.ms += 3 * HOUR_MS;
    const over = (await look()).filter((message) => (message as { alarm: string }).alarm !== 'unread');
    expect(over.map((message) => (message as { what: string }).what)).toEqual(['over', 'over']);
  });

  it('values that have waited long are a lag too, though none was answered', async () => {
    await store().transact(contact, async (tx) => {
      const [record] = await tx.link([['1', '9']]);
      const right = { sent: [], target: { value: 'x', isSent: false } };
      await tx.save([{ ...record!, fields: { phone: { left: { sent: [] }, right, rounds: [] } } }]);
    });
    await sql`update sync_records set open_right_since = now() - interval '1 hour'`.execute(opened.db);
    expect(await look()).toMatchObject([{ alarm: 'lag', object: 'contact', system: 'Helpdesk' }]);
  });

  it('however often they are tried, and while nobody knows their end', async () => {
    const target = (isSent: boolean) => ({ sent: [], target: { value: 'x', isSent } });
    const fields = (isSent: boolean) => ({ phone: { left: { sent: [] }, right: target(isSent), rounds: [] } });
    await store().transact(contact, async (tx) => {
      const [record] = await tx.link([['1', '9']]);
      await tx.save([{ ...record!, fields: fields(false) }]);
    });
    await sql`update sync_records set open_right_since = now() - interval '1 hour'`.execute(opened.db);
    await store().transact(contact, async (tx) => {
      const due = await tx.due('right', 10);
      await tx.begin('right', [{ record: due[0]!.id, values: { phone: 'x' } }], due);
      await tx.save(due.map((record) => ({ ...record, fields: fields(true) })));
    });
    expect(await look()).toMatchObject([{ alarm: 'lag', what: 'began' }]);
    await store().transact(contact, async (tx) => {
      const [record] = await tx.bySide('right', ['9']);
      await tx.save([{ ...record!, fields: fields(false) }]);
      await tx.end((await tx.batch('right'))!, []);
    });
    expect(await look()).toEqual([]);
    await store().transact(contact, async (tx) => {
      const [record] = await tx.bySide('right', ['9']);
      await tx.save([{ ...record!, fields: {} }]);
    });
    expect(await look()).toMatchObject([{ alarm: 'lag', what: 'over' }]);
  });

  it('a side that has told nothing for long begins, though every call of it was swallowed', async () => {
    await store().moveCursor(contact, 'left', 'a');
    await store().moveCursor(contact, 'right', 'b');
    const old = sql`now() - interval '3 hours'`;
    await sql`update sync_switches set set_at = ${old}`.execute(opened.db);
    await sql`update sync_cursors set moved_at = now()`.execute(opened.db);
    expect(await look()).toEqual([]);
    await sql`update sync_cursors set moved_at = ${old} where side = 'right'`.execute(opened.db);
    expect(await look()).toMatchObject([{ alarm: 'unread', object: 'contact', system: 'Helpdesk', limit: 7_200_000 }]);
    await store().moveCursor(contact, 'right', 'c');
    expect(await look()).toMatchObject([{ alarm: 'unread', what: 'over' }]);
    await sql`delete from sync_cursors`.execute(opened.db);
    expect(await look()).toMatchObject([{ alarm: 'unread', system: 'CRM' }, { alarm: 'unread' }]);
    // The CRM's journal was read to its end: it has told of everything.
    await sql`insert into journals (tenant, system, read_at) values (${acme}, 'crm', ${new Date(clock.ms)})`.execute(
      opened.db,
    );
    expect(await look()).toMatchObject([{ alarm: 'unread', system: 'CRM', what: 'over' }]);
  });

  it('drift is that of the last comparison, and not what had gathered before sync was switched on', async () => {
    const runs = createSyncRuns(opened.db, stage.jobs);
    const compared = async (kind: 'dry_run' | 'compare', changed: number) => {
      const id = await runs.ask(acme, 'contact', kind, 'cli:ana');
      await runs.ended(acme, id, { ...noCounts(), linked: 100, changed });
    };
    await compared('dry_run', 60);
    await compared('compare', 60);
    expect(await look()).toEqual([]);
    await compared('dry_run', 30);
    expect(await look()).toMatchObject([{ alarm: 'drift', object: 'contact', value: 0.3, limit: 0.02 }]);
    await compared('compare', 1);
    expect(await look()).toMatchObject([{ what: 'over', alarm: 'drift' }]);
  });

  it('a field that is set aside is told of by name, each once, and once when it flows again', async () => {
    const fields = createFieldStore(opened.db, stage.jobs, () => clock.ms);
    const gone = { field: 'phone', side: 'right', why: 'gone', lost: [] } as const;
    await fields.change(contact, { began: [gone], changed: [], forgotten: [] });
    expect(await look()).toMatchObject([
      { what: 'began', alarm: 'field_aside', object: 'contact.phone', system: 'Helpdesk' },
    ]);
    expect(await look()).toEqual([]);
    await fields.change(contact, { began: [{ ...gone, field: 'email', side: 'left' }], changed: [], forgotten: [] });
    expect(await look()).toMatchObject([{ alarm: 'field_aside', object: 'contact.email', system: 'CRM' }]);
    await fields.change(contact, { began: [], changed: [{ ...gone, isReturning: true }], forgotten: [] });
    expect(await look()).toEqual([]);
    await fields.release(contact, 'phone');
    expect(await look()).toMatchObject([{ what: 'over', alarm: 'field_aside', object: 'contact.phone' }]);
  });

  it('a webhook is silent where the same hours a week ago had deliveries', async () => {
    await sql`insert into webhook_inbox (tenant, system, delivery_id, body, received_at, taken_until)
      values (${acme}, 'helpdesk', 'd', '{}', ${new Date(clock.ms - 8 * HOUR_MS)}, now())`.execute(opened.db);
    expect(await look()).toEqual([]);
    const hour = new Date(Math.floor((clock.ms - 7 * 24 * HOUR_MS) / HOUR_MS - 3) * HOUR_MS);
    const delivered = { object: '', name: 'delivered', side: '', detail: 'helpdesk', n: 50 };
    await opened.db
      .insertInto('sync_figures')
      .values({ tenant: acme, hour, ...delivered })
      .execute();
    expect(await look()).toMatchObject([{ alarm: 'webhook_silence', system: 'Helpdesk', limit: 21_600_000 }]);
  });

  it('what nobody can be told of is told when somebody can, and all is over when sync is switched off', async () => {
    await store().transact(contact, (tx) =>
      tx.bury(
        Array.from({ length: 101 }, (_, i) => ({ record: `r${i}`, side: 'left', field: 'f', reason: 'mapping' })),
      ),
    );
    const deaf = {
      ...map,
      teams: Object.fromEntries(Object.entries(map.teams).map(([id, team]) => [id, { ...team, alerts: [] }])),
    };
    expect(await look(deaf)).toEqual([]);
    expect(await look()).toMatchObject([{ alarm: 'failures' }, { alarm: 'dead_letters', value: 101 }]);
    expect(await createAsleepWork(opened.db).unwatchedSync()).toEqual([acme]);
    await createSyncSwitches(opened.db, stage.jobs).set(acme, 'contact', false, 'cli:ana');
    expect((await look()).map((message) => (message as { what: string }).what)).toEqual(['over', 'over']);
    expect(await createAsleepWork(opened.db).unwatchedSync()).toEqual([]);
  });
});
