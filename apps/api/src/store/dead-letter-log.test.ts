import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeadLetter, Ids, JobWriter } from '../jobs/ports.ts';
import { type Database, type OpenDatabase, openDatabase } from './database.ts';
import { createDeadLetters } from './dead-letter-log.ts';

let opened: OpenDatabase;
beforeAll(async () => {
  opened = await openDatabase({ inMemory: true });
});
afterAll(() => opened.close());

const letter = (id: string, queue: string, ids: Ids, order?: string): Omit<DeadLetter, 'at'> => ({
  ...{ id, queue, ids, order, tenant: 'acme', attempts: 1, reason: 'refused' },
});

it('go back in their order, each once, and of two that wait for the same turn and say the same one', async () => {
  const put: string[] = [];
  const jobs: JobWriter<Database> = {
    put: async (_, { name, isOrdered }, all) =>
      void put.push(`${name} ${isOrdered} ${all.map(({ ids }) => Object.values(ids).join()).join(' ')}`),
  };
  const letters = createDeadLetters(opened.db, jobs);
  const given = [
    letter('1', 'sync', { work: 'one' }, 'contact'),
    letter('2', 'mark', { ticketId: '7' }),
    letter('3', 'sync', { work: 'two' }, 'contact'),
    letter('4', 'sync', { work: 'one' }, 'contact'),
    letter('5', 'mark', { ticketId: '7' }),
  ];
  for (const each of given) await letters.put(each);
  const found = (await letters.list({}, 10)).toSorted((a, b) => Number(a.id) - Number(b.id));
  expect(await letters.retry(found)).toBe(5);
  expect(put).toEqual(['sync true one two', 'mark false 7 7']);
  expect([await letters.retry(found), await letters.discard(found)], 'said twice').toEqual([0, 0]);
});
