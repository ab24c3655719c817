import { expect, it } from 'vitest';
import { addressOf, appRouteIn, ticketInAddress } from './route.ts';

it('reads a ticket out of the address it wrote', () => {
  expect(ticketInAddress(addressOf('1001'))).toBe('1001');
});

it.each(['', '#/', '#/tickets/', '#/tickets/abc', '#/tickets/1/2', `#/tickets/${'9'.repeat(21)}`])(
  'finds no ticket in “%s”',
  (hash) => expect(ticketInAddress(hash)).toBeUndefined(),
);

it.each([
  ['#/apps/sidelight', ''],
  ['#/apps/sidelight/incident/a-1', 'incident/a-1'],
  ['#/apps/sidelights', undefined],
  ['#/tickets/1001', undefined],
])('“%s” leads to the app’s page, at “%s”', (hash, route) => expect(appRouteIn(hash)).toBe(route));

it('shows the list for a ticket that is not saved', () => {
  expect(addressOf('new-1')).toBe('#/');
  expect(addressOf(undefined)).toBe('#/');
});
