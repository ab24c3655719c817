import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { answersAtRisk } from './answers-report.ts';
import type { CheckedTicket } from './ports.ts';

const at = '2026-11-26T12:00:00.000Z';

it('names the tickets that could not be read again, for somebody to look at', async () => {
  const results: CheckedTicket[] = [
    { kind: 'unchecked', ticketId: '8' },
    { kind: 'checked', ticket: { ticketId: '7', wasAnswered: false, fields: [] } },
    { kind: 'unchecked', ticketId: '9' },
  ];
  const deps = {
    tenant: requireTenant('acme'),
    map: await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000)),
    risks: { of: async () => results },
    nameOf: async () => 'nobody',
  };
  const incident = { id: 'i1', system: 'billing', openedAt: at, closedAt: at, timeline: [] };
  expect(await answersAtRisk(deps, incident, [], 'en')).toMatchObject({
    ...{ checked: 1, unchecked: 2, uncheckedTickets: ['8', '9'], tickets: [] },
  });
});
