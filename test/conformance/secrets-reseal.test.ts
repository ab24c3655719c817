import type { WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { reseal } from '@sidelight/api/secrets/reseal.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createDataKeyRows } from '@sidelight/api/store/data-keys.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { acme, billing, crm, never, newKey, only, other, setSecretsStage } from './secrets-stage.ts';

onEachDatabase('stored secrets that are sealed anew', (open) => {
  const stage = setSecretsStage(open);
  const { first, store, put, readOut, rowsOf } = stage;
  const go = (keys: WrappingKeys = only(first)) => reseal({ rows: createSecretRows(stage.db), keys }, acme, never);
  const keyVersions = async () => (await createDataKeyRows(stage.db).of(acme)).map(({ version }) => version);

  it('keep value and version, by a data key that has sealed nothing before; the one before it goes', async () => {
    await put(billing, 'of billing');
    await put(crm, 'of the CRM');
    await put(billing, 'another helpdesk’s', other);
    const [before, others] = [await rowsOf(acme), await rowsOf(other)];
    expect(await go()).toEqual({ sealed: 2, closed: [] });
    const after = await rowsOf(acme);
    expect([await readOut(billing), await readOut(crm)]).toEqual(['of billing', 'of the CRM']);
    expect(await keyVersions()).toEqual([2]);
    const rest = ({ sealed: _, key_version: __, ...row }: (typeof before)[number]) => row;
    expect(after.map(rest)).toEqual(before.map(rest));
    for (const [i, { sealed, key_version }] of after.entries()) {
      expect(sealed).not.toBe(before[i]!.sealed);
      expect(key_version).toBe(2);
    }
    expect(await rowsOf(other)).toEqual(others);
  });

  it('are both of two that are taken at once', async () => {
    await put(billing, 'one');
    await store().put(acme, billing, new Secret('two'), { by: '42', overlapMs: 60_000 }, never);
    expect(await go()).toEqual({ sealed: 2, closed: [] });
    const live = await store().live(acme, billing, never);
    expect(live.map((secret) => secret.reveal())).toEqual(['two', 'one']);
  });

  it('stay as they are where they do not open, with the key that sealed them, and the others do not', async () => {
    await put(billing, 'lost');
    const anew = stage.storeWith(only(newKey()));
    // Its own wrapping key is not at hand: sealed by a data key of its own.
    await anew.put(acme, crm, new Secret('of another'), { by: '42' }, never);
    const lost = (await rowsOf(acme)).find(({ system }) => system === 'crm');
    expect(await go()).toEqual({ sealed: 1, closed: [crm] });
    expect((await rowsOf(acme)).find(({ system }) => system === 'crm')).toEqual(lost);
    expect(await readOut(billing)).toBe('lost');
    expect(await keyVersions()).toEqual([2, 3]);
  });

  it('are none where there is none, and where none opens: no key is made', async () => {
    expect(await go()).toEqual({ sealed: 0, closed: [] });
    await put(billing, 'of billing');
    expect(await go(only(newKey()))).toEqual({ sealed: 0, closed: [billing] });
    expect(await keyVersions()).toEqual([1]);
  });

  it('are all of them or none', async () => {
    await put(billing, 'of billing');
    const before = await rowsOf(acme);
    const away = { ...first, wrap: () => Promise.reject(new Error('the key service is away')) };
    await expect(go(only(away))).rejects.toThrow('away');
    expect(await rowsOf(acme)).toEqual(before);
    expect(await readOut(billing)).toBe('of billing');
  });

  it('open for whoever reads meanwhile, and a new value that comes meanwhile stays', async () => {
    await put(billing, 'of billing');
    let isDone = false;
    const read: string[] = [];
    const reading = (async () => {
      while (!isDone) read.push(await readOut(billing));
    })();
    for (let round = 0; round < 10; round++) await Promise.all([go(), put(crm, `round ${round}`)]);
    isDone = true;
    await reading;
    expect(new Set(read)).toEqual(new Set(['of billing']));
    expect(await readOut(crm)).toBe('round 9');
  });
});
