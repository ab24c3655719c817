import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { matchesAnySecret } from './signature.ts';

const body = Buffer.from('{"id":"1"}');
const at = '2026-11-23T00:10:00Z';
const [current, previous, stranger] = ['current', 'previous', 'stranger'] as const;
const sign = (secret: string, text: Buffer = body, timestamp = at) =>
  createHmac('sha256', secret).update(timestamp).update(text).digest('base64');

describe('a signature', () => {
  it('matches when any live secret has made it, wherever that one stands', () => {
    const live = [current, previous];
    for (const secret of live) expect(matchesAnySecret(body, at, sign(secret), live)).toBe(true);
    expect(matchesAnySecret(body, at, sign(stranger), live)).toBe(false);
    expect(matchesAnySecret(body, at, sign(previous), [current])).toBe(false);
    expect(matchesAnySecret(body, at, sign(current), [])).toBe(false);
  });

  it('is bound to the body and to the timestamp', () => {
    expect(matchesAnySecret(Buffer.from('{"id":"2"}'), at, sign(current), [current])).toBe(false);
    expect(matchesAnySecret(body, '2026-11-23T00:10:01Z', sign(current), [current])).toBe(false);
    expect(matchesAnySecret(Buffer.alloc(0), at, sign(current, Buffer.alloc(0)), [current])).toBe(true);
  });

  it.each([
    ['nothing', () => ''],
    ['half of it', () => sign(current).slice(0, 22)],
    ['more than it', () => `${sign(current).slice(0, -1)}AAAA`],
    ['hex instead of base64', () => Buffer.from(sign(current), 'base64').toString('hex')],
    ['no base64 at all', () => '☃'],
  ])('of %s does not match, and does not throw', (_what, signature) => {
    expect(matchesAnySecret(body, at, signature(), [current, previous])).toBe(false);
  });
});
