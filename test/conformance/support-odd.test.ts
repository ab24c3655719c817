import type { ReadTickets } from '@sidelight/api/connectors/tickets-port.ts';
import { queues } from '@sidelight/api/jobs/queues.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createSupportStore } from '@sidelight/api/store/support-store.ts';
import { createSyncSwitches } from '@sidelight/api/store/sync-switches.ts';
import { fact, rules } from '@sidelight/api/support/fixtures.ts';
import { createSupportWorker } from '@sidelight/api/support/work.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import { TicketNotes } from '@sidelight/shared/map/sync.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';

const tenant = requireTenant('acme');
const signal = new AbortController().signal;
const label = { en: 'Ticket', de: 'Ticket' };
const notes = TicketNotes.parse({ label, about: ['contact'], shows: ['subject'], class: 'open' });

/** There, and in another shape than we know: nothing says that it is gone. */
onEachDatabase('a ticket that cannot be made out', (open) => {
  let opened: OpenDatabase;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    stage = await openJobStage(opened, [...queues]);
  });
  afterAll(async () => {
    await stage.close();
    await opened.close();
  });
  beforeEach(async () => {
    await createSyncSwitches(opened.db, stage.jobs).set(tenant, 'ticket', true, 'cli:ana');
    await store().look(tenant, { facts: [fact('1', 2), fact('2', 3)], gone: [], done: [], noted: ['1', '2'] });
    for (const id of ['1', '2']) await store().told(tenant, [id]);
    const written = ['1', '2'].map((ticketId) => ({ ticketId, hash: 'h', aboutAtMs: 1000 }));
    await store().noted(tenant, { written, refused: [], over: [], done: [] });
    await sql`update support_due set due_at = now() - interval '1 minute'`.execute(opened.db);
  });
  const store = () => createSupportStore(opened.db, stage.jobs);
  const no = () => Promise.reject(new Error('not asked for here'));
  function worker(read: ReadTickets, written: string[]) {
    const target = { batch: 100, read: async () => read, changed: no, breaches: no };
    const run = <T>(_: string, call: (own: AbortSignal) => Promise<T>, own: AbortSignal) => call(own);
    const timeline = {
      batch: 100,
      write: async (activities: readonly { readonly key: string }[]) => {
        written.push(...activities.map(({ key }) => key));
        return {
          items: Object.fromEntries(
            activities.map(({ key }) => [key, { kind: 'written', id: '7', versionMs: 1, values: {} } as const]),
          ),
        };
      },
    };
    return createSupportWorker({
      ...{ tenant, store: store(), rules, notes, helpdesk: () => ({ target, run }), history: () => undefined },
      ...{ timelines: () => ({ target: timeline, run }), isOn: async () => true, isNoted: async () => false },
      ...{ feed: async () => true, now: Date.now, steadyNow: () => 0 },
    });
  }

  it('keeps its facts, and one that is gone loses them', async () => {
    await worker({ stories: [], odd: ['1'] }, []).run('read', signal);
    expect((await store().tickets(tenant, ['1', '2'])).map(({ id }) => id)).toEqual(['1']);
    expect((await store().due(tenant, 'ticket', 10)).now).toEqual([]);
  });

  it('keeps its note as it is, and that of one that is gone says so', async () => {
    const written: string[] = [];
    expect(await worker({ stories: [], odd: ['1'] }, written).run('note', signal)).toEqual({ kind: 'done' });
    expect(written).toEqual(['ticket:acme:2']);
    expect([...(await store().notes(tenant, ['1', '2'])).keys()]).toEqual(['1']);
  });
});
