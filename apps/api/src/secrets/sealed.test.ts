import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { open, seal } from './sealed.ts';

const key = createSecretKey(randomBytes(32));
const plain = Buffer.from('plain');

describe('a sealed record', () => {
  it('opens in its own context, and in none that reads alike', () => {
    const record = seal(key, ['secret', 'a', 'b', 1], plain);
    expect(open(key, ['secret', 'a', 'b', 1], record)).toEqual(plain);
    const others = [['secret', 'a', 'b'], ['secret', 'a', 'b', '1'], ['secret', 'ab', 1], ['secret', 'a,"b"', 1], []];
    for (const context of others) expect(open(key, context, record)).toBeUndefined();
  });

  it('holds nothing of what is in it, and never reads the same twice', () => {
    const records = new Set(Array.from({ length: 1000 }, () => seal(key, [], plain)));
    expect(new Set([...records].map((record) => record.split('.')[1])).size).toBe(1000);
    expect([...records].filter((record) => Buffer.from(record.split('.')[3]!, 'base64url').equals(plain))).toEqual([]);
  });

  it('takes no tag that is shorter than sixteen bytes, though the first of them are right', () => {
    const [version, nonce, tag, text] = seal(key, [], plain).split('.') as [string, string, string, string];
    for (const length of [4, 8, 12, 13, 14, 15]) {
      const short = Buffer.from(tag, 'base64url').subarray(0, length).toString('base64url');
      expect(open(key, [], [version, nonce, short, text].join('.'))).toBeUndefined();
    }
  });
});
