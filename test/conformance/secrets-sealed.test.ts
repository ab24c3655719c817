import { randomBytes } from 'node:crypto';
import type { KeyWrapper } from '@sidelight/api/secrets/key-wrapper.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { acme, billing, crm, never, only, other, setSecretsStage } from './secrets-stage.ts';

onEachDatabase('a sealed secret', (open) => {
  const stage = setSecretsStage(open);
  const { first, storeWith, store, put, readOut, rowsOf, setSealed } = stage;

  it('opens no record in another row, tenant, name, version or key version', async () => {
    await put(billing, 'of acme billing');
    await put(crm, 'of acme crm');
    await put(billing, 'of other billing', other);
    const [a] = await rowsOf(acme);
    await setSealed('crm', a!.sealed);
    expect(await readOut(crm)).toBe('undecipherable');
    await setSealed('billing', a!.sealed, other);
    expect(await readOut(billing, other)).toBe('undecipherable');

    await sql`update secrets set name = 'renamed' where tenant = 'acme' and system = 'billing'`.execute(stage.db);
    expect(await readOut({ system: 'billing', name: 'renamed' })).toBe('undecipherable');
    await sql`update secrets set name = 'api-key', version = version + 1000 where tenant = 'acme' and system = 'billing'`.execute(
      stage.db,
    );
    expect(await readOut()).toBe('undecipherable');
    await sql`update secrets set version = version - 1000 where tenant = 'acme' and system = 'billing'`.execute(
      stage.db,
    );
    expect(await readOut()).toBe('of acme billing');
    await sql`update secrets set key_version = 2 where tenant = 'acme' and system = 'billing'`.execute(stage.db);
    await sql`update data_keys set version = 2 where tenant = 'acme'`.execute(stage.db);
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
      await sql`update secrets set tenant = 'other'`.execute(stage.db);
      await sql`update data_keys set tenant = 'other'`.execute(stage.db);
      expect(await readOut(billing, other, keys)).toBe('undecipherable');
      await sql`update secrets set tenant = 'acme', key_version = 2`.execute(stage.db);
      await sql`update data_keys set tenant = 'acme', version = 2`.execute(stage.db);
      expect(await readOut(billing, acme, keys)).toBe('undecipherable');
      await sql`update secrets set key_version = 1`.execute(stage.db);
      await sql`update data_keys set version = 1`.execute(stage.db);
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
});
