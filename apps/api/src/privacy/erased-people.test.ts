import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createErasedPeople } from './erased-people.ts';

it('who was erased is remembered of a thousand helpdesks at once, and of the others read again', async () => {
  const reads: string[] = [];
  const erased = createErasedPeople({
    async read(tenant) {
      reads.push(tenant);
      return new Set(['mark']);
    },
    marksOf: () => async (texts) => texts,
    keepAlso: async () => {},
    steadyNow: () => 0,
    onTrouble() {},
  });
  const ask = (n: number) => erased.among(requireTenant(`desk-${n}`), () => ['mark']);
  for (let n = 0; n < 1500; n++) expect(await ask(n)).toEqual(new Set(['mark']));
  expect(reads).toHaveLength(1500);
  await ask(1499);
  expect(reads).toHaveLength(1500);
  expect(await ask(0), 'still kept out').toEqual(new Set(['mark']));
  expect(reads).toHaveLength(1501);
});
