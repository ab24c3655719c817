import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadMap } from '../map/load-map.ts';
import type { TicketAtRisk } from './ports.ts';
import { riskWords } from './risk-words.ts';

const map = await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000));
const shownAt = '2026-11-16T09:10:00.000Z';
const code = (id: string, label: string) =>
  ({ kind: 'code', code: id, label, tone: 'bad', isConfirmed: true }) as const;
const field = (id: string): TicketAtRisk['fields'][number] => ({
  ...{ id, label: 'Status', shownAt, shown: code('overdue', 'Past due'), isNow: code('paid', 'Paid') },
});
const ticket = (id: string): TicketAtRisk => ({ ticketId: '1002', wasAnswered: true, fields: [field(id)] });

it.each([
  ['de', 'Zahlung: Status', 'Überfällig', 'Bezahlt'],
  ['en', 'Payment: Status', 'Past due', 'Paid'],
])('is said in the language of who reads it, with the card it stands on: %s', (locale, label, was, isNow) => {
  const [said] = riskWords(map, locale)(ticket('payment.status')).fields;
  expect(said).toMatchObject({ label, shown: { label: was }, isNow: { label: isNow } });
});

it('stays as it was kept where the map has lost the field, and nothing stays nothing', () => {
  expect(riskWords(map, 'de')(ticket('gone.field'))).toEqual(ticket('gone.field'));
  const none = { ...ticket('payment.status'), fields: [{ ...field('payment.status'), isNow: null }] };
  expect(riskWords(map, 'de')(none).fields[0]?.isNow).toBeNull();
});
