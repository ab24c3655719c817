import type { HelpdeskTicket } from '../company/bundle.ts';
import { groups } from '../company/staff.ts';
import { brandOf, groupOf } from './zendesk-objects.ts';
import type { UserState } from './zendesk-user-state.ts';

/** What the helpdesk itself shows one of its staff, who calls by their own token. */
export function maySee(who: UserState, ticket: HelpdeskTicket): boolean {
  if (who.role === 'admin' || who.ticketRestriction === undefined) return true;
  if (who.brandIds && who.brandIds.length > 0 && !who.brandIds.includes(brandOf(ticket))) return false;
  if (ticket.requesterId === who.id) return true;
  switch (who.ticketRestriction) {
    case 'groups':
      return groups.some(({ id, members }) => id === groupOf(ticket) && members.includes(who.id));
    case 'assigned':
      return ticket.assigneeId === who.id;
    case 'organization':
      return ticket.organizationId !== null && isOf(who, ticket.organizationId);
    case 'requested':
    case 'other':
      return false;
  }
}

/** Whom they may write to first. */
export function maySeeUser(who: UserState, user: UserState): boolean {
  if (who.role === 'admin') return true;
  if (who.ticketRestriction === 'organization') return user.memberships.some((one) => isOf(who, one.organizationId));
  if (who.ticketRestriction === 'requested') return user.id === who.id;
  return who.ticketRestriction !== 'other';
}

const isOf = (who: UserState, organizationId: number) =>
  who.memberships.some((one) => one.organizationId === organizationId);
