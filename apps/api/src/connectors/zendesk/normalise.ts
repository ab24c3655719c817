import type {
  AgentRecord,
  BrandsRecord,
  GroupsRecord,
  OrganizationRecord,
  RequesterRecord,
  TicketRecord,
  TicketRestriction,
} from '@sidelight/shared/record/helpdesk.ts';
import { nextDue } from './sla.ts';
import type {
  WireAgentAnswer,
  WireBrand,
  WireGroup,
  WireOrganization,
  WireTicketAnswer,
  WireUser,
  WireUserAnswer,
} from './wire.ts';

/** Null for a deleted ticket. */
export function normaliseTicket({ ticket, users, organizations }: WireTicketAnswer): TicketRecord | null {
  if (ticket.status === 'deleted') return null;
  const requester = users.find((user) => user.id === ticket.requester_id);
  // The ticket's own organisation outranks its requester's default one, also when it cannot be read.
  const organizationId = ticket.organization_id ?? requester?.organization_id ?? null;
  return {
    ticket: {
      id: ticket.id,
      requesterId: ticket.requester_id,
      organizationId: ticket.organization_id,
      brandId: ticket.brand_id ?? null,
      groupId: ticket.group_id ?? null,
      assigneeId: ticket.assignee_id ?? null,
      status: ticket.status,
      tags: ticket.tags,
      sla: nextDue(ticket.slas),
    },
    requester: requester ? requesterOf(requester) : null,
    organization: organizationOf(organizationId, organizations),
    ...customerTags(requester, organizationId, organizations),
  };
}

/** Null for a deleted user. */
export function normaliseRequester({ user, organizations }: WireUserAnswer): TicketRecord | null {
  if (!user.active) return null;
  return {
    ticket: null,
    requester: requesterOf(user),
    organization: organizationOf(user.organization_id, organizations),
    ...customerTags(user, user.organization_id, organizations),
  };
}

/** What the helpdesk's people have marked the requester, or the organization, with. */
function customerTags(
  requester: WireUser | undefined,
  organizationId: string | null,
  organizations: readonly WireOrganization[],
): Pick<TicketRecord, 'customerTags'> {
  const organization = organizations.find(({ id }) => id === organizationId);
  const tags = [...new Set([...(requester?.tags ?? []), ...(organization?.tags ?? [])])];
  return tags.length > 0 ? { customerTags: tags } : {};
}

/** Where somebody works, and what is theirs besides. Null: not known, or not asked for. */
export interface Memberships {
  readonly groups: readonly WireGroup[] | null;
  readonly organizationIds?: readonly string[] | null;
  readonly brandIds?: readonly string[] | null;
}

export const normaliseAgent = (
  { user }: WireAgentAnswer,
  { groups, organizationIds = null, brandIds = null }: Memberships,
): AgentRecord => ({
  id: user.id,
  name: user.name,
  role: user.role === 'end-user' ? 'end_user' : user.role,
  customRoleId: user.custom_role_id ?? null,
  groupIds: groups && live(groups).map((group) => group.id),
  locale: user.locale,
  isActive: user.active && !user.suspended,
  // Two fields that say the same; where they do not, or are not there, the narrower one holds.
  seesAllTickets: user.role === 'admin' || (user.restricted_agent === false && !user.ticket_restriction),
  restriction: restrictionOf(user),
  organizationIds: organizationIds && [...organizationIds],
  // An account that does not part its agents by brand lists none.
  brandIds: brandIds && brandIds.length > 0 ? [...brandIds] : null,
  isLight: isLight(user),
});

const LIGHT = 1;
const isLight = ({ role, role_type }: WireAgentAnswer['user']): boolean => role === 'agent' && role_type === LIGHT;

const KNOWN: ReadonlySet<string> = new Set<TicketRestriction>(['groups', 'assigned', 'requested', 'organization']);
const isKnown = (text: string): text is TicketRestriction => KNOWN.has(text);

/**
 * Which tickets somebody may open. A mark that there is a restriction, without a word on which, is one that we do not
 * know (a role of the account's own); of a light agent it may be that they write for colleagues only.
 */
export function restrictionOf(user: WireAgentAnswer['user']): TicketRestriction {
  if (user.role === 'admin') return 'none';
  if (user.ticket_restriction) return isKnown(user.ticket_restriction) ? user.ticket_restriction : 'unknown';
  return user.restricted_agent === false || isLight(user) ? 'none' : 'unknown';
}

export const normaliseGroups = (groups: readonly WireGroup[]): GroupsRecord => ({
  groups: live(groups).map(({ id, name }) => ({ id, name })),
});

/** What is no subdomain is on no host of the helpdesk's. */
export const normaliseBrands = (brands: readonly WireBrand[]): BrandsRecord => ({
  hosts: [...new Set(brands.map(({ subdomain }) => subdomain.toLowerCase()))]
    .filter((subdomain) => /^[a-z0-9][a-z0-9-]{0,62}$/.test(subdomain))
    .map((subdomain) => `${subdomain}.zendesk.com`),
});

/** Each once, as the last page that lists it has it: pages overlap when groups are made or deleted meanwhile. */
const live = (groups: readonly WireGroup[]) =>
  [...new Map(groups.map((group) => [group.id, group])).values()].filter((group) => !group.deleted);

const requesterOf = (user: WireUser): RequesterRecord => ({
  id: user.id,
  name: user.name,
  email: user.email,
  // Filled in for us, where the external ID may belong to the sign-in system; and it can be seen and fixed by hand.
  externalId: user.user_fields?.sidelight_crm_contact_id ?? user.external_id,
  locale: user.locale,
  timeZone: user.iana_time_zone,
});

function organizationOf(id: string | null, organizations: readonly WireOrganization[]): OrganizationRecord | null {
  const found = organizations.find((organization) => organization.id === id);
  if (!found) return null;
  const externalId = found.organization_fields?.sidelight_crm_account_id ?? found.external_id;
  return { id: found.id, name: found.name, externalId };
}
