import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createDataKeyRows } from '@sidelight/api/store/data-keys.ts';
import { createSecretRows } from '@sidelight/api/store/secrets.ts';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onEachDatabase } from './on-each-database.ts';
import { acme, billing, crm, never, other, setSecretsStage } from './secrets-stage.ts';

const webhook = { system: 'helpdesk', name: 'webhook' };

onEachDatabase('the life of a secret', (open) => {
  const stage = setSecretsStage(open);
  const { clock, store, put, readOut, rowsOf } = stage;

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
    expect(await createDataKeyRows(stage.db).of(acme)).toHaveLength(1);
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
    await createSecretRows(stage.db).dropEnded(acme, new Date(clock.ms).toISOString());
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
      values (${tenant}, ${system}, ${called}, ${version}, ${key_version}, ${sealed}, '42')`.execute(stage.db);
    expect(await readOut()).toBe('undecipherable');
    await put(crm, 'new');
    expect(await readOut()).toBe('undecipherable');
    expect(await readOut(crm)).toBe('new');
    expect(await readOut(billing, other)).toBe('stays');
  });
});

async function stored(answer: Promise<{ readonly kind: string; readonly version?: number }>) {
  const { kind, version } = await answer;
  if (kind !== 'stored' || version === undefined) throw new Error(`not stored: ${kind}`);
  return { version };
}
