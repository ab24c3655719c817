import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.ts';

const PLANTED = 'sk_live_planted';
const secret = new Secret(PLANTED);

function printed(): string {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const console = new Console(sink, sink);
  console.log(secret, { deep: [secret] }, `${secret}`);
  console.error('%s %o %O %j', secret, secret, secret, secret);
  console.table([{ secret }]);
  console.dir({ secret }, { showHidden: true, depth: 9 });
  return lines.join('');
}

const thrown = () => {
  const error = new Error(`refused: ${secret}`, { cause: { secret } });
  return `${error.message} ${error.stack} ${inspect(error)}`;
};

describe('a secret', () => {
  it.each([
    ['the console', printed],
    ['JSON', () => JSON.stringify({ secret, list: [secret] })],
    ['util.inspect, with everything shown', () => inspect({ secret }, { showHidden: true, depth: 9, getters: true })],
    ['util.format', () => format('%s %o %j', secret, secret, secret)],
    ['a template', () => `Bearer ${secret}`],
    ['a concatenation', () => `Bearer ${[secret, secret].join()}${String(secret)}`],
    ['an error, its cause and its stack', thrown],
  ])('is not shown by %s', (_where, show) => {
    const text = show();
    expect(text).toContain('[secret]');
    expect(text).not.toContain(PLANTED);
  });

  it('is not among its keys, copies and clones', () => {
    const copies = [Object.entries(secret), Reflect.ownKeys(secret), { ...secret }, structuredClone(secret)];
    expect(inspect(copies, { showHidden: true, depth: 9 })).not.toContain(PLANTED);
  });

  it('is given to who asks for it', () => {
    expect(secret.reveal()).toBe(PLANTED);
  });
});
