import type { SyncProperty } from '@sidelight/api/connectors/sync-port.ts';
import { SyncType } from '@sidelight/shared/map/sync.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSyncStage, property, type SyncStage } from './zendesk-sync-stage.ts';

let stage: SyncStage;
beforeAll(async () => {
  stage = await openSyncStage();
});
afterAll(() => stage.close());

const email = property('email', 'email');
const name = property('name', 'name');
const plan = property('user_fields.plan_tier', 'picklist');
const company = property('organization', 'reference');
const read = async (id: number, properties: readonly SyncProperty[] = []) => {
  const { records } = await stage.users.read([String(id)], properties, stage.signal);
  return records[0];
};

describe('a primary address is changed in its steps (s18)', () => {
  it('added, made primary, the old one kept, and no mail goes out', async () => {
    const { id, email: old } = stage.person(0);
    const { items } = await stage.users.write(
      [{ id: String(id), values: { email: 'Ana@New.example' } }],
      [email],
      stage.signal,
    );
    expect(items).toMatchObject({ [id]: { kind: 'written', values: { email: 'ana@new.example' } } });
    expect(stage.writes()).toEqual([
      `POST /users/${id}/identities`,
      expect.stringMatching(/^PUT \/users\/\d+\/identities\/\d+\/make_primary$/),
    ]);
    const { identities } = stage.world.people.directory.user(id)!;
    expect(identities.map(({ value, isPrimary }) => [value, isPrimary])).toEqual([
      [old, false],
      ['ana@new.example', true],
    ]);
    expect(stage.world.people.directory.verificationMails).toEqual([]);
  });

  it('after a crash in between only the missing step is done, and then none', async () => {
    const { directory } = stage.world.people;
    const user = stage.person(1);
    const at = { isPrimary: false, isVerified: false, createdAtMs: Date.now(), updatedAtMs: Date.now() };
    directory.saveUser({
      ...user,
      identities: [...user.identities, { id: directory.newId(), type: 'email', value: 'bo@new.example', ...at }],
    });
    const write = () =>
      stage.users.write([{ id: String(user.id), values: { email: 'bo@new.example' } }], [email], stage.signal);
    await write();
    expect(stage.writes()).toEqual([expect.stringMatching(/make_primary$/)]);
    await write();
    expect(stage.writes()).toEqual([]);
    expect(directory.user(user.id)?.email).toBe('bo@new.example');
  });

  it('one that another user has is a possible duplicate, with who it is; the other fields flow (s19)', async () => {
    const [user, other] = [stage.person(2), stage.person(3)];
    const values = { email: other.email, name: 'Lee Park' };
    const { items } = await stage.users.write([{ id: String(user.id), values }], [email, name], stage.signal);
    expect(items[user.id]).toMatchObject({
      ...{ kind: 'refused', why: 'duplicate', property: 'email', other: String(other.id) },
      written: { values: { name: 'Lee Park', email: user.email } },
    });
    expect(stage.writes()).toEqual([`PUT /users/${user.id}`, `POST /users/${user.id}/identities`]);
  });
});

describe('memberships', () => {
  it('one is added and made default, the others stay (s29)', async () => {
    const user = stage.person(4);
    const [second, third] = [stage.person(5).organizationId, stage.person(6).organizationId];
    const { directory } = stage.world.people;
    const others = [
      ...user.memberships,
      { id: directory.newId(), organizationId: third!, isDefault: false, createdAtMs: 0 },
    ];
    directory.saveUser({ ...user, memberships: others });
    const items = [{ id: String(user.id), values: { organization: String(second) } }];
    const outcome = await stage.users.write(items, [company], stage.signal);
    expect(outcome.items[user.id]).toMatchObject({ kind: 'written', values: { organization: String(second) } });
    const kept = directory
      .user(user.id)!
      .memberships.map(({ organizationId, isDefault }) => [organizationId, isDefault]);
    expect(kept).toEqual([
      [user.organizationId, false],
      [third, false],
      [second, true],
    ]);
    expect(stage.writes()).toHaveLength(2);
    await stage.users.write(items, [company], stage.signal);
    expect(stage.writes()).toEqual([]);
  });

  it('an organisation that is not there is refused, and none is ever taken away', async () => {
    const { id, organizationId } = stage.person(5);
    for (const organization of ['999', null]) {
      const { items } = await stage.users.write(
        [{ id: String(id), values: { organization } }],
        [company],
        stage.signal,
      );
      expect(items[id]).toMatchObject({ kind: 'refused', why: 'validation', property: 'organization' });
    }
    expect(stage.world.people.directory.user(id)?.organizationId).toBe(organizationId);
    stage.writes();
  });
});

describe('many at once', () => {
  it('go as a job that is read item by item (s25)', async () => {
    const [one, two] = [stage.person(0), stage.person(1)];
    const shared = stage.world.people.directory;
    shared.saveUser({ ...stage.person(7), isShared: true });
    const values = { 'user_fields.plan_tier': 'plan_enterprise' };
    const writes = [
      { id: String(one.id), values },
      { id: String(two.id), values: { 'user_fields.plan_tier': 'plan_nobody_knows' } },
      { id: '399999999', values },
      { id: String(stage.person(7).id), values },
    ];
    const { items, pending } = await stage.users.write(writes, [plan], stage.signal);
    expect(new Set(Object.values(items).map(({ kind }) => kind))).toEqual(new Set(['unknown']));
    expect(stage.writes()).toEqual(['PUT /users/update_many']);
    expect(await stage.settle(stage.users, pending)).toEqual({
      items: {
        [one.id]: { ...{ kind: 'written', id: String(one.id), versionMs: expect.any(Number) }, values },
        [two.id]: { kind: 'refused', why: 'validation', property: 'user_fields.plan_tier' },
        '399999999': { kind: 'refused', why: 'gone' },
        [stage.person(7).id]: { kind: 'refused', why: 'permission', property: 'user_fields.plan_tier' },
      },
    });
    shared.saveUser({ ...stage.person(7), isShared: false });
  });

  it('an address in it is changed meanwhile; what was refused of it is told at the end', async () => {
    const [a, b, c] = [stage.person(8), stage.person(1), stage.person(2)];
    const writes = [a, b, c].map(({ id }) => ({ id: String(id), values: { name: `Person ${id}` } }));
    const withEmail = [{ ...writes[0]!, values: { ...writes[0]!.values, email: b.email } }, ...writes.slice(1)];
    const { pending } = await stage.users.write(withEmail, [name, email], stage.signal);
    const end = await stage.settle(stage.users, pending);
    expect(end).toMatchObject({
      items: {
        [a.id]: {
          kind: 'refused',
          why: 'duplicate',
          property: 'email',
          other: String(b.id),
          written: { values: { name: `Person ${a.id}` } },
        },
        [b.id]: { kind: 'written', values: { name: `Person ${b.id}` } },
      },
    });
  });

  it('an address of which nobody knows whether it was changed is found out at the end, not refused', async () => {
    const [a, b, c] = [stage.person(8), stage.person(1), stage.person(2)];
    const writes = [a, b, c].map(({ id }) => ({ id: String(id), values: { name: `Someone ${id}` } }));
    const withEmail = [{ ...writes[0]!, values: { ...writes[0]!.values, email: 'lost@new.example' } }];
    stage.losing(`POST /users/${a.id}/identities`);
    const { pending } = await stage.users.write([...withEmail, ...writes.slice(1)], [name, email], stage.signal);
    stage.losing(undefined);
    const end = await stage.settle(stage.users, pending);
    expect(end).toMatchObject({ items: { [a.id]: { kind: 'unknown' }, [b.id]: { kind: 'written' } } });
    stage.writes();
  });

  it('is under way until it ends, and after an hour nobody knows it', async () => {
    const { bulk, clock } = stage.world.people;
    bulk.jobs.hold();
    const writes = [0, 1, 2].map((n) => ({ id: String(stage.person(n).id), values: { name: `N ${n}` } }));
    const { pending } = await stage.users.write(writes, [name], stage.signal);
    expect(await stage.users.settle?.(pending!, stage.signal)).toBe('under_way');
    bulk.jobs.release();
    await stage.settle(stage.users, pending);
    clock.advance(3_700_000);
    expect(await stage.users.settle?.(pending!, stage.signal)).toBe('gone');
    clock.setOffset(0);
  });

  it('thirty under way are all there may be: the next is refused with nothing done', async () => {
    const { bulk } = stage.world.people;
    bulk.jobs.hold();
    for (let n = bulk.jobs.inFlight(); n < 30; n++) bulk.jobs.start('test', 1, () => []);
    const writes = [0, 1, 2].map((n) => ({ id: String(stage.person(n).id), values: { name: 'Too many' } }));
    await expect(stage.users.write(writes, [name], stage.signal)).rejects.toMatchObject({ reason: 'rate_limited' });
    bulk.jobs.release();
  });
});

describe('values', () => {
  it('are read and written in the spelling of each kind', async () => {
    const { id } = stage.person(9);
    const kinds = [
      ['phone', 'phone'],
      ['time_zone', 'time_zone'],
      ['locale', 'language'],
      ['user_fields.is_vip', 'boolean'],
      ['user_fields.interests', 'multi_select'],
      ['user_fields.onboarded_on', 'date'],
      ['user_fields.score', 'number'],
      ['user_fields.seats', 'number'],
      ['user_fields.plan_tier', 'picklist'],
      ['user_fields.job_title', 'text'],
      ['user_fields.nobody_has_it', 'text'],
    ].map(([called = '', type]) => property(called, SyncType.parse(type)));
    const values = {
      phone: '+442079460999',
      time_zone: 'Europe/Berlin',
      locale: 'de',
      'user_fields.is_vip': 'true',
      'user_fields.interests': ['int_api', 'int_sso'],
      'user_fields.onboarded_on': '2026-12-01',
      'user_fields.score': '12.5',
      'user_fields.seats': '40',
      'user_fields.plan_tier': 'plan_pro',
      'user_fields.job_title': 'Head of “Ops” & more',
    };
    const { items } = await stage.users.write([{ id: String(id), values }], kinds, stage.signal);
    expect(items[id]).toMatchObject({ kind: 'written', values });
    expect((await read(id, kinds))?.values).toEqual(values);
    const empty = Object.fromEntries(
      Object.keys(values).flatMap((key) => (/time_zone|locale/.test(key) ? [] : [[key, null]])),
    );
    await stage.users.write([{ id: String(id), values: empty }], kinds, stage.signal);
    expect((await read(id, kinds))?.values).toEqual({ ...values, ...empty, 'user_fields.interests': [] });
    stage.writes();
  });

  it('what may never be written is not: role, suspension, organization_id', async () => {
    const { id } = stage.person(9);
    for (const forbidden of ['role', 'suspended', 'organization_id', 'tags']) {
      const { items } = await stage.users.write(
        [{ id: String(id), values: { [forbidden]: 'x' } }],
        [property(forbidden)],
        stage.signal,
      );
      expect(items[id]).toMatchObject({ kind: 'refused', why: 'validation', property: forbidden });
    }
    expect(stage.writes()).toEqual([]);
  });

  it('team members and shared users are protected; a deleted one is not there', async () => {
    const { directory } = stage.world.people;
    const { id } = stage.person(8);
    directory.saveUser({ ...stage.person(8), isShared: true });
    expect(await read(7001)).toMatchObject({ isProtected: true });
    expect(await read(id)).toMatchObject({ isProtected: true });
    directory.saveUser({ ...stage.person(8), isShared: false, isActive: false });
    expect(await read(id)).toBeUndefined();
  });
});
