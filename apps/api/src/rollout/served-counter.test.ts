import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { ServedLog } from './ports.ts';
import { createServedCounter } from './served-counter.ts';

function open() {
  const clock = { ms: 60_000_000 };
  const written: Parameters<ServedLog['add']>[1][] = [];
  const store = { isDown: false };
  const counter = createServedCounter({
    tenant: requireTenant('acme'),
    log: {
      async add(_tenant, minutes) {
        if (store.isDown) throw new Error('no store');
        written.push(minutes);
      },
      between: async () => ({ total: 0, inTime: 0, failed: 0 }),
    },
    withinMs: 1000,
    now: () => clock.ms,
    steadyNow: () => clock.ms,
  });
  return { clock, written, store, counter };
}

const failing = {
  timings: [{ read: 'crm.account', outcome: 'failed', startMs: 0, tookMs: 9 } as const],
  fields: () => [
    {
      ...({ id: 'account.name', label: 'Account', state: 'failed', reason: 'timeout' } as const),
      fallback: { steps: [{ text: 'ask' }], owner: 'crm' },
    },
  ],
};

it('adds up by the minute, and says it once', async () => {
  const { clock, written, counter } = open();
  counter.served(1000);
  counter.served(1001);
  counter.shown(failing);
  clock.ms += 60_000;
  counter.served(5);
  await counter.flush();
  await counter.close();
  expect(written).toEqual([
    [
      { minuteMs: 60_000_000, total: 2, inTime: 1, failed: 1 },
      { minuteMs: 60_060_000, total: 1, inTime: 1, failed: 0 },
    ],
  ]);
});

it('keeps what a store did not take, and adds to it', async () => {
  const { clock, written, store, counter } = open();
  counter.served(5);
  store.isDown = true;
  clock.ms += 5000;
  await expect(counter.flush()).rejects.toThrow('no store');
  counter.served(5);
  store.isDown = false;
  await counter.flush();
  expect(written, 'not asked again at once').toEqual([]);
  clock.ms += 5000;
  await counter.flush();
  expect(written).toEqual([[{ minuteMs: 60_000_000, total: 2, inTime: 2, failed: 0 }]]);
});
