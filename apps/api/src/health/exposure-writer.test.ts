import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createExposureWriter, type ExposureLogs } from './exposure-writer.ts';

const acme = requireTenant('acme');
const AT = '2026-11-25T10:00:00.000Z';
const seen = (ticketId: string) => ({ ticketId, field: 'payment.status' });
const paid = { kind: 'code', code: 'paid' };
const shownAs = (ticketId: string, shown: unknown) => ({ ...seen(ticketId), system: 'billing', shown, shownAt: AT });
const pass = () => new Promise((resolve) => setImmediate(resolve));

/** A store that takes its time: each write ends when it is let go. */
function slowStore() {
  const written: string[] = [];
  const waiting: { resolve(): void; reject(error: Error): void }[] = [];
  const write = (text: string) =>
    new Promise<void>((resolve, reject) => {
      written.push(text);
      waiting.push({ resolve, reject });
    });
  const shown: ExposureLogs['shown'] = {
    note: async (_tenant, rows) =>
      rows.length === 0
        ? undefined
        : write(`note ${rows.map(({ ticketId, shown }) => `${ticketId}=${shown ? 'paid' : 'none'}`)}`),
    settle: async (_tenant, rows) =>
      rows.length === 0 ? undefined : write(`settle ${rows.map(({ ticketId }) => ticketId)}`),
  };
  const believed: ExposureLogs['believed'] = {
    note: async (_tenant, rows) =>
      rows.length === 0 ? undefined : write(`believe ${rows.map(({ ticketId }) => ticketId)}`),
  };
  return {
    ...{ logs: { shown, believed }, written },
    async letGo(error?: Error) {
      const one = waiting.shift();
      if (error) one?.reject(error);
      else one?.resolve();
      await pass();
    },
  };
}

it('writes what comes during a write in one statement after it', async () => {
  const store = slowStore();
  const writer = createExposureWriter(acme, store.logs, () => {});
  writer.settle(seen('1'));
  await pass();
  for (let i = 2; i < 50; i++) writer.settle(seen(String(i)));
  await pass();
  expect(store.written).toEqual(['settle 1']);
  await store.letGo();
  expect(store.written).toHaveLength(2);
  expect(store.written[1]).toMatch(/^settle 2,3,.*,49$/);
});

it('keeps the last word on each field, and the value an agent saw before it could not be had', async () => {
  const store = slowStore();
  const writer = createExposureWriter(acme, store.logs, () => {});
  writer.note(shownAs('1', paid));
  writer.note(shownAs('1', null));
  writer.note(shownAs('2', paid));
  writer.settle(seen('2'));
  await pass();
  await store.letGo();
  expect(store.written).toEqual(['settle 2', 'note 1=paid']);
});

it('forgets what was seen right before it could not be had, and then notes it', async () => {
  const store = slowStore();
  const writer = createExposureWriter(acme, store.logs, () => {});
  writer.note(shownAs('1', paid));
  writer.settle(seen('1'));
  writer.note(shownAs('1', null));
  await pass();
  await store.letGo();
  expect(store.written).toEqual(['settle 1', 'note 1=none']);
});

it('goes on after a store that has refused', async () => {
  const store = slowStore();
  const errors: unknown[] = [];
  const writer = createExposureWriter(acme, store.logs, (error) => void errors.push(error));
  writer.settle(seen('1'));
  await pass();
  writer.settle(seen('2'));
  const down = new Error('the store is away');
  await store.letGo(down);
  expect(errors).toEqual([down]);
  expect(store.written).toEqual(['settle 1', 'settle 2']);
});

it('writes what was believed by many in one statement, apart from what could not be confirmed', async () => {
  const store = slowStore();
  const writer = createExposureWriter(acme, store.logs, () => {});
  writer.believe(shownAs('1', paid));
  await pass();
  expect(store.written).toEqual(['believe 1']);
  for (let i = 2; i < 50; i++) {
    writer.believe(shownAs(String(i), paid));
    writer.believe(shownAs(String(i), paid));
  }
  writer.note(shownAs('1', null));
  await pass();
  await store.letGo();
  await store.letGo();
  expect(store.written).toHaveLength(3);
  expect(store.written[1]).toBe('note 1=none');
  expect(store.written[2]).toMatch(/^believe 2,3,.*,48,49$/);
});
