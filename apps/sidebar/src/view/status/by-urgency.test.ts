import { expect, it } from 'vitest';
import { atRisk } from '../../../dev/status/incidents.ts';
import { byUrgency } from './by-urgency.ts';

it('puts first what a customer has been told, the newest ticket before the others', () => {
  expect(byUrgency(atRisk().tickets).map(({ ticketId }) => ticketId)).toEqual(['4711', '4690', '4698']);
});
