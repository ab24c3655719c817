import { describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { incidentNow } from './incident.ts';
import { createIncidents } from './incidents.ts';
import type { StoredIncident } from './ports.ts';

const START_MS = Date.parse('2026-11-28T22:00:00.000Z');
const iso = (minutes: number) => new Date(START_MS + minutes * 60_000).toISOString();

function setup() {
  let all: StoredIncident[] = [];
  let nowMs = START_MS;
  let meanwhile = async () => {};
  const change = (id: string, to: (one: StoredIncident) => StoredIncident) => {
    all = all.map((one) => (one.id === id ? to(one) : one));
  };
  const incidents = createIncidents({
    tenant: requireTenant('acme'),
    incidents: {
      async open(_, system, at, timeline) {
        await meanwhile();
        if (all.some((one) => one.system === system && one.closedAt === undefined)) return undefined;
        all = [...all, { id: `i${all.length}`, system, openedAt: at, closedAt: undefined, timeline }];
        return all.at(-1)?.id;
      },
      append: async (_, id, added) => change(id, (one) => ({ ...one, timeline: [...one.timeline, ...[added].flat()] })),
      async close(_, id, entry) {
        change(id, (one) => ({ ...one, closedAt: entry.at, timeline: [...one.timeline, entry] }));
        return true;
      },
      find: async (_, id) => all.find((one) => one.id === id),
      current: async () => all,
      replayStart: async () => undefined,
    },
    versions: { read: async () => 0, bump: async () => {} },
    now: () => nowMs,
    onChange: async () => {},
  });
  const declare = async (minutes: number, by: string) => {
    const found = await incidents.declare('crm', minutes, undefined, by);
    if (!found || found === 'full') throw new Error('not declared');
    return found;
  };
  const pass = (minutes: number) => {
    nowMs += minutes * 60_000;
  };
  /** What happens once, between the look for an open one and the opening. */
  const asItOpens = (work: () => Promise<unknown>) => {
    meanwhile = async () => {
      meanwhile = async () => {};
      await work();
    };
  };
  return { incidents, declare, asItOpens, pass, all: () => all };
}

const well = [{ system: 'crm', name: 'CRM', state: 'ok', since: iso(0) }] as const;
const down = [{ system: 'crm', name: 'CRM', state: 'down', since: iso(0) }] as const;

describe('a maintenance that is on', () => {
  it('is not shortened by another that ends sooner', async () => {
    const { declare, pass } = setup();
    await declare(120, 'Ruth');
    pass(10);
    expect(incidentNow(await declare(30, 'Chidi')).until).toBe(iso(120));
    expect(incidentNow(await declare(180, 'Chidi')).until).toBe(iso(190));
  });

  it('has its own end again when the other is taken back', async () => {
    const { incidents, declare, pass, all } = setup();
    await declare(60, 'Ruth');
    pass(10);
    await incidents.withdraw(await declare(120, 'Chidi'), 'Chidi', well);
    expect(all()[0]?.closedAt).toBeUndefined();
    expect(incidentNow(all()[0]!)).toMatchObject({ state: 'maintenance', until: iso(60) });
  });
});

describe('several who declare maintenance at the same moment', () => {
  it('are all in the one incident', async () => {
    const { incidents, declare, asItOpens, all } = setup();
    asItOpens(() => incidents.declare('crm', 120, 'mine', 'Ruth'));
    await declare(30, 'Chidi');
    expect(all()).toHaveLength(1);
    const told = all()[0]!.timeline.map((entry) => `${entry.kind} ${'by' in entry ? entry.by : ''}`);
    expect(told).toEqual(['opened ', 'maintenance Ruth', 'note Ruth', 'maintenance Chidi']);
    expect(incidentNow(all()[0]!).until, 'as long as whoever wants it longest').toBe(iso(120));
  });
});

describe('a maintenance that is taken back as it begins', () => {
  it('is over', async () => {
    const { incidents, declare, all } = setup();
    await incidents.withdraw(await declare(60, 'Ruth'), 'Ruth', well);
    expect(all()[0]?.closedAt).toBe(iso(0));
  });

  it('leaves an outage, where the system is broken', async () => {
    const { incidents, declare, all } = setup();
    await incidents.withdraw(await declare(60, 'Ruth'), 'Ruth', down);
    expect(all()[0]?.closedAt).toBeUndefined();
    expect(incidentNow(all()[0]!).state).toBe('down');
  });
});
