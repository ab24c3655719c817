import { expect, it } from 'vitest';
import { addressOf, ticketInAddress } from './route.ts';

it('reads a ticket out of the address it wrote', () => {
  expect(ticketInAddress(addressOf('1001'))).toBe('1001');
});

it.each(['', '#/', '#/tickets/', '#/tickets/abc', '#/tickets/1/2', `#/tickets/${'9'.repeat(21)}`])(
  'finds no ticket in “%s”',
  (hash) => expect(ticketInAddress(hash)).toBeUndefined(),
);

it('shows the list for a ticket that is not saved', () => {
  expect(addressOf('new-1')).toBe('#/');
  expect(addressOf(undefined)).toBe('#/');
});
