import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { entriesAt } from './entry.ts';
import { createLooks } from './looks.ts';

const who = { tenant: requireTenant('acme'), userId: '7004', role: 'lead' };

function stage() {
  const written: string[] = [];
  let [atMs, isAway] = [0, false];
  const look = createLooks({
    async write({ requestId }) {
      if (isAway) throw new Error('away');
      written.push(requestId);
    },
    steadyNow: () => atMs,
  });
  const entryOf = entriesAt(() => atMs);
  return {
    written,
    see: (requestId: string, ...customers: readonly string[]) =>
      look(customers.map((requesterId) => entryOf('sync.viewed', who, requestId, { requesterId, about: 'reviews' }))),
    pass(ms: number): void {
      atMs += ms;
    },
    away(is: boolean): void {
      isAway = is;
    },
  };
}

it('writes one row an hour for each customer that a page shows again and again', async () => {
  const { see, pass, written } = stage();
  await see('a', '1', '2', '2');
  expect(written).toEqual(['a', 'a']);
  await see('b', '1', '3');
  expect(written).toEqual(['a', 'a', 'b']);
  pass(3_600_000);
  await see('c', '1');
  expect(written).toEqual(['a', 'a', 'b', 'c']);
});

it('takes nothing for written that was not', async () => {
  const { see, away, written } = stage();
  away(true);
  await expect(see('a', '1')).rejects.toThrow('away');
  away(false);
  await see('b', '1');
  expect(written).toEqual(['b']);
});
