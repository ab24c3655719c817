import type { ColorScheme, TicketRef } from './port.ts';

// What the helpdesk says is only believed as far as its shape goes.

export const part = (value: unknown, key: string): unknown => Object(value)[key];

/** A helpdesk id, which arrives as a number or as text. Anything else, `new` or null among it, is no id. */
export const idOf = (value: unknown): string | undefined => /^\d{1,20}$/.exec(String(value))?.[0];

export function refOf(ticketId: string | undefined, said: unknown): TicketRef {
  const requesterId = idOf(part(said, 'ticket.requester.id'));
  const organizationId = idOf(part(part(said, 'ticket.organization'), 'id'));
  return {
    ...(ticketId && { ticketId }),
    ...(requesterId && { requesterId }),
    ...(organizationId && { organizationId }),
  };
}

export const isScheme = (value: unknown): value is ColorScheme => value === 'light' || value === 'dark';

/** The npm SDK resolves with this after 5 s where it should reject. */
export const isTimeout = (answer: unknown): boolean => part(answer, 'name') === 'TimeoutError';

/** The origin this page was opened for, looked for where the SDK looks: the query first, then the hash. */
export const claimedOrigin = ({ search, hash }: { readonly search: string; readonly hash: string }): string | null =>
  new URLSearchParams(`${search}&${hash.slice(1)}`).get('origin');
