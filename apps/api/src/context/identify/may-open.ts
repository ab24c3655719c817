import type { AgentRecord, TicketRecord } from '@sidelight/shared/record/helpdesk.ts';

export type AgentRights = Pick<AgentRecord, 'id' | 'restriction' | 'groupIds' | 'organizationIds' | 'brandIds'>;

/**
 * Whether somebody of the staff may open a ticket, or begin one for somebody (`ticket: null`), as far as their record in
 * the helpdesk says. What nobody knows is a no.
 */
export function mayOpen(agent: AgentRights, { ticket, requester, organization }: TicketRecord): boolean {
  const { restriction } = agent;
  if (restriction === 'none') return true;
  if (restriction === 'unknown') return false;
  if (!ticket) return mayBegin(agent, requester?.id, organization?.id);
  const { brandId, requesterId, assigneeId, groupId, organizationId } = ticket;
  // Where a brand keeps to its own agents, that holds besides.
  if (agent.brandIds && brandId !== null && !agent.brandIds.includes(brandId)) return false;
  // What they have asked for themselves is theirs, whoever has it.
  if (requesterId === agent.id) return true;
  switch (restriction) {
    case 'groups':
      return isAmong(agent.groupIds, groupId);
    case 'assigned':
      return assigneeId === agent.id;
    case 'organization':
      return isAmong(agent.organizationIds, organizationId);
    case 'requested':
      return false;
  }
}

/** A new ticket is in no group and nobody's yet: for whom it is decides, where that is what they are restricted by. */
function mayBegin(agent: AgentRights, requesterId: string | undefined, organizationId: string | undefined): boolean {
  switch (agent.restriction) {
    case 'organization':
      return isAmong(agent.organizationIds, organizationId ?? null);
    case 'requested':
      return requesterId === agent.id;
    default:
      return true;
  }
}

const isAmong = (theirs: readonly string[] | null, id: string | null): boolean =>
  id !== null && theirs?.includes(id) === true;
