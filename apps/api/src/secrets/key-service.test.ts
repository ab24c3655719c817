import { beforeEach, expect, it } from 'vitest';
import { tenantId } from '../tenants/tenant-id.ts';
import { createServiceKey, type KeyAnswer } from './key-service.ts';
import type { KeyWrapper } from './key-wrapper.ts';

const context = { tenant: tenantId('acme')!, version: 1 };
const never = new AbortController().signal;
const dataKey = Buffer.alloc(32, 7);
const clock = { ms: 0 };
let asked: Readonly<Record<string, string>>[];
let answer: () => Promise<KeyAnswer>;
let key: KeyWrapper;

beforeEach(() => {
  clock.ms = 0;
  asked = [];
  answer = async () => ({ kind: 'done', bytes: dataKey });
  key = createServiceKey({
    keyName: 'a key',
    steadyNow: () => clock.ms,
    service: {
      encrypt: async (bytes) => ({ kind: 'done', bytes }),
      decrypt: (_encrypted, bound) => {
        asked.push(bound);
        return answer();
      },
    },
  });
});
const read = (version = 1, signal = never) => key.unwrap('c2VhbGVk', { ...context, version }, signal);
const minutes = (n: number) => {
  clock.ms += n * 60_000;
};

it('binds a data key to its tenant and version, in what the service logs', async () => {
  await read();
  expect(asked).toEqual([{ use: 'sidelight data key', tenant: 'acme', version: '1' }]);
});

it('is asked once by many at a time, and then not for five minutes', async () => {
  expect(await Promise.all([read(), read(), read()])).toEqual([dataKey, dataKey, dataKey]);
  minutes(4);
  await read();
  expect(asked).toHaveLength(1);
  await read(2);
  minutes(2);
  await read();
  expect(asked).toHaveLength(3);
});

it('does without the service for an hour when that does not answer', async () => {
  await read();
  answer = async () => ({ kind: 'unreachable', code: 'TimeoutError' });
  minutes(59);
  expect(await read()).toEqual(dataKey);
  minutes(2);
  await expect(read()).rejects.toMatchObject({ kind: 'unreachable' });
  await expect(read(2)).rejects.toMatchObject({ kind: 'unreachable' });
});

it('opens nothing any more once the service refuses, not even when that falls silent afterwards', async () => {
  await read();
  minutes(6);
  answer = async () => ({ kind: 'refused', code: 'DisabledException' });
  await expect(read()).rejects.toMatchObject({ kind: 'refused' });
  answer = async () => ({ kind: 'unreachable', code: 'TimeoutError' });
  await expect(read()).rejects.toMatchObject({ kind: 'unreachable' });
});

it('does not remember that something did not open', async () => {
  answer = async () => ({ kind: 'not_ours' });
  expect(await read()).toBeUndefined();
  answer = async () => ({ kind: 'done', bytes: dataKey });
  expect(await read()).toEqual(dataKey);
});

it('lets who gives up go, and answers the others', async () => {
  let arrive = (_: KeyAnswer) => {};
  answer = () =>
    new Promise((resolve) => {
      arrive = resolve;
    });
  const impatient = new AbortController();
  const [first, second] = [read(1, impatient.signal), read()];
  impatient.abort();
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  arrive({ kind: 'done', bytes: dataKey });
  expect(await second).toEqual(dataKey);
});
