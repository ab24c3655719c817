import type { KeyWrapper, WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { rotate } from '@sidelight/api/secrets/rotate.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createDataKeyRows } from '@sidelight/api/store/data-keys.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { acme, billing, crm, never, newKey, only, setSecretsStage } from './secrets-stage.ts';

onEachDatabase('the wrapping key of secrets', (open) => {
  const stage = setSecretsStage(open);
  const { first, second, storeWith, put, readOut } = stage;

  it('opens nothing with another wrapping key, and throws nothing either', async () => {
    await put(billing, 'kept');
    expect(await readOut(billing, acme, only(second))).toBe('undecipherable');
    expect(await readOut(billing, acme, { current: second, previous: first })).toBe('kept');
    await stage.db.deleteFrom('data_keys').execute();
    expect(await readOut()).toBe('undecipherable');
  });

  it('goes on with what is entered anew when the wrapping key is lost', async () => {
    await put(billing, 'lost');
    await put(crm, 'lost too');
    const anew = storeWith(only(second));
    await anew.put(acme, billing, new Secret('entered again'), { by: '42' }, never);
    expect(await readOut(billing, acme, only(second))).toBe('entered again');
    expect(await readOut(crm, acme, only(second))).toBe('undecipherable');
    const versions = async () =>
      (await createDataKeyRows(stage.db).of(acme)).map(({ version, wrappedBy }) => [version, wrappedBy]);
    expect(await versions()).toEqual([
      [1, first.id],
      [2, second.id],
    ]);
    await anew.put(acme, crm, new Secret('entered again'), { by: '42' }, never);
    expect(await versions()).toEqual([[2, second.id]]);
  });

  it('asks for a lost wrapping key no longer once all it had sealed is removed', async () => {
    await put(billing, 'lost');
    const turn = () => rotate(createDataKeyRows(stage.db), only(second), never);
    expect(await turn()).toMatchObject({ kind: 'key_missing' });
    await storeWith(only(second)).remove(acme, billing);
    expect(await turn()).toEqual({ kind: 'rotated', rewrapped: 0, already: 0, broken: [] });
    await storeWith(only(second)).put(acme, billing, new Secret('again'), { by: '42' }, never);
    expect(await readOut(billing, acme, only(second))).toBe('again');
  });

  describe('rotation of the wrapping key', () => {
    const both = { current: second, previous: first };
    const tenants = Array.from({ length: 6 }, (_, i) => tenantId(`tenant-${i}`)!);
    const fill = () => Promise.all(tenants.map((tenant) => put(billing, `of ${tenant}`, tenant)));
    const all = (keys: WrappingKeys) => Promise.all(tenants.map((tenant) => readOut(billing, tenant, keys)));
    const expected = tenants.map((tenant) => `of ${tenant}`);
    const go = (keys: WrappingKeys, signal = never) => rotate(createDataKeyRows(stage.db), keys, signal);

    it('wraps every data key anew, touches no secret, and is done when it is run again', async () => {
      await fill();
      const before = await stage.db.selectFrom('secrets').selectAll().orderBy('version').execute();
      expect(await go(both)).toEqual({ kind: 'rotated', rewrapped: 6, already: 0, broken: [] });
      expect(await stage.db.selectFrom('secrets').selectAll().orderBy('version').execute()).toEqual(before);
      expect(await all(only(second))).toEqual(expected);
      expect(await all(only(first))).toEqual(tenants.map(() => 'undecipherable'));
      expect(await go(both)).toEqual({ kind: 'rotated', rewrapped: 0, already: 6, broken: [] });
    });

    it('goes on where it was stopped; halfway, whoever has both keys reads everything', async () => {
      await fill();
      const stop = new AbortController();
      let wraps = 0;
      const halting: KeyWrapper = {
        ...second,
        wrap(...args) {
          if (++wraps === 3) stop.abort();
          return second.wrap(...args);
        },
      };
      await expect(go({ current: halting, previous: first }, stop.signal)).rejects.toMatchObject({
        name: 'AbortError',
      });
      expect(await all(both)).toEqual(expected);
      expect((await all(only(second))).filter((value) => value === 'undecipherable')).toHaveLength(3);
      expect(await go(both)).toEqual({ kind: 'rotated', rewrapped: 3, already: 3, broken: [] });
      expect(await all(only(second))).toEqual(expected);
    });

    it('refuses, and touches nothing, when a key is missing', async () => {
      await fill();
      const before = await stage.db.selectFrom('data_keys').selectAll().execute();
      expect(await go(only(second))).toEqual({ kind: 'key_missing', ids: [first.id], dataKeys: 6 });
      expect(await go({ current: second, previous: newKey() })).toMatchObject({ kind: 'key_missing' });
      expect(await stage.db.selectFrom('data_keys').selectAll().execute()).toEqual(before);
    });

    it('names a data key that has been changed, leaves it, and wraps the others', async () => {
      await fill();
      const [bad] = tenants;
      await sql`update data_keys set wrapped = replace(wrapped, '1.', '2.') where tenant = ${bad}`.execute(stage.db);
      const done = await go(both);
      expect(done).toEqual({ kind: 'rotated', rewrapped: 5, already: 0, broken: [{ tenant: bad, version: 1 }] });
    });

    it('may run beside writers and readers, and twice at once', async () => {
      await fill();
      const writing = tenants.map((tenant) =>
        storeWith(both).put(tenant, crm, new Secret(`crm of ${tenant}`), { by: '42' }, never),
      );
      const [a, b, reads] = await Promise.all([go(both), go(both), all(both), ...writing]);
      expect(reads).toEqual(expected);
      expect([a, b].map((done) => (done.kind === 'rotated' ? done.rewrapped : 0)).reduce((x, y) => x + y)).toBe(6);
      expect(await all(only(second))).toEqual(expected);
      expect(await Promise.all(tenants.map((tenant) => readOut(crm, tenant, only(second))))).toEqual(
        tenants.map((tenant) => `crm of ${tenant}`),
      );
    });
  });
});
