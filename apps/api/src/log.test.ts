import { describe, expect, it } from 'vitest';
import { createLog, errorFields } from './log.ts';

const DANA = 'dana@northwind.example';

describe('an error in the log', () => {
  it('is its class and its place, whatever its message looks like', () => {
    for (const message of [
      DANA,
      `first\n/src/${DANA}`,
      `first\n    at read (/src/${DANA}:1:1)`,
      `\n    at /src/${DANA}`,
    ]) {
      const { error, at } = errorFields(new TypeError(message));
      expect(error).toBe('TypeError');
      expect(at, message).toMatch(/^src\/log\.test\.ts:\d+:\d+$/);
    }
  });

  it('has no place where its stack has none, or was said again with other words', () => {
    const bare = new Error('x');
    bare.stack = `Error: somebody\n/src/${DANA}`;
    expect(errorFields(bare)).toEqual({ error: 'Error' });
  });
});

describe('a line of the log', () => {
  it('drops what is on no list', () => {
    const lines: string[] = [];
    const fields: object = { reason: 'timeout', email: DANA, error: 'Error' };
    createLog('info', { write: (line) => void lines.push(line) }).warn('a call failed', fields);
    expect(JSON.parse(lines.join(''))).toMatchObject({ reason: 'timeout', error: 'Error', msg: 'a call failed' });
    expect(lines.join('')).not.toContain(DANA);
  });

  it('is one object, and takes no text for a format', () => {
    const lines: string[] = [];
    const odd = 'a%s%d%o%j\n{"level":60}\r\u001b[31m';
    createLog('info', { write: (line) => void lines.push(line) }).warn(odd, { reason: odd, code: odd });
    expect(lines).toHaveLength(1);
    expect([...lines[0]!.trimEnd()].filter((one) => one < ' ')).toEqual([]);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 40, msg: odd, reason: odd, code: odd });
  });
});
