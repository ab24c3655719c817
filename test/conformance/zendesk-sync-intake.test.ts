import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { professional } from '../world/vendors/zendesk-limits.ts';
import { openSyncStage, property, type SyncStage } from './zendesk-sync-stage.ts';

let stage: SyncStage;
beforeEach(async () => {
  stage = await openSyncStage();
});
afterEach(() => stage.close());

const name = property('name', 'name');
const MINUTE_MS = 60_000;

/** Every change since a cursor, whatever the pages. */
async function since(target: SyncStage['users'], cursor: string | undefined) {
  const found = [];
  let next = cursor;
  for (let n = 0; n < 20; n++) {
    const page = await target.changes(next, [name], stage.signal);
    if (page === 'expired') throw new Error('the cursor has expired');
    found.push(...page.records);
    next = page.cursor;
    if (!page.isMore) return { found, cursor: next };
  }
  throw new Error('there is no end');
}

describe.each(['users', 'organizations'] as const)('changes of %s', (kind) => {
  const edit = (id: number, to: string) => {
    const { writes } = stage.world.people;
    const end = kind === 'users' ? writes.updateUser(id, { name: to }) : writes.updateOrganization(id, { name: to });
    expect(end.kind).toBe('saved');
  };
  const idOf = (n: number) => (kind === 'users' ? stage.person(n).id : stage.person(n).organizationId!);

  it('begin now, are told a minute later, and again within the overlap', async () => {
    const { clock } = stage.world.people;
    const target = stage[kind];
    const first = await since(target, undefined);
    expect(first.found).toEqual([]);
    edit(idOf(0), 'Changed');
    expect((await since(target, first.cursor)).found).toEqual([]);
    clock.advance(MINUTE_MS + 1000);
    const second = await since(target, first.cursor);
    expect(second.found).toMatchObject([{ id: String(idOf(0)), values: { name: 'Changed' } }]);
    edit(idOf(1), 'Changed too');
    clock.advance(MINUTE_MS + 1000);
    const ids = (await since(target, second.cursor)).found.map(({ id }) => id);
    expect(ids).toEqual([String(idOf(0)), String(idOf(1))]);
  });

  it('are whole where more than a page have one stamp', async () => {
    const { directory, clock } = stage.world.people;
    const first = await since(stage[kind], undefined);
    const at = clock.now();
    const base = directory.newId();
    for (let n = 0; n < 1100; n++) {
      if (kind === 'users')
        directory.saveUser({ ...stage.person(0), id: base + n, identities: [], memberships: [] }, at);
      else directory.saveOrganization({ ...directory.organization(idOf(0))!, id: base + n }, at);
    }
    edit(idOf(1), 'Between');
    clock.advance(MINUTE_MS + 2000);
    const { found } = await since(stage[kind], first.cursor);
    expect(new Set(found.map(({ id }) => id)).size).toBe(1101);
  });

  it('whose cursor is not one ask for a comparison of everything', async () => {
    for (const odd of ['', '{}', '{"readS":"x"}', 'null']) {
      expect(await stage[kind].changes(odd, [name], stage.signal)).toBe('expired');
    }
    const after = JSON.stringify({ readS: Math.floor(Date.now() / 1000) - 500, after: 'nonsense' });
    expect(await stage[kind].changes(after, [name], stage.signal)).toBe('expired');
  });

  it('are told whichever way the two clocks differ', async () => {
    for (const offset of [-10 * MINUTE_MS, 10 * MINUTE_MS]) {
      const { clock } = stage.world.people;
      clock.setOffset(offset);
      const first = await since(stage[kind], undefined);
      edit(idOf(2), `By ${offset}`);
      clock.advance(MINUTE_MS + 1000);
      const { found } = await since(stage[kind], first.cursor);
      expect(found.find(({ id }) => id === String(idOf(2)))?.values.name).toBe(`By ${offset}`);
    }
  });
});

describe('who is gone', () => {
  it('is told of, as deleted, also after a merge', async () => {
    const { directory, clock } = stage.world.people;
    const first = await since(stage.users, undefined);
    const { id } = stage.person(0);
    directory.saveUser({ ...stage.person(0), isActive: false });
    clock.advance(MINUTE_MS + 1000);
    const { found } = await since(stage.users, first.cursor);
    expect(found).toMatchObject([{ id: String(id), isDeleted: true }]);
  });
});

describe('a listing', () => {
  const all = async (kind: 'users' | 'organizations') => {
    const ids: string[] = [];
    let next: string | undefined;
    do {
      const page = await stage[kind].list(next, [name], stage.signal);
      ids.push(...page.records.map(({ id }) => id));
      next = page.next;
    } while (next !== undefined);
    return ids;
  };
  const known = () => {
    const { directory } = stage.world.people;
    const people = directory.userIds().filter((id) => directory.user(id)?.role === 'end-user');
    return { users: people.map(String), organizations: directory.organizationIds().map(String) };
  };

  it.each(['users', 'organizations'] as const)('has every one of the %s once, a thousand a call', async (kind) => {
    const { directory } = stage.world.people;
    const base = directory.newId();
    for (let n = 0; n < 1100; n++) {
      if (kind === 'users') directory.saveUser({ ...stage.person(0), id: base + n, identities: [], memberships: [] });
      else directory.saveOrganization({ ...directory.organization(stage.person(0).organizationId!)!, id: base + n });
    }
    stage.world.calls.clear();
    expect((await all(kind)).sort()).toEqual(known()[kind].sort());
    expect(stage.world.calls.counts().total).toBeLessThanOrEqual(2);
  });

  it('goes by pages of a hundred where the token may not search', async () => {
    stage.world.faults.clear();
    const limited = await openSyncStage({ zendesk: { isSearchClosed: true } });
    const { records, next } = await limited.users.list(undefined, [name], limited.signal);
    expect(records.length).toBeGreaterThan(10);
    expect(next).toBeUndefined();
    await limited.close();
  });

  it('begins anew when its cursor is an hour old', async () => {
    await expect(
      stage.users.list(`export:${Buffer.from('1/1/1').toString('base64')}`, [name], stage.signal),
    ).rejects.toMatchObject({
      reason: 'bad_answer',
    });
  });
});

describe('the limits of the plan', () => {
  it('hold for writes of single users, which are paced and never refused', async () => {
    const limited = await openSyncStage({ zendesk: { limits: professional } });
    const begunMs = performance.now();
    for (const n of [0, 1, 2]) {
      const { id } = limited.person(n);
      const { items } = await limited.users.write(
        [{ id: String(id), values: { name: `Paced ${n}` } }],
        [name],
        limited.signal,
      );
      expect(items[id]?.kind).toBe('written');
    }
    expect(performance.now() - begunMs).toBeGreaterThan(2000);
    await limited.close();
  });

  it('refuse the eleventh call to any incremental export', async () => {
    const limited = await openSyncStage({ zendesk: { limits: professional } });
    for (let n = 0; n < 5; n++) {
      await limited.users.changes(undefined, [name], limited.signal);
      await limited.organizations.changes(undefined, [name], limited.signal);
    }
    await expect(limited.users.changes(undefined, [name], limited.signal)).rejects.toMatchObject({
      reason: 'rate_limited',
      retryAfterMs: expect.any(Number),
    });
    await limited.close();
  });
});
