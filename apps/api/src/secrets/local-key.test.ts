import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tenantId } from '../tenants/tenant-id.ts';
import { createLocalKey, parseKey } from './local-key.ts';

const acme = tenantId('acme')!;
const other = tenantId('other')!;
const never = new AbortController().signal;
const text = randomBytes(32).toString('base64');
const key = createLocalKey(parseKey(text)!);

describe('a wrapping key of our own', () => {
  it('opens what it has wrapped, for that tenant and version only', async () => {
    const dataKey = randomBytes(32);
    const wrapped = await key.wrap(dataKey, { tenant: acme, version: 1 }, never);
    expect(await key.unwrap(wrapped, { tenant: acme, version: 1 }, never)).toEqual(dataKey);
    expect(await key.unwrap(wrapped, { tenant: other, version: 1 }, never)).toBeUndefined();
    expect(await key.unwrap(wrapped, { tenant: acme, version: 2 }, never)).toBeUndefined();
    const another = createLocalKey(parseKey(randomBytes(32).toString('base64'))!);
    expect(await another.unwrap(wrapped, { tenant: acme, version: 1 }, never)).toBeUndefined();
  });

  it('has an id that is its own, stays the same, and holds nothing of it', () => {
    expect(createLocalKey(parseKey(`${text}\n`)!).id).toBe(key.id);
    expect(createLocalKey(parseKey(randomBytes(32).toString('base64'))!).id).not.toBe(key.id);
    expect(Buffer.from(text, 'base64').toString('hex')).not.toContain(key.id.slice('local-'.length));
    expect(inspect(key, { showHidden: true, depth: 9 })).not.toContain(text.slice(0, 8));
  });

  it.each([
    ['', 'nothing'],
    [randomBytes(31).toString('base64'), 'too short'],
    [randomBytes(33).toString('base64'), 'too long'],
    [randomBytes(32).toString('hex'), 'hex'],
    [`${text.slice(0, 20)} ${text.slice(20)}`, 'a gap'],
    [text.replace('=', ''), 'cut off'],
  ])('is not made of %s (%s)', (wrong) => {
    expect(parseKey(wrong)).toBeUndefined();
  });
});
