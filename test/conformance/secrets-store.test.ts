import { randomBytes, randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { createLog, errorFields } from '@sidelight/api/log.ts';
import type { KeyWrapper, WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { createLocalKey, parseKey } from '@sidelight/api/secrets/local-key.ts';
import { rotate } from '@sidelight/api/secrets/rotate.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createSecretStore } from '@sidelight/api/secrets/secret-store.ts';
import { createDataKeyRows } from '@sidelight/api/store/data-keys.ts';
import { type Database, type OpenDatabase, openDatabase } from '@sidelight/api/store/database.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { type TenantId, tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openFreshPostgres } from './fresh-postgres.ts';

const acme = tenantId('acme')!;
const other = tenantId('other')!;
const billing = { system: 'billing', name: 'api-key' };
const crm = { system: 'crm', name: 'api-key' };
const webhook = { system: 'helpdesk', name: 'webhook' };
const never = new AbortController().signal;
const postgresUrl = process.env.TEST_DATABASE_URL;

const newKey = () => createLocalKey(parseKey(randomBytes(32).toString('base64'))!);
const only = (current: KeyWrapper): WrappingKeys => ({ current, previous: undefined });

conforms('PGlite', () => openDatabase({ inMemory: true }));
if (postgresUrl) conforms('PostgreSQL', () => openFreshPostgres(postgresUrl));
else it.skip('PostgreSQL: skipped, TEST_DATABASE_URL is not set (.ci/run sets it)', () => {});

/** The promises of where secrets are kept, on either database. */
function conforms(name: string, openOne: () => Promise<OpenDatabase>) {
  describe(`secrets on ${name}`, () => {
    let opened: OpenDatabase;
    let db: Database;
    const clock = { ms: Date.parse('2026-11-01T00:00:00Z') };
    const first = newKey();
    const second = newKey();
    beforeAll(async () => {
      opened = await openOne();
      db = opened.db;
    });
    afterEach(async () => {
      await db.deleteFrom('secrets').execute();
      await db.deleteFrom('data_keys').execute();
    });
    afterAll(() => opened.close());

    const storeWith = (keys: WrappingKeys) =>
      createSecretStore({ rows: createSecretRows(db), keys, now: () => clock.ms });
    const store = () => storeWith(only(first));
    const put = (of: typeof billing, text: string, tenant: TenantId = acme) =>
      store().put(tenant, of, new Secret(text), { by: '42' }, never);
    const readOut = async (of = billing, tenant: TenantId = acme, keys = only(first)) => {
      const answer = await storeWith(keys).read(tenant, of, never);
      return answer.kind === 'found' ? answer.value.reveal() : answer.kind;
    };
    const rowsOf = (tenant: TenantId) =>
      db.selectFrom('secrets').selectAll().where('tenant', '=', tenant).orderBy('version').execute();
    const setSealed = (system: string, sealed: string, tenant: TenantId = acme) =>
      sql`update secrets set sealed = ${sealed} where tenant = ${tenant} and system = ${system}`.execute(db);

    it('gives back what was put, whatever it is made of, and the newest only', async () => {
      const odd = `ключ\u0000 "'\\${String.fromCodePoint(0x1f511)}${'x'.repeat(20_000)}`;
      await put(billing, 'first');
      const { version } = await stored(put(billing, odd));
      expect(await readOut()).toBe(odd);
      expect(await readOut(crm)).toBe('absent');
      expect(await readOut(billing, other)).toBe('absent');
      expect((await rowsOf(acme)).map((row) => Number(row.version))).toEqual([version]);
      expect(await store().remove(acme, billing)).toBe(true);
      expect(await store().remove(acme, billing)).toBe(false);
      expect(await readOut()).toBe('absent');
    });

    it('lists names, ages, ends and who set them, and nothing else', async () => {
      await store().put(acme, billing, new Secret('sk-1'), { by: '42', expiresAt: '2026-12-01T00:00:00.000Z' }, never);
      await put(crm, 'pat-1');
      const listed = await store().list(acme);
      expect(listed.map(({ setAt, version, ...rest }) => rest)).toEqual([
        { ...billing, setBy: '42', expiresAt: '2026-12-01T00:00:00.000Z', previousUntil: undefined, told: undefined },
        { ...crm, setBy: '42', expiresAt: undefined, previousUntil: undefined, told: undefined },
      ]);
      expect(Math.abs(Date.now() - Date.parse(listed[0]!.setAt))).toBeLessThan(60_000);
      expect(await store().list(other)).toEqual([]);
    });

    it('opens no record in another row, tenant, name, version or key version', async () => {
      await put(billing, 'of acme billing');
      await put(crm, 'of acme crm');
      await put(billing, 'of other billing', other);
      const [a] = await rowsOf(acme);
      await setSealed('crm', a!.sealed);
      expect(await readOut(crm)).toBe('undecipherable');
      await setSealed('billing', a!.sealed, other);
      expect(await readOut(billing, other)).toBe('undecipherable');

      await sql`update secrets set name = 'renamed' where tenant = 'acme' and system = 'billing'`.execute(db);
      expect(await readOut({ system: 'billing', name: 'renamed' })).toBe('undecipherable');
      await sql`update secrets set name = 'api-key', version = version + 1000 where tenant = 'acme' and system = 'billing'`.execute(
        db,
      );
      expect(await readOut()).toBe('undecipherable');
      await sql`update secrets set version = version - 1000 where tenant = 'acme' and system = 'billing'`.execute(db);
      expect(await readOut()).toBe('of acme billing');
      await sql`update secrets set key_version = 2 where tenant = 'acme' and system = 'billing'`.execute(db);
      await sql`update data_keys set version = 2 where tenant = 'acme'`.execute(db);
      expect(await readOut()).toBe('undecipherable');
    });

    it('opens neither data key nor record of another tenant', async () => {
      // One whose vendor binds nothing: the record itself has to hold.
      const lax: KeyWrapper = {
        id: 'lax',
        wrap: async (dataKey) => dataKey.toString('base64'),
        unwrap: async (wrapped) => Buffer.from(wrapped, 'base64'),
      };
      for (const keys of [only(first), only(lax)]) {
        await storeWith(keys).put(acme, billing, new Secret('of acme'), { by: '42' }, never);
        expect(await readOut(billing, acme, keys)).toBe('of acme');
        await sql`update secrets set tenant = 'other'`.execute(db);
        await sql`update data_keys set tenant = 'other'`.execute(db);
        expect(await readOut(billing, other, keys)).toBe('undecipherable');
        await sql`update secrets set tenant = 'acme', key_version = 2`.execute(db);
        await sql`update data_keys set tenant = 'acme', version = 2`.execute(db);
        expect(await readOut(billing, acme, keys)).toBe('undecipherable');
        await sql`update secrets set key_version = 1`.execute(db);
        await sql`update data_keys set version = 1`.execute(db);
        expect(await readOut(billing, acme, keys)).toBe('of acme');
        await store().shred(acme);
      }
    });

    it('opens no record that has been touched: each part, each bit, each spelling', async () => {
      await put(billing, 'whole');
      const { sealed } = (await rowsOf(acme))[0]!;
      const [format, nonce, tag, text] = sealed.split('.') as [string, string, string, string];
      const bytes = (part: string) => Buffer.from(part, 'base64url');
      const flipped = (part: string) =>
        Array.from({ length: bytes(part).length * 8 }, (_, bit) => {
          const changed = bytes(part);
          changed[bit >> 3]! ^= 1 << (bit & 7);
          return changed.toString('base64url');
        });
      const short = (length: number) => bytes(tag).subarray(0, length).toString('base64url');
      const touched = [
        ...flipped(nonce).map((part) => [format, part, tag, text]),
        ...flipped(tag).map((part) => [format, nonce, part, text]),
        ...flipped(text).map((part) => [format, nonce, tag, part]),
        ...[0, 4, 8, 12, 15].map((length) => [format, nonce, short(length), text]),
        [format, randomBytes(12).toString('base64url'), tag, text],
        [format, randomBytes(16).toString('base64url'), tag, text],
        ['2', nonce, tag, text],
        [format, nonce, `${tag}=`, text],
        [format, nonce, tag],
        [format, nonce, tag, text, ''],
        [''],
      ].map((parts) => parts.join('.'));
      const wrong: string[] = [];
      for (const record of touched) {
        await setSealed('billing', record);
        if ((await readOut()) !== 'undecipherable') wrong.push(record);
      }
      expect(wrong).toEqual([]);
      await setSealed('billing', sealed);
      expect(await readOut()).toBe('whole');
    });

    it('opens nothing with another wrapping key, and throws nothing either', async () => {
      await put(billing, 'kept');
      expect(await readOut(billing, acme, only(second))).toBe('undecipherable');
      expect(await readOut(billing, acme, { current: second, previous: first })).toBe('kept');
      await db.deleteFrom('data_keys').execute();
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
        (await createDataKeyRows(db).of(acme)).map(({ version, wrappedBy }) => [version, wrappedBy]);
      expect(await versions()).toEqual([
        [1, first.id],
        [2, second.id],
      ]);
      await anew.put(acme, crm, new Secret('entered again'), { by: '42' }, never);
      expect(await versions()).toEqual([[2, second.id]]);
    });

    it('asks for a lost wrapping key no longer once all it had sealed is removed', async () => {
      await put(billing, 'lost');
      const turn = () => rotate(createDataKeyRows(db), only(second), never);
      expect(await turn()).toMatchObject({ kind: 'key_missing' });
      await storeWith(only(second)).remove(acme, billing);
      expect(await turn()).toEqual({ kind: 'rotated', rewrapped: 0, already: 0, broken: [] });
      await storeWith(only(second)).put(acme, billing, new Secret('again'), { by: '42' }, never);
      expect(await readOut(billing, acme, only(second))).toBe('again');
    });

    it('replaces only the version that was meant', async () => {
      const one = await stored(put(billing, 'one'));
      const two = await stored(put(billing, 'two'));
      const late = { by: 'us', ifVersion: one.version };
      expect(await store().put(acme, billing, new Secret('late'), late, never)).toEqual({ kind: 'conflict' });
      const right = { by: 'us', ifVersion: two.version };
      expect((await store().put(acme, billing, new Secret('three'), right, never)).kind).toBe('stored');
      await store().remove(acme, billing);
      await put(billing, 'four');
      expect(await store().put(acme, billing, new Secret('late'), right, never)).toEqual({ kind: 'conflict' });
      expect(await readOut()).toBe('four');
    });

    it('keeps one whole secret of many put at once, and one data key', async () => {
      const texts = Array.from({ length: 20 }, (_, i) => `value ${i}`);
      const answers = await Promise.all(texts.map((text) => stored(put(billing, text))));
      const newest = answers.reduce((a, b) => (a.version > b.version ? a : b));
      expect(await readOut()).toBe(texts[answers.indexOf(newest)]);
      expect(await rowsOf(acme)).toHaveLength(1);
      expect(await createDataKeyRows(db).of(acme)).toHaveLength(1);
    });

    it('lets one of many replace a version', async () => {
      const { version } = await stored(put(billing, 'base'));
      const all = Array.from({ length: 8 }, (_, i) =>
        store().put(acme, billing, new Secret(String(i)), { by: 'us', ifVersion: version }, never),
      );
      const kinds = (await Promise.all(all)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'stored')).toHaveLength(1);
    });

    it('takes the one before besides the current one until its end, and never a third', async () => {
      const live = async () => (await store().live(acme, webhook, never)).map((secret) => secret.reveal());
      const next = (text: string) =>
        store().put(acme, webhook, new Secret(text), { by: '42', overlapMs: 3_600_000 }, never);
      expect(await live()).toEqual([]);
      await put(webhook, 'a');
      await next('b');
      expect(await live()).toEqual(['b', 'a']);
      await next('c');
      expect(await live()).toEqual(['c', 'b']);
      expect((await store().list(acme)).map(({ previousUntil }) => previousUntil)).toEqual([
        new Date(clock.ms + 3_600_000).toISOString(),
      ]);
      clock.ms += 3_600_000;
      expect(await live()).toEqual(['c']);
      await createSecretRows(db).dropEnded(acme, new Date(clock.ms).toISOString());
      expect(await rowsOf(acme)).toHaveLength(1);
      await next('d');
      await put(webhook, 'e');
      expect(await live()).toEqual(['e']);
    });

    it('shreds one tenant: no copy of its secrets opens again, and it may begin anew', async () => {
      await put(billing, 'gone');
      await put(billing, 'stays', other);
      const copy = await rowsOf(acme);
      await store().shred(acme);
      expect(await store().list(acme)).toEqual([]);
      const { tenant, system, name: called, version, key_version, sealed } = copy[0]!;
      await sql`insert into secrets (tenant, system, name, version, key_version, sealed, set_by)
        values (${tenant}, ${system}, ${called}, ${version}, ${key_version}, ${sealed}, '42')`.execute(db);
      expect(await readOut()).toBe('undecipherable');
      await put(crm, 'new');
      expect(await readOut()).toBe('undecipherable');
      expect(await readOut(crm)).toBe('new');
      expect(await readOut(billing, other)).toBe('stays');
    });

    describe('rotation of the wrapping key', () => {
      const both = { current: second, previous: first };
      const tenants = Array.from({ length: 6 }, (_, i) => tenantId(`tenant-${i}`)!);
      const fill = () => Promise.all(tenants.map((tenant) => put(billing, `of ${tenant}`, tenant)));
      const all = (keys: WrappingKeys) => Promise.all(tenants.map((tenant) => readOut(billing, tenant, keys)));
      const expected = tenants.map((tenant) => `of ${tenant}`);
      const go = (keys: WrappingKeys, signal = never) => rotate(createDataKeyRows(db), keys, signal);

      it('wraps every data key anew, touches no secret, and is done when it is run again', async () => {
        await fill();
        const before = await db.selectFrom('secrets').selectAll().orderBy('version').execute();
        expect(await go(both)).toEqual({ kind: 'rotated', rewrapped: 6, already: 0, broken: [] });
        expect(await db.selectFrom('secrets').selectAll().orderBy('version').execute()).toEqual(before);
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
        const before = await db.selectFrom('data_keys').selectAll().execute();
        expect(await go(only(second))).toEqual({ kind: 'key_missing', ids: [first.id], dataKeys: 6 });
        expect(await go({ current: second, previous: newKey() })).toMatchObject({ kind: 'key_missing' });
        expect(await db.selectFrom('data_keys').selectAll().execute()).toEqual(before);
      });

      it('names a data key that has been changed, leaves it, and wraps the others', async () => {
        await fill();
        const [bad] = tenants;
        await sql`update data_keys set wrapped = replace(wrapped, '1.', '2.') where tenant = ${bad}`.execute(db);
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

    it('tells a planted value to nobody: no error, no log line, no listed row, no stored row', async () => {
      const canaries = Array.from({ length: 200 }, () => `canary-${randomUUID()}`);
      const said: string[] = [];
      const log = createLog('debug', { write: (line) => void said.push(line) });
      const hear = (what: unknown) => {
        said.push(inspect(what, { depth: 10, showHidden: true }), String(what), JSON.stringify(what) ?? '');
        log.error('a store trouble', errorFields(what));
      };
      const failing: WrappingKeys = only({ ...second, wrap: () => Promise.reject(new Error('the key is far away')) });
      for (const [i, canary] of canaries.entries()) {
        const of = { system: 'billing', name: `n${i % 7}` };
        const value = new Secret(canary);
        hear(await store().put(acme, of, value, { by: '42' }, never));
        hear(await store().read(acme, of, never));
        hear(await storeWith(only(second)).read(acme, of, never));
        const trouble = [
          storeWith(failing).put(other, of, value, { by: '42' }, never),
          store().put(acme, of, value, { by: '42', expiresAt: 'no date' }, never),
          store().put(acme, { ...of, system: '\u0000' }, value, { by: '42' }, never),
        ];
        const troubles = await Promise.allSettled(trouble);
        for (const settled of troubles) hear(settled.status === 'rejected' ? settled.reason : settled);
        // Half of what was tried has to have failed, or this test has heard nothing.
        if (i === 0) expect(troubles.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      }
      hear(await store().list(acme));
      hear(await db.selectFrom('secrets').selectAll().execute());
      hear(await db.selectFrom('data_keys').selectAll().execute());
      hear(first);
      const all = said.join('\n');
      expect(all.length).toBeGreaterThan(100_000);
      expect(canaries.filter((canary) => all.includes(canary))).toEqual([]);
      expect(canaries.filter((canary) => all.includes(Buffer.from(canary).toString('base64url')))).toEqual([]);
    });
  });
}

async function stored(answer: Promise<{ readonly kind: string; readonly version?: number }>) {
  const { kind, version } = await answer;
  if (kind !== 'stored' || version === undefined) throw new Error(`not stored: ${kind}`);
  return { version };
}
