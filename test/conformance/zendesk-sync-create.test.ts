import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSyncStage, property, type SyncStage } from './zendesk-sync-stage.ts';

let stage: SyncStage;
beforeEach(async () => {
  stage = await openSyncStage();
});
afterEach(() => stage.close());

const properties = [property('name', 'name'), property('email', 'email'), property('organization', 'reference')];
const make = (...items: { key: string; isFirst?: boolean; values: Record<string, string> }[]) =>
  stage.users.create(items, properties, stage.signal);
/** A user who has a second address. */
function withSecond(n: number, value: string) {
  const { directory } = stage.world.people;
  const at = { createdAtMs: Date.now(), updatedAtMs: Date.now() };
  const second = { id: 990_001, type: 'email' as const, value, isPrimary: false, isVerified: true, ...at };
  const person = stage.person(n);
  return directory.saveUser({ ...person, identities: [...person.identities, second] });
}

describe('a new user', () => {
  it('is made with our key and its organisation, and no mail goes out; made twice, it is found', async () => {
    const organization = String(stage.person(0).organizationId);
    const item = { key: 'crm-1', values: { name: 'Ida New', email: 'ida@new.example', organization } };
    const { items } = await make(item);
    expect(items['crm-1']).toMatchObject({ kind: 'written', values: item.values });
    const { directory } = stage.world.people;
    const made = directory.userByExternalId('crm-1');
    expect(made).toMatchObject({ name: 'Ida New', role: 'end-user', organizationId: Number(organization) });
    expect(directory.verificationMails).toEqual([]);
    stage.writes();
    expect((await make(item)).items['crm-1']).toMatchObject({ kind: 'written', id: String(made?.id) });
    const found = await stage.users.made(['CRM-1', 'crm-999'], properties, stage.signal);
    expect(found).toEqual({ 'CRM-1': expect.objectContaining({ id: String(made?.id), values: item.values }) });
    expect(stage.writes()).toEqual([]);
  });

  it('after a crash in between comes into its organisation', async () => {
    const organization = String(stage.person(0).organizationId);
    await make({ key: 'crm-2', values: { name: 'Half Made', email: 'half@new.example' } });
    stage.writes();
    await make({ key: 'crm-2', values: { name: 'Half Made', email: 'half@new.example', organization } });
    // The first one of all is the default by itself.
    expect(stage.writes()).toEqual(['POST /organization_memberships']);
  });

  it('whose address somebody has already is a possible duplicate, and nobody is written over', async () => {
    const before = stage.person(3);
    const { items } = await make({ key: 'crm-3', values: { name: 'Somebody Else', email: before.email! } });
    expect(items['crm-3']).toEqual({ kind: 'refused', why: 'duplicate', property: 'email', other: String(before.id) });
    expect(stage.person(3)).toEqual(before);
    expect(stage.writes()).toEqual(['POST /users']);
  });

  it('whose address is the second one of a user, made together with another, is one too', async () => {
    const before = withSecond(4, 'second@quay.example');
    const { items } = await make(
      { key: 'crm-4', isFirst: true, values: { name: 'Somebody Else', email: 'Second@quay.example' } },
      { key: 'crm-5', isFirst: true, values: { name: 'Ida New', email: 'ida@new.example' } },
    );
    expect(items['crm-4']).toEqual({ kind: 'refused', why: 'duplicate', property: 'email', other: String(before.id) });
    expect(items['crm-5']).toMatchObject({ kind: 'written' });
    expect(stage.person(4)).toEqual(before);
  });

  it('whose answer was lost is found by our key, though the address says that somebody has it', async () => {
    const item = { key: 'crm-6', values: { name: 'Lost Letter', email: 'lost@new.example' } };
    stage.losing('POST /users');
    expect((await make({ ...item, isFirst: true })).items['crm-6']).toEqual({ kind: 'unknown' });
    stage.losing(undefined);
    const made = stage.world.people.directory.userByExternalId('crm-6');
    // As it is where the answer comes after the next try has begun.
    expect((await make({ ...item, isFirst: true })).items['crm-6']).toMatchObject({
      ...{ kind: 'written', id: String(made?.id) },
    });
    expect((await make(item)).items['crm-6']).toMatchObject({ kind: 'written', id: String(made?.id) });
  });
});

describe('many new users', () => {
  const three = ['a', 'b', 'c'].map((key) => ({
    ...{ key, isFirst: true },
    values: { name: `Person ${key}`, email: `${key}@new.example` },
  }));

  it('are made one by one where making many is off, which is asked once', async () => {
    const { items } = await make(...three);
    expect(Object.values(items).map(({ kind }) => kind)).toEqual(['written', 'written', 'written']);
    expect(stage.writes()).toEqual(['POST /users/create_many', ...Array.from({ length: 3 }, () => 'POST /users')]);
  });

  it('are made by a job where it is on', async () => {
    stage.world.people.bulk.isCreationOn = true;
    const odd = { key: 'd', isFirst: true, values: { name: ' ', email: 'd@new.example' } };
    const { items, pending } = await make(...three, odd);
    expect(Object.values(items).every(({ kind }) => kind === 'unknown')).toBe(true);
    const end = await stage.settle(stage.users, pending);
    expect(end).toMatchObject({ items: { a: { kind: 'written', values: three[0]!.values }, d: { kind: 'unknown' } } });
    expect(stage.writes()).toEqual(['POST /users/create_many']);
    expect(stage.world.people.directory.verificationMails).toEqual([]);
  });

  it('of whom a job leaves one out, whose address is the second one of a user, writes over nobody and tells who has it', async () => {
    stage.world.people.bulk.isCreationOn = true;
    const before = withSecond(4, 'b@new.example');
    const { pending } = await make(...three);
    const end = await stage.settle(stage.users, pending);
    expect(end).toMatchObject({
      items: { a: { kind: 'written' }, b: { kind: 'unknown' }, c: { kind: 'written' } },
    });
    expect(stage.person(4)).toEqual(before);
    stage.writes();
    // Sent before, they are made one by one: only so it is said what was refused.
    const { items } = await make(...three.map((item) => ({ ...item, isFirst: false })));
    expect(items.b).toEqual({ kind: 'refused', why: 'duplicate', property: 'email', other: String(before.id) });
    expect([stage.writes(), stage.person(4)]).toEqual([['POST /users'], before]);
  });
});

describe('an organisation', () => {
  const fields = [property('name', 'name'), property('domain_names'), property('organization_fields.arr', 'money')];

  it('is made by our key, and its values are written whole', async () => {
    const values = {
      name: 'New Dock',
      domain_names: ['dock.example', 'dock.test'],
      'organization_fields.arr': '1200.5',
    };
    const { items } = await stage.organizations.create([{ key: 'crm-9', values }], fields, stage.signal);
    const made = items['crm-9'];
    expect(made).toMatchObject({ kind: 'written', values });
    const id = made?.kind === 'written' ? made.id : '';
    const { items: after } = await stage.organizations.write(
      [{ id, values: { domain_names: ['dock.test'] } }],
      fields,
      stage.signal,
    );
    expect(after[id]).toMatchObject({ kind: 'written', values: { domain_names: ['dock.test'] } });
    expect(await stage.organizations.find(property('name', 'name'), 'new dock', stage.signal)).toEqual([id]);
    expect(await stage.organizations.find(property('external_id'), 'CRM-9', stage.signal)).toEqual([id]);
  });

  it('whose name there is already is a possible duplicate', async () => {
    const { directory } = stage.world.people;
    const known = directory.organization(stage.person(0).organizationId!)!;
    const { items } = await stage.organizations.create(
      [{ key: 'crm-8', values: { name: known.name } }],
      fields,
      stage.signal,
    );
    expect(items['crm-8']).toMatchObject({
      kind: 'refused',
      why: 'duplicate',
      property: 'name',
      other: String(known.id),
    });
  });

  it('and many of them are changed by a job', async () => {
    const ids = [0, 1, 2].map((n) => String(stage.person(n).organizationId));
    const values = { 'organization_fields.arr': '99' };
    const writes = ids.map((id) => ({ id, values }));
    const { pending } = await stage.organizations.write(writes, fields, stage.signal);
    const end = await stage.settle(stage.organizations, pending);
    expect(end).toMatchObject({ items: Object.fromEntries(ids.map((id) => [id, { kind: 'written', values }])) });
  });
});

describe('an answer that is lost', () => {
  it('leaves the item unknown; a refusal of all, before anything was done, rejects', async () => {
    const { id } = stage.person(0);
    const write = () => stage.users.write([{ id: String(id), values: { name: 'Lost' } }], properties, stage.signal);
    stage.world.faults.set('helpdesk', { kind: 'reset' });
    expect((await write()).items[id]).toEqual({ kind: 'unknown' });
    stage.world.faults.set('helpdesk', { kind: '401' });
    await expect(write()).rejects.toMatchObject({ reason: 'credential' });
  });
});
