import { expect, it } from 'vitest';
import type { Changed } from '../context/read/told-stale.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { hearStale, tellStale } from './told-stale.ts';

/** What is heard of what is told, and in which texts. */
function line() {
  const texts: string[] = [];
  const heard: unknown[] = [];
  let onTold: (text: string) => void = () => {};
  hearStale(
    {
      listen(_topic, told) {
        onTold = told;
        return () => {};
      },
    },
    (tenant) => ({ forget: (system, what) => void heard.push([tenant, system, what]) }),
  );
  const tell = tellStale(
    {
      async tell(_topic, ...of) {
        texts.push(...of);
        for (const text of of) onTold(text);
      },
    },
    requireTenant('acme'),
  );
  return { texts, heard, tell, onTold: (text: string) => onTold(text) };
}

it('tells of all that changed in few texts that the database takes, and everything is heard', async () => {
  const { texts, heard, tell } = line();
  const accounts = Array.from(
    { length: 100 },
    (_, n): Changed => ({ of: 'account', id: String(n).padStart(200, 'c') }),
  );
  await tell('billing', [...accounts, { of: 'list' }]);
  expect(texts).toHaveLength(4);
  for (const text of texts) expect(Buffer.byteLength(text)).toBeLessThan(8000);
  expect(heard).toHaveLength(101);
  expect(heard).toEqual(expect.arrayContaining([...accounts, { of: 'list' }].map((what) => ['acme', 'billing', what])));
});

it('tells of a list alone, and of nothing without a text', async () => {
  const { texts, heard, tell } = line();
  await tell('issues', [{ of: 'list' }]);
  expect(heard).toEqual([['acme', 'issues', { of: 'list' }]]);
  await tell('issues', []);
  expect(texts).toHaveLength(1);
});

it.each(['', '{', 'null', '{"tenant":"acme"}', '{"tenant":"","system":"billing","ids":["1"]}'])(
  'goes on where another release tells what it cannot read: %s',
  (text) => {
    const { heard, onTold } = line();
    onTold(text);
    expect(heard).toEqual([]);
  },
);
