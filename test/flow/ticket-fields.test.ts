import { Onboarding } from '@sidelight/shared/customer/onboarding.ts';
import { CorrectAnswer, type CorrectRequest, TicketFields } from '@sidelight/shared/customer/synced-fields.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enter, OTHER } from './agent-consent.ts';
import { editStaff } from './edit-staff.ts';
import { openSyncDesk, type SyncDeskStage } from './sync-desk-stage.ts';
import { syncOfContacts } from './sync-map.ts';
import { until } from './until.ts';

/** The same contacts; the phone can be put right, by whoever may see it. */
const correctable = (fields: Sync['objects']): Sync['objects'] => {
  const contact = fields.contact!;
  const phone = { ...contact.fields.phone!, correctable: true, nulls: 'keep' };
  return Sync.shape.objects.parse({ contact: { ...contact, fields: { ...contact.fields, phone } } });
};
/** The phone on a card too, for leads and admins alone. */
const hidden =
  (value: string) =>
  (map: IntegrationMap): IntegrationMap => {
    const crm = map.systems.crm!;
    const city = crm.fields['customer.city']!;
    const shown = { ...city, value, roles: ['lead', 'admin'] as const };
    const fields = { ...crm.fields, 'customer.city': { ...shown, roles: [...shown.roles] } };
    return { ...map, systems: { ...map.systems, crm: { ...crm, fields } } };
  };

let stage: SyncDeskStage;
let ticket: number;
let person: Awaited<ReturnType<SyncDeskStage['someone']>>;

async function open(changeMap: (map: IntegrationMap) => IntegrationMap = (map) => map): Promise<void> {
  const sync = { ...syncOfContacts, objects: correctable(syncOfContacts.objects) };
  stage = await openSyncDesk((map) => changeMap({ ...map, sync }));
  await stage.run('dry_run');
  await stage.switchOn();
  await stage.run('compare');
  await stage.look();
  await until(async () => (await stage.contact()).sides.left.readAt !== undefined, 15_000);
  await about(0);
}
/** Another ticket, of another person whom both sides know: nobody has edited them lately. */
async function about(n: number): Promise<void> {
  person = await stage.someone(n);
  ticket = stage.product.world.tickets[n]!.ticketId;
  stage.product.world.helpdesk.change(ticket, { requesterId: person.userId });
}
async function editInCrm(value: string): Promise<void> {
  person.editInCrm(value);
  await stage.look();
  await until(async () => (await seen()) === value, 15_000);
  await until(() => person.inHelpdesk() === value, 15_000);
}

const path = (rest = '') => `/v1/tickets/${ticket}/fields${rest}`;
const answer = (token: string) => fetch(stage.product.url + path(), { headers: { authorization: `Bearer ${token}` } });
const read = async (token = stage.agent) => TicketFields.parse(await (await answer(token)).json());
const phone = async (token = stage.agent) =>
  (await read(token)).records[0]?.fields.find(({ id }) => id === 'phone') ?? { state: 'none' as const };
const correct = async (value: string, seen: CorrectRequest['seen'], more: object = {}, token = stage.agent) => {
  const body = { object: 'contact', field: 'phone', value, seen, ...more };
  return CorrectAnswer.parse(await (await stage.product.post(path(), token, body)).json());
};
const seen = async () => {
  const field = await phone();
  return field.state === 'agreed' ? field.value : null;
};
const audited = async () => {
  const rows = await stage.db
    .selectFrom('audit')
    .selectAll()
    .where('action', 'in', ['sync.corrected', 'sync.correction_undone'])
    .execute();
  return rows;
};

describe('a phone number beside a ticket', () => {
  beforeAll(() => open(), 120_000);
  afterAll(() => stage.close());

  it('is what both sides hold, and can be put right', async () => {
    await editInCrm('+12125550100');
    const { systems, records, onboarding } = await read();
    expect(systems).toEqual({ left: 'HubSpot', right: 'Zendesk' });
    expect(records).toMatchObject([{ object: 'contact', label: 'Contact' }]);
    // The e-mail has an owner: it is changed where the owner is.
    expect(records[0]?.fields.map(({ id }) => id)).toEqual(['phone']);
    expect(records[0]?.fields[0]).toMatchObject({ state: 'agreed', canCorrect: true });
    expect(onboarding).toBeUndefined();
  });

  it('goes to both sides in their own form, is audited without a value, and known when it comes back', async () => {
    const done = await correct('(212) 555-0111', await seen());
    expect(done).toMatchObject({ kind: 'done', field: { value: '+12125550111', waiting: ['left', 'right'] } });
    await until(() => person.inCrm() === '+12125550111' && person.inHelpdesk() === '+12125550111', 15_000);
    await stage.look();
    await until(async () => {
      const field = await phone();
      return field.state === 'agreed' && field.waiting.length === 0 && field.value === '+12125550111';
    }, 15_000);
    expect(await stage.reviews()).toEqual([]);
    await until(async () => (await audited()).length === 1);
    const [row] = await audited();
    expect(row).toMatchObject({ action: 'sync.corrected', role: 'agent', ticket_id: String(ticket) });
    expect(JSON.stringify(row)).not.toMatch(/555/);
    expect(stage.product.logLines.join('')).not.toMatch(/5550111/);
  }, 60_000);

  it('that is none is refused before anything is written, and so is an empty one that would empty both', async () => {
    for (const typed of ['call me', '', '   '])
      expect([typed, await correct(typed, await seen())]).toEqual([typed, { kind: 'refused', why: 'not_a_value' }]);
  });

  it('that was changed meanwhile is not overwritten: the answer says what it is', async () => {
    await about(4);
    const before = await seen();
    await editInCrm('+12125550122');
    expect(await correct('+12125550133', before)).toMatchObject({
      ...{ kind: 'refused', why: 'changed', field: { state: 'agreed', value: '+12125550122' } },
    });
    expect(await seen()).toBe('+12125550122');
    // Whoever has seen that may still want theirs.
    expect(await correct('+12125550133', '+12125550122')).toMatchObject({ kind: 'done' });
    await until(() => person.inCrm() === '+12125550133' && person.inHelpdesk() === '+12125550133', 15_000);
  }, 60_000);

  it('is taken back once, and both sides hold what was there', async () => {
    await about(5);
    const before = await seen();
    const done = await correct('+12125550144', before);
    if (done.kind !== 'done') throw new Error(done.why);
    await until(() => person.inCrm() === '+12125550144' && person.inHelpdesk() === '+12125550144', 15_000);
    const undo = async () =>
      CorrectAnswer.parse(await (await stage.product.post(path('/undo'), stage.agent, { id: done.id })).json());
    expect(await undo()).toMatchObject({ kind: 'done', field: { value: before } });
    await until(() => person.inCrm() === before && person.inHelpdesk() === before, 15_000);
    expect(await undo()).toEqual({ kind: 'refused', why: 'too_late' });
  }, 60_000);

  it('is nobody’s to put right at the ticket of somebody else, and no other field is', async () => {
    await about(6);
    const value = await seen();
    const done = await correct('+12125550155', value);
    if (done.kind !== 'done') throw new Error(done.why);
    await about(7);
    const undone = await stage.product.post(path('/undo'), stage.agent, { id: done.id });
    expect(await undone.json()).toEqual({ kind: 'refused', why: 'too_late' });
    for (const more of [{ field: 'email' }, { field: 'toString' }, { object: 'company' }])
      expect(await correct('+12125550166', value, more)).toEqual({ kind: 'refused', why: 'not_offered' });
    expect((await stage.product.post(path(), stage.agent, { object: 'contact' })).status).toBe(400);
    ticket = 99_999_999;
    expect((await answer(stage.agent)).status).toBe(404);
  });

  it('that waits for a person is shown with both values, and is not put right here', async () => {
    const { person: both } = await stage.conflict(3, '+12125550311', '+12125550322');
    await about(3);
    expect(person.userId).toBe(both.userId);
    const waits = await phone();
    expect(waits).toMatchObject({
      ...{ state: 'waits', left: '+12125550311', right: '+12125550322', owner: 'Sales Ops' },
    });
    expect(await correct('+12125550333', '+12125550311')).toMatchObject({
      ...{ kind: 'refused', why: 'waits', field: { state: 'waits', right: '+12125550322' } },
    });
  }, 60_000);

  it('is a light agent’s to read, and neither to put right nor to take back', async () => {
    await about(8);
    const value = await seen();
    const done = await correct('+12125550188', value);
    if (done.kind !== 'done') throw new Error(done.why);
    editStaff(stage.product, OTHER, { isLight: true });
    const { session: light = '' } = await enter(stage.product, OTHER);
    expect(await phone(light)).toMatchObject({ state: 'agreed', value: '+12125550188', canCorrect: false });
    expect(await phone()).toMatchObject({ canCorrect: true });
    expect([(await read(light)).isLight, (await read()).isLight], 'and says why').toEqual([true, undefined]);
    expect(await correct('+12125550199', '+12125550188', {}, light)).toEqual({ kind: 'refused', why: 'not_offered' });
    const undone = await stage.product.post(path('/undo'), light, { id: done.id });
    expect(await undone.json()).toEqual({ kind: 'refused', why: 'too_late' });
    expect(await seen()).toBe('+12125550188');
  });

  it('is not offered while its kind of record is switched off', async () => {
    await stage.product.post('/v1/sync/switch', stage.admin, { object: 'contact', isOn: false });
    expect((await read()).records).toEqual([]);
    expect(await correct('+12125550177', null)).toEqual({ kind: 'refused', why: 'not_offered' });
  });
});

describe.each(['properties.phone', 'properties.phone ? properties.phone : ""'])(
  'a phone number that agents may not see (%s)',
  (value) => {
    beforeAll(() => open(hidden(value)), 120_000);
    afterAll(() => stage.close());

    it('is not listed for them, whatever it is, and not theirs to put right; leads see it', async () => {
      person.editInCrm('+12125550100');
      await stage.look();
      await until(async () => {
        const field = await phone(stage.lead);
        return field.state === 'agreed' && field.value === '+12125550100';
      }, 15_000);
      expect(await phone()).toEqual({ state: 'none' });
      expect(await correct('+12125550111', '+12125550100')).toEqual({ kind: 'refused', why: 'not_offered' });
      expect(await correct('+12125550111', '+12125550100', {}, stage.lead)).toMatchObject({ kind: 'done' });
    }, 60_000);
  },
);

describe('what is to be done for a new customer', () => {
  beforeAll(() => open(), 120_000);
  afterAll(() => stage.close());

  it('comes with the fields while something is to be done, and for some days after', async () => {
    const organization = stage.product.world.helpdesk.ticket(ticket)!.organizationId!;
    await sql`insert into new_customers (tenant, company_id, deal_id, won_at, organization_id, contacts)
      values ('acme', '1', '2', now(), ${String(organization)}, 1)`.execute(stage.db);
    await sql`insert into onboarding_steps (tenant, company_id, n, step, due_at)
      values ('acme', '1', 0, 'welcome_call', now() + interval '3 days')`.execute(stage.db);
    const list = async () => (await read()).onboarding;
    expect(Onboarding.parse(await list()).items).toMatchObject([{ id: 'welcome_call' }]);
    const tick = async (isDone: boolean, step = 'welcome_call') =>
      (await stage.product.post(`/v1/tickets/${ticket}/steps`, stage.agent, { step, isDone })).status;
    expect(await tick(true)).toBe(204);
    expect((await list())?.items[0]).toMatchObject({ doneAt: expect.any(String), doneBy: expect.any(String) });
    expect(await tick(false)).toBe(204);
    expect((await list())?.items[0]).not.toHaveProperty('doneAt');
    expect([await tick(true, 'no such step'), await tick(true)]).toEqual([404, 204]);
    await sql`update onboarding_steps set done_at = now() - interval '8 days'`.execute(stage.db);
    expect(await list()).toBeUndefined();
  });
});
