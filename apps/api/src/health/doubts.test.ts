import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createDoubts } from './doubts.ts';
import { emptyHistory, learn } from './history.ts';
import type { StoredIncident } from './ports.ts';
import type { Signal } from './signal.ts';

const LOOK_MS = 2500;
const MARGIN_MS = LOOK_MS + 1000;

/** A canary looks at billing; the process that leads is told what came of it. */
function stage(watched: Record<string, string[]> = { stripe: ['payment.status'] }) {
  let nowMs = 1_000_000;
  let history = emptyHistory(nowMs);
  let incidents: Pick<StoredIncident, 'id' | 'system'>[] = [];
  let seq = 0;
  let isAway = false;
  const did: string[] = [];
  const ms = (iso: string) => Date.parse(iso);
  const begin = () =>
    createDoubts({
      ...{ tenant: requireTenant('acme'), watched: new Map(Object.entries(watched)), isMarking: true, lookMs: LOOK_MS },
      believed: {
        async foundRight(_tenant, looks) {
          if (isAway) throw new Error('the store is away');
          did.push(...looks.map(({ fields, before }) => `right ${fields} before ${ms(before)}`));
        },
      },
      doubt: async (_tenant, { incidentId, fields, since }, isMarking) =>
        void did.push(`doubt ${fields} since ${ms(since)} by ${incidentId}${isMarking ? '' : ', unmarked'}`),
      connections: () => [{ connector: 'stripe', system: 'billing', history, lastSignal: seq }],
      incidents: () => incidents,
      now: () => nowMs,
    });
  let task = begin();
  const signal = new AbortController().signal;
  const say = (outcome: Pick<Signal, 'source' | 'failed' | 'reason'>) => {
    const { failed } = outcome;
    const one = { process: 'p', seq: seq++, system: 'billing', connector: 'stripe', atMs: nowMs, ok: 1 - failed };
    history = learn(history, { ...one, tail: failed, ...outcome });
  };
  return {
    look(isRight: boolean) {
      nowMs += 60_000;
      say({ source: 'canary', failed: isRight ? 0 : 1, reason: isRight ? undefined : 'wrong_values' });
      return nowMs;
    },
    fail() {
      for (let i = 0; i < 3; i++) say({ source: 'calls', failed: 1, reason: 'timeout' });
    },
    open: (...open: Pick<StoredIncident, 'id' | 'system'>[]) => {
      incidents = open;
    },
    setAway: (is: boolean) => {
      isAway = is;
    },
    leadAnew: () => {
      task = begin();
    },
    async run(afterMs = 2000) {
      nowMs += afterMs;
      await task.run(signal);
      return did.splice(0);
    },
  };
}
const billing = { id: 'i1', system: 'billing' };

it('forgets at each good look what was shown before it began, once', async () => {
  const { look, run } = stage();
  expect(await run(), 'no look yet').toEqual([]);
  const first = look(true);
  expect(await run()).toEqual([`right payment.status before ${first - MARGIN_MS}`]);
  expect(await run()).toEqual([]);
  const second = look(true);
  expect(await run()).toEqual([`right payment.status before ${second - MARGIN_MS}`]);
});

it('doubts all since the last good look, for as long as it is wrong, and by its incident alone', async () => {
  const { look, run, open, leadAnew } = stage();
  const right = look(true);
  await run();
  look(false);
  expect(await run(), 'once wrong is not wrong yet').toEqual([]);
  look(false);
  expect(await run(), 'no incident known yet').toEqual([]);
  open({ id: 'i0', system: 'crm' });
  expect(await run()).toEqual([]);
  open(billing);
  const doubt = [`doubt payment.status since ${right - MARGIN_MS} by i1`];
  expect(await run()).toEqual(doubt);
  expect(await run(500), 'no more often than every two seconds').toEqual([]);
  look(true);
  leadAnew();
  expect(await run(), 'right once is not right yet, for whoever leads now').toEqual(doubt);
  look(true);
  const over = look(true);
  open();
  expect(await run()).toEqual([`right payment.status before ${over - MARGIN_MS}`]);
});

it('does not take a single good look after a wrong one for the last good one', async () => {
  const { look, run, open } = stage();
  const right = look(true);
  await run();
  look(false);
  look(true);
  expect(await run()).toEqual([]);
  look(false);
  look(false);
  open(billing);
  expect(await run()).toEqual([`doubt payment.status since ${right - MARGIN_MS} by i1`]);
});

it('doubts what a system said that is gone since it was found wrong', async () => {
  const { look, run, open, fail } = stage();
  const right = look(true);
  await run();
  look(false);
  look(false);
  fail();
  open(billing);
  expect(await run()).toEqual([`doubt payment.status since ${right - MARGIN_MS} by i1`]);
});

it('forgets later what a store that was away has not forgotten', async () => {
  const { look, run, setAway } = stage();
  setAway(true);
  const right = look(true);
  await expect(run()).rejects.toThrow('away');
  setAway(false);
  expect(await run()).toEqual([`right payment.status before ${right - MARGIN_MS}`]);
});

it('does nothing where nothing is watched', async () => {
  const { look, run, open } = stage({});
  look(true);
  look(false);
  look(false);
  open(billing);
  expect(await run()).toEqual([]);
});
