import { describe, expect, it } from 'vitest';
import { noRecord } from '../audit/fixtures.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createPlans } from './plans.ts';
import type { Plan, StoredIncident } from './ports.ts';

const tenant = requireTenant('acme');
const START_MS = Date.parse('2026-11-28T22:00:00.000Z');
const HOUR_MS = 3_600_000;

function setup() {
  let plans: Plan[] = [];
  let nowMs = START_MS;
  let version = 1;
  let lookedUp = 0;
  const begun: unknown[][] = [];
  let isFull = false;
  const withdrawn: string[] = [];
  let meanwhile = async () => {};
  const all = createPlans({
    tenant,
    log: {
      put: async (_, plan) => {
        plans = [...plans, { ...plan, id: `p${plans.length}` }];
        return plans.at(-1)?.id;
      },
      list: async () => {
        lookedUp++;
        return plans;
      },
      change: async (_, changed) => {
        plans = plans.map((plan) => (plan.id === changed.id ? changed : plan));
        return plans.includes(changed);
      },
      remove: async (_, id, { seen } = {}) => {
        const before = plans.length;
        plans = plans.filter((plan) => plan.id !== id || (seen !== undefined && plan !== seen));
        return plans.length < before;
      },
    },
    incidents: {
      declare: async (...said) => {
        begun.push(said);
        await meanwhile();
        // Only whether there is one counts.
        return isFull ? ('full' as const) : ({ id: 'i' } as StoredIncident);
      },
      withdraw: async ({ id }) => void withdrawn.push(id),
    },
    systems: () => [],
    versions: {
      read: async () => version,
      bump: async () => {
        version++;
      },
    },
    version: () => version,
    now: () => nowMs,
  });
  const run = () => all.task.run(new AbortController().signal);
  const fill = (is: boolean) => {
    isFull = is;
  };
  const onBegin = (act: () => Promise<void>) => {
    meanwhile = act;
  };
  return {
    all,
    run,
    begun,
    withdrawn,
    onBegin,
    fill,
    pass: (ms: number) => (nowMs += ms),
    lookedUp: () => lookedUp,
    plans: () => plans,
  };
}

const tonight = {
  ...{ system: 'crm', text: 'New fields', by: 'Ruth Abara', minutes: 60 },
  startsAt: new Date(START_MS + HOUR_MS).toISOString(),
};

const later = { by: 'Olivia Castellano', startsAt: new Date(START_MS + 2 * HOUR_MS).toISOString() };

describe('maintenance planned ahead', () => {
  it('that cannot begin is kept, and begins once it can', async () => {
    const { all, run, begun, fill, pass, plans } = setup();
    await all.add(tonight, noRecord);
    fill(true);
    pass(HOUR_MS);
    await run();
    expect([begun.length, plans().length]).toEqual([1, 1]);
    fill(false);
    pass(60_000);
    await run();
    expect([begun.length, plans().length]).toEqual([2, 0]);
  });

  it('begins at its time, with the length it was planned for, and once', async () => {
    const { all, run, begun, pass, plans } = setup();
    await all.add(tonight, noRecord);
    await run();
    expect(begun).toEqual([]);
    pass(HOUR_MS);
    await run();
    await run();
    expect(begun).toEqual([['crm', 60, 'New fields', 'Ruth Abara']]);
    expect(plans()).toEqual([]);
  });

  it('begins late with what is left of it, where nobody was awake at its time', async () => {
    const { all, run, begun, pass } = setup();
    await all.add(tonight, noRecord);
    pass(1.5 * HOUR_MS);
    await run();
    expect(begun).toEqual([['crm', 30, 'New fields', 'Ruth Abara']]);
  });

  it('does not begin when all of it is past', async () => {
    const { all, run, begun, pass, plans } = setup();
    await all.add(tonight, noRecord);
    pass(3 * HOUR_MS);
    await run();
    expect(begun).toEqual([]);
    expect(plans()).toEqual([]);
  });

  it('is changed: it begins at its new time, with its new length and note', async () => {
    const { all, run, begun, pass } = setup();
    const id = await all.add(tonight, noRecord);
    expect(await all.change(id!, { ...later, minutes: 15, text: 'Even newer fields' }, noRecord)).toBe(true);
    pass(HOUR_MS);
    await run();
    expect(begun).toEqual([]);
    pass(HOUR_MS);
    await run();
    expect(begun).toEqual([['crm', 15, 'Even newer fields', 'Olivia Castellano']]);
    expect(await all.change(id!, { ...later, minutes: 15, text: '' }, noRecord), 'it has begun').toBe(false);
  });

  it('that is changed while it begins begins at its new time', async () => {
    const { all, run, begun, withdrawn, onBegin, pass, plans } = setup();
    const id = await all.add(tonight, noRecord);
    onBegin(async () => expect(await all.change(id!, { ...later, minutes: 60, text: '' }, noRecord)).toBe(true));
    pass(HOUR_MS);
    await run();
    expect([begun.length, withdrawn, plans()]).toMatchObject([1, ['i'], [{ startsAt: later.startsAt }]]);
  });

  it('is taken back once', async () => {
    const { all, run, begun, pass } = setup();
    const id = await all.add(tonight, noRecord);
    expect(await all.remove(id!, noRecord)).toBe(true);
    expect(await all.remove(id!, noRecord)).toBe(false);
    pass(2 * HOUR_MS);
    await run();
    expect(begun).toEqual([]);
  });

  it('that is taken back while it begins leaves nothing behind', async () => {
    const { all, run, begun, withdrawn, onBegin, pass, plans } = setup();
    const id = await all.add(tonight, noRecord);
    onBegin(async () => expect(await all.remove(id!, noRecord), 'the lead is told that it is gone').toBe(true));
    pass(HOUR_MS);
    await run();
    expect([begun.length, withdrawn, plans()]).toEqual([1, ['i'], []]);
  });

  it('that begins is not withdrawn', async () => {
    const { all, run, withdrawn, pass } = setup();
    await all.add(tonight, noRecord);
    pass(HOUR_MS);
    await run();
    expect(withdrawn).toEqual([]);
  });

  it('asks the store nothing while nothing changes and nothing is due', async () => {
    const { run, pass, lookedUp } = setup();
    await run();
    for (let i = 0; i < 20; i++) {
      pass(1000);
      await run();
    }
    expect(lookedUp()).toBe(1);
  });
});
