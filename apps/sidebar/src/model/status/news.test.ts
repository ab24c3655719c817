import type { Incident } from '@sidelight/shared/health/incident.ts';
import { expect, it } from 'vitest';
import { createNews } from './news.ts';

const incident = (id: string, state: Incident['state'] = 'down'): Incident => ({
  ...{ id, system: 'billing', name: 'Billing', state, since: '2026-11-24T10:00:00.000Z' },
  radius: {
    ...{ fields: [], cards: [], workflows: [], owner: { name: 'O', contact: '#o' } },
    ...{ openTickets: 0, agents: 0, accounts: 0 },
  },
});

it('is news once, and not what was there already, nor what was planned', () => {
  const news = createNews();
  expect(news.isNew([incident('1')])).toBe(false);
  expect(news.isNew([incident('1')])).toBe(false);
  expect(news.isNew([incident('1'), incident('2')])).toBe(true);
  expect(news.isNew([incident('1'), incident('2')])).toBe(false);
  expect(news.isNew([incident('3', 'maintenance')])).toBe(false);
  expect(news.isNew([incident('1')]), 'it never went').toBe(false);
  const wrong = { ...incident('1', 'degraded'), reason: 'wrong_values' as const };
  expect(news.isNew([wrong]), 'slow before, wrong now').toBe(true);
  expect(news.isNew([wrong])).toBe(false);
});
