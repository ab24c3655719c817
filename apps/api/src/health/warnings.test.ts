import type { Incident } from '@sidelight/shared/health/incident.ts';
import { describe, expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createWarnings } from './warnings.ts';

const tenant = requireTenant('acme');
const ruth = { userId: '7004', role: 'lead', locale: 'en' } as const;
const incident: Incident = {
  ...{ id: 'a', system: 'billing', name: 'Billing', state: 'down', since: '2026-11-23T10:00:00.000Z', ask: '' },
  radius: {
    ...{ fields: [], cards: [{ id: 'plan', title: 'Plan' }], owner: { name: 'Integrations', contact: '' } },
    ...{ openTickets: 0, agents: 0, accounts: 0, workflows: [] },
  },
};

/** The store's rule, in memory: once a person and incident, and again at a higher level. */
function setup(first: Incident | undefined) {
  const levels = new Map<string, number>();
  const shown = { incident: first };
  const warnings = createWarnings({
    tenant,
    board: { find: async () => shown.incident },
    log: {
      async claim(of, id, agent, level) {
        const key = `${of} ${id} ${agent}`;
        if ((levels.get(key) ?? 0) >= level) return false;
        levels.set(key, level);
        return true;
      },
    },
  });
  return { warnings, levels, shown };
}

describe('a warning', () => {
  it('is handed to each lead once, with what is touched', async () => {
    const { warnings } = setup(incident);
    expect(await warnings.claim('a', ruth)).toEqual({
      ...{ kind: 'warn', name: 'Billing', state: 'down', isWrong: false },
      ...{ cards: ['Plan'], workflows: [] },
    });
    expect(await warnings.claim('a', ruth)).toEqual({ kind: 'quiet' });
    expect(await warnings.claim('a', { ...ruth, userId: '7005' })).toMatchObject({ kind: 'warn' });
  });

  it('is handed out again when the values turn out to be wrong, and not when they are only missing again', async () => {
    const { warnings, shown } = setup(incident);
    await warnings.claim('a', ruth);
    shown.incident = { ...incident, state: 'degraded', reason: 'wrong_values' };
    expect(await warnings.claim('a', ruth)).toMatchObject({ kind: 'warn', isWrong: true });
    shown.incident = incident;
    expect(await warnings.claim('a', ruth)).toEqual({ kind: 'quiet' });
  });

  it.each<[string, Partial<Incident>]>([
    ['that is over', { closedAt: '2026-11-23T11:00:00.000Z' }],
    ['that a lead has planned', { state: 'maintenance' }],
  ])('is none of an incident %s, which uses nothing up', async (_, change) => {
    const { warnings, levels } = setup({ ...incident, ...change });
    expect(await warnings.claim('a', ruth)).toEqual({ kind: 'quiet' });
    expect(levels.size).toBe(0);
  });

  it('is unknown of an incident that there is not', async () => {
    expect(await setup(undefined).warnings.claim('x', ruth)).toBeUndefined();
  });
});
