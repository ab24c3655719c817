import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createAnswers } from './answers.ts';

const DAY_MS = 86_400_000;
const map = await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000));
const MONDAY_MS = Date.parse('2026-11-30T08:00:00Z');

/** Of a process that has just begun on Monday: what it looks through for answers that somebody has taken care of. */
async function lookedThrough(): Promise<{ readonly from: number; readonly until: number }> {
  let looked = { from: 0, until: 0 };
  const answers = createAnswers({
    tenant: requireTenant('acme'),
    map,
    incidents: { current: async () => [], find: async () => undefined, append: async () => {} },
    shown: { ofIncident: async () => [] },
    risks: {
      put: async () => {},
      of: async () => [],
      handle: async () => false,
      reopen: async () => false,
      async handledBetween(_tenant, from, until) {
        looked = { from: Date.parse(from), until: Date.parse(until) };
        return [];
      },
    },
    versions: { bump: async () => {} },
    open: async () => [],
    ticketUrl: () => undefined,
    nameOf: async () => 'Maya',
    noteOutcome: async () => {},
    version: () => 1,
    now: () => MONDAY_MS,
    steadyNow: () => MONDAY_MS,
  });
  await answers.run(new AbortController().signal);
  return looked;
}

it('notes on Monday what was handled on Friday evening, when nobody was at work any more', async () => {
  const { from, until } = await lookedThrough();
  expect(from).toBeLessThan(MONDAY_MS - 3 * DAY_MS);
  expect(until).toBe(MONDAY_MS - 10 * 60_000);
});
