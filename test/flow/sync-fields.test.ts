import { Sync } from '@sidelight/shared/map/sync.ts';
import type { SyncRunView } from '@sidelight/shared/sync/sync-report.ts';
import {
  ProposalPage,
  RuleApplyAnswer,
  RulePatchAnswer,
  SyncCommandAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import type { HubspotProperty } from '../world/vendors/hubspot-properties.ts';
import { openSyncDesk, type SyncDeskStage } from './sync-desk-stage.ts';
import { syncOfContacts } from './sync-map.ts';
import { until } from './until.ts';

const { contact } = syncOfContacts.objects;
/** Contacts with a field more, of the admin's own. */
const sync = Sync.parse({
  owners: syncOfContacts.owners,
  wave: { deletes: 0.1, changes: 0.5, atLeast: 500 },
  objects: {
    contact: {
      ...contact,
      fields: {
        ...Object.fromEntries(
          Object.entries(contact!.fields).map(([id, { direction, ...field }]) => [
            id,
            { ...field, ...(direction === 'two_way' && { direction }) },
          ]),
        ),
        job_title: {
          ...{ label: 'Role', type: 'text', class: 'internal', owner: 'crm', nulls: 'propagate' },
          at: { crm: 'jobtitle', helpdesk: 'user_fields.job_title' },
        },
      },
    },
  },
});

let stage: SyncDeskStage;
beforeAll(async () => {
  stage = await openSyncDesk((map) => ({ ...map, sync }));
}, 90_000);
afterAll(() => stage.close());

const jobTitle: HubspotProperty = { name: 'jobtitle', type: 'string', fieldType: 'text' };
/** The CRM's admin changes the property, and the next look comes round. */
async function redefine(more: Partial<HubspotProperty>): Promise<void> {
  stage.product.world.crm.define('contacts', { ...jobTitle, ...more });
  await sql`update sync_definitions set asked_at = 'epoch'`.execute(stage.db);
  await sql`update sync_switches set asked_fields_at = 'epoch'`.execute(stage.db);
  await stage.look();
}
const aside = async () => (await stage.contact()).aside.map(({ field, side, why }) => `${field} ${side} ${why}`);
async function person(n: number) {
  const one = await stage.someone(n);
  const { directory } = stage.product.world.people;
  return {
    ...one,
    setRole: (jobtitle: string) =>
      editByHand(stage.product.world.crm, { kind: 'contacts', id: one.contactId, values: { jobtitle } }),
    role: () => directory.user(one.userId)?.fields.job_title ?? null,
  };
}
async function runField(kind: 'backfill' | 'backfill_dry_run', field = 'job_title'): Promise<SyncRunView> {
  const before = (await stage.contact()).fieldRun?.id;
  const asked = await stage.tell(SyncCommandAnswer, '/runs', { object: 'contact', kind, field }, stage.admin);
  if (asked.kind !== 'done') throw new Error(asked.why);
  await until(async () => {
    const { fieldRun } = await stage.contact();
    return fieldRun !== undefined && fieldRun.id !== before && ['done', 'failed'].includes(fieldRun.state);
  }, 20_000);
  return (await stage.contact()).fieldRun!;
}

describe('a dry run', () => {
  it('shows some of the records that would change, with the values to whoever may see them', async () => {
    const role = (await stage.product.world.people.directory.userIds()).length;
    expect(role).toBeGreaterThan(0);
    const dry = await stage.run('dry_run');
    expect(dry?.state).toBe('done');
    const sample = dry?.sample ?? [];
    expect(sample.length).toBeGreaterThan(0);
    expect(sample.length).toBeLessThanOrEqual(20);
    const change = sample.flatMap(({ changes }) => changes).find(({ field }) => field === 'job_title');
    expect(change).toMatchObject({ side: 'right', label: 'Role', from: null });
    expect(typeof change?.to).toBe('string');
    expect(sample[0]?.urls.right).toMatch(/\/agent\/users\/\d+$/);
    const asked = (await stage.contact()).definitions;
    expect(asked).toMatchObject({ left: { outcome: 'read' }, right: { outcome: 'read' } });
  });

  it('finds nothing wrong with the map’s fields', async () => {
    expect(await aside()).toEqual([]);
    await stage.switchOn();
    await stage.run('compare');
    const someone = await person(0);
    await until(() => someone.role() !== null, 20_000);
  });
});

describe('a property that is gone', () => {
  it('sets its field aside, tells its owner once, and the others flow', async () => {
    await redefine({ isArchived: true });
    await until(async () => (await aside()).length > 0, 15_000);
    expect(await aside()).toEqual(['job_title left gone']);
    const metrics = await (await stage.product.operator('/metrics')).text();
    expect(metrics).toContain('sidelight_sync_fields_aside{object="contact",why="gone"} 1');

    const someone = await person(1);
    const before = someone.role();
    someone.editInCrm('+12125550311');
    await stage.look();
    await until(() => someone.inHelpdesk() === '+12125550311', 15_000);
    expect(someone.role()).toBe(before);
    const refused = await stage.tell(
      SyncCommandAnswer,
      '/runs',
      { object: 'contact', kind: 'backfill_dry_run', field: 'job_title' },
      stage.admin,
    );
    expect(refused).toEqual({ kind: 'refused', why: 'aside' });
  });

  it('that comes back is compared by itself, and flows again', async () => {
    await redefine({});
    await until(async () => (await aside()).length === 0, 20_000);
    expect((await stage.contact()).fieldRun).toMatchObject({ kind: 'backfill', state: 'done', askedBy: 'sidelight' });
    const someone = await person(1);
    someone.setRole('Captain');
    await stage.look();
    await until(() => someone.role() === 'Captain', 15_000);
  });

  it('that comes back as another kind stays aside', async () => {
    await redefine({ type: 'date', fieldType: 'date' });
    await until(async () => (await aside()).length > 0, 15_000);
    expect(await aside()).toEqual(['job_title left type']);
    await redefine({});
    await until(async () => (await aside()).length === 0, 20_000);
  });
});

describe('one field', () => {
  it('is filled only once a dry run of it has been seen', async () => {
    const first = { object: 'contact', kind: 'backfill', field: 'phone' };
    expect(await stage.tell(SyncCommandAnswer, '/runs', first, stage.admin)).toEqual({
      ...{ kind: 'refused', why: 'no_dry_run' },
    });
    expect(
      (await stage.product.post('/v1/sync/runs', stage.admin, { object: 'contact', kind: 'backfill' })).status,
    ).toBe(400);
    const dry = await runField('backfill_dry_run', 'phone');
    expect(dry).toMatchObject({ state: 'done', fieldLabel: 'Phone' });
    expect(dry.result?.linked).toBeGreaterThan(10);
  });

  it('is brought into agreement, and nothing else is', async () => {
    const someone = await person(4);
    // Behind sync's back: the state is as if the field were new in the map.
    await sql`update sync_records set fields = fields - 'job_title' where left_id = ${someone.contactId}`.execute(
      stage.db,
    );
    const { directory } = stage.product.world.people;
    const user = directory.user(someone.userId)!;
    // An event of it would have it read, and filled before the dry run is over.
    directory.placeUser({ ...user, fields: { ...user.fields, job_title: null } });
    const dry = await runField('backfill_dry_run');
    expect(dry.result?.writes).toEqual([{ field: 'job_title', label: 'Role', left: 0, right: 1 }]);
    expect(dry.sample?.map(({ left }) => left)).toEqual([someone.contactId]);
    expect(someone.role()).toBe(null);
    const done = await runField('backfill');
    expect(done.result).toMatchObject({ changed: 1, refused: null });
    await until(() => someone.role() !== null, 15_000);
  });

  it('that is held goes on where it was', async () => {
    const runId = crypto.randomUUID();
    await sql`insert into sync_runs (tenant, id, object, field, kind, state, asked_by, pause_by)
      values ('acme', ${runId}, 'contact', 'job_title', 'backfill', 'paused', 'test', 'Olivia')`.execute(stage.db);
    await until(async () => (await stage.contact()).fieldRun?.state === 'paused');
    expect((await stage.contact()).fieldRun).toMatchObject({ pausedBy: 'Olivia' });
    const again = await stage.tell(SyncCommandAnswer, '/runs/pause', { id: runId, isPaused: true }, stage.admin);
    expect(again).toEqual({ kind: 'refused', why: 'not_under_way' });
    const goesOn = await stage.tell(SyncCommandAnswer, '/runs/pause', { id: runId, isPaused: false }, stage.admin);
    expect(goesOn).toEqual({ kind: 'done' });
    await until(async () => (await stage.contact()).fieldRun?.state === 'done', 15_000);
  });
});

describe('a field that both sides have and the map has not', () => {
  it('is proposed as a change of the map', async () => {
    const { proposals } = await stage.read(ProposalPage, '/fields');
    const interests = proposals.find(({ id }) => id === 'interests');
    expect(interests).toMatchObject({ object: 'contact', objectLabel: 'Contact', type: 'multi_select', without: 0 });
    const patch = await stage.tell(RulePatchAnswer, '/fields/patch', { object: 'contact', id: 'interests' });
    if (patch.kind !== 'patch') throw new Error(patch.why);
    expect(patch.patch).toContain('+      interests:');
    expect(patch.patch).toContain('{ api: int_api, sso: int_sso, billing: int_billing }');
    const request = { object: 'contact', id: 'interests', base: patch.base };
    expect(await stage.tell(RuleApplyAnswer, '/fields', request, stage.admin)).toEqual({
      ...{ kind: 'refused', why: 'read_only' },
    });
    expect(await stage.status('/fields', request, stage.lead)).toBe(403);
    const other = await stage.tell(RulePatchAnswer, '/fields/patch', { object: 'contact', id: 'nobody' });
    expect(other).toEqual({ kind: 'refused', why: 'not_open' });
  });
});
