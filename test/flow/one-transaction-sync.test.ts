import { CorrectAnswer, TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import type { ReviewItem } from '@sidelight/shared/sync/review.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, it } from 'vitest';
import { type Command, proveOneTransaction, type RefusedRows, refuseRows } from './refused-rows.ts';
import { openSyncDesk, type SyncDeskStage } from './sync-desk-stage.ts';
import { syncOfContacts } from './sync-map.ts';
import { until } from './until.ts';

const contact = syncOfContacts.objects.contact!;
const phone = { ...contact.fields.phone!, correctable: true, nulls: 'keep' };
const objects = Sync.shape.objects.parse({ contact: { ...contact, fields: { ...contact.fields, phone } } });

const LETTER = crypto.randomUUID();

let stage: SyncDeskStage;
let rows: RefusedRows;
let item: ReviewItem;
let ticket: number;
let seen: unknown;
let correction = '';
beforeAll(async () => {
  stage = await openSyncDesk((map) => ({ ...map, sync: { ...syncOfContacts, objects } }));
  rows = await refuseRows(stage.db);
}, 90_000);
afterAll(() => stage.close());

const post = (path: string, body: object) => stage.product.post(`/v1/sync${path}`, stage.admin, body);
const fields = () => `/v1/tickets/${ticket}/fields`;
/** As somebody who reads it on both sides would find it. */
async function agreed() {
  const headers = { authorization: `Bearer ${stage.agent}` };
  const found = TicketFields.parse(await (await fetch(stage.product.url + fields(), { headers })).json());
  const field = found.records[0]?.fields.find(({ id }) => id === 'phone');
  return field?.state === 'agreed' && field.waiting.length === 0 ? field.value : undefined;
}
const runs = ['select id, kind from sync_runs'];
const corrections = ['select id from sync_corrections'];

const commands: readonly (Command & { readonly name?: string; before?(): Promise<void>; after?(): Promise<void> })[] = [
  {
    action: 'sync.compared',
    ask: () => post('/runs', { object: 'contact', kind: 'dry_run' }),
    changes: runs,
    after: () => until(async () => (await stage.contact()).run?.state === 'done', 20_000),
  },
  {
    action: 'sync.switched',
    ask: () => post('/switch', { object: 'contact', isOn: true }),
    changes: ['select object, is_on, set_by from sync_switches'],
    async after() {
      await stage.run('compare');
      await stage.look();
      await until(async () => (await stage.contact()).sides.left.readAt !== undefined, 15_000);
    },
  },
  {
    action: 'sync.decided',
    async before() {
      ({ item } = await stage.conflict(1, '+12125550111', '+12125550122'));
    },
    ask: () => post('/reviews', { ids: [item.id], choice: { take: 'right' } }),
    changes: ['select id, choice from sync_reviews', 'select id from sync_reviews where closed_at is null'],
    after: () => until(async () => (await stage.decided())[0]?.decided?.isDone === true, 15_000),
  },
  {
    action: 'sync.undone',
    ask: () => post('/reviews/undo', { ids: [item.id] }),
    changes: ['select id, undo_by, closed_at from sync_reviews'],
  },
  {
    action: 'sync.replayed',
    async before() {
      await sql`insert into sync_dead_letters (tenant, object, record, side, field, id, reason, value_class)
        select tenant, object, id, 'right', 'phone', ${LETTER}, 'validation', 'too_long'
        from sync_records order by id limit 1`.execute(stage.db);
    },
    ask: () => post('/replay', { id: LETTER }),
    changes: ['select id, replay_by from sync_dead_letters'],
  },
  {
    action: 'sync.corrected',
    async before() {
      const person = await stage.someone(4);
      ticket = stage.product.world.tickets[4]!.ticketId;
      stage.product.world.helpdesk.change(ticket, { requesterId: person.userId });
      await until(async () => (await agreed()) !== undefined, 15_000);
      seen = await agreed();
    },
    async ask() {
      const body = { object: 'contact', field: 'phone', value: '+12125550444', seen };
      const answer = await stage.product.post(fields(), stage.agent, body);
      const found = CorrectAnswer.safeParse(await answer.clone().json()).data;
      if (found?.kind === 'done') correction = found.id;
      return answer;
    },
    changes: corrections,
  },
  {
    action: 'sync.correction_undone',
    ask: () => stage.product.post(`${fields()}/undo`, stage.agent, { id: correction }),
    changes: corrections,
  },
  {
    action: 'sync.paused',
    async before() {
      await sql`insert into sync_runs (tenant, id, object, kind, state, asked_by)
        values ('acme', ${crypto.randomUUID()}, 'contact', 'compare', 'waiting', 'somebody')`.execute(stage.db);
    },
    ask: async () => post('/runs/pause', { id: await runBy('somebody'), isPaused: true }),
    changes: ['select id, state, pause_by from sync_runs'],
  },
  {
    ...{ name: 'to go on', action: 'sync.paused' },
    ask: async () => post('/runs/pause', { id: await runBy('somebody'), isPaused: false }),
    changes: ['select id, pause_by from sync_runs'],
  },
];

async function runBy(by: string): Promise<string | undefined> {
  const run = stage.db.selectFrom('sync_runs').select('id').where('asked_by', '=', by);
  return (await run.executeTakeFirst())?.id;
}

it.each(commands.map((command) => [`${command.action} ${command.name ?? ''}`.trim(), command] as const))(
  'is one transaction: %s',
  async (_, command) => {
    await command.before?.();
    await proveOneTransaction(stage.db, rows, command);
    await command.after?.();
  },
  60_000,
);
