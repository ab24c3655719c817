import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { Secret } from './secret.ts';
import type { SecretAnswer } from './secret-store.ts';
import { createTenantKey, type TenantKeyDeps } from './tenant-key.ts';

const name = { system: 'sync', name: 'erasures' };
const signingKey = randomBytes(32);

/** A key of a tenant's whose stored one is found so, and what was stored over it. */
function stage(first: SecretAnswer['kind'], other: Partial<TenantKeyDeps> = {}) {
  const puts: string[] = [];
  const kept = randomBytes(32);
  let found = first;
  const key = createTenantKey({
    ...{ tenant: requireTenant('acme'), signingKey, name, ifClosed: 'refuse' as const, isInUse: async () => false },
    store: {
      async read() {
        if (found === 'found')
          return { kind: found, value: new Secret(kept.toString('base64')), expiresAt: undefined, version: 1 };
        return found === 'absent' ? { kind: found } : { kind: found, version: 1 };
      },
      async put(_tenant, _of, value) {
        puts.push(value.reveal());
        return { kind: 'stored', version: 2 };
      },
    },
    ...other,
  });
  const become = (next: SecretAnswer['kind']) => {
    found = next;
  };
  return { key, kept, puts, become };
}
/** Where no secret can be stored. */
const ofSigning = async () => (await stage('absent', { store: undefined }).key()).bytes;

describe('a key that is one helpdesk’s alone', () => {
  it('is the one that is kept, or a new one that nobody can work out', async () => {
    const known = stage('found');
    expect(await known.key()).toEqual({ bytes: known.kept, isMadeDo: false });
    const fresh = stage('absent');
    expect(fresh.puts).toEqual([]);
    const { bytes } = await fresh.key();
    expect(bytes.toString('base64')).toBe(fresh.puts[0]);
    expect(bytes).not.toEqual(await ofSigning());
  });

  it('goes on being the one from before secrets could be stored, where something was marked by that', async () => {
    const { key, puts } = stage('absent', { isInUse: async () => true });
    expect((await key()).bytes).toEqual(await ofSigning());
    expect(puts).toEqual([(await ofSigning()).toString('base64')]);
  });

  it('is never replaced where it does not open: refused, or made do without', async () => {
    const refused = stage('undecipherable');
    await expect(refused.key()).rejects.toMatchObject({ name: 'TenantKeyClosed' });
    const madeDo = stage('undecipherable', { ifClosed: 'make_do' });
    expect(await madeDo.key()).toEqual({ bytes: await ofSigning(), isMadeDo: true });
    const nothing = stage('undecipherable', { ifClosed: 'make_do', signingKey: undefined });
    await expect(nothing.key()).rejects.toMatchObject({ name: 'TenantKeyClosed' });
    expect([refused.puts, madeDo.puts, nothing.puts]).toEqual([[], [], []]);
  });

  it('is the one that is kept again as soon as that opens: a key service may refuse everything for a while', async () => {
    const { key, kept, become } = stage('undecipherable', { ifClosed: 'make_do' });
    expect((await key()).isMadeDo).toBe(true);
    become('found');
    expect(await key()).toEqual({ bytes: kept, isMadeDo: false });
    become('undecipherable');
    expect(await key(), 'it is read once').toEqual({ bytes: kept, isMadeDo: false });
  });

  it('is not made of nothing', async () => {
    await expect(stage('absent', { store: undefined, signingKey: undefined }).key()).rejects.toThrow('SESSION_SECRET');
  });
});
