import type { HelpdeskTicket } from '../company/bundle.ts';
import type { Company } from '../company/company.ts';
import type { HelpdeskGroup } from '../company/staff.ts';
import type { Comment } from '../helpdesk.ts';
import type { AddedComment } from '../webhooks.ts';
import type { CustomField } from './zendesk-custom-fields.ts';
import { shownFields } from './zendesk-field-input.ts';
import type { OrganizationState } from './zendesk-organization-state.ts';
import { zendeskZones } from './zendesk-time-zones.ts';
import { phoneOf, type UserState } from './zendesk-user-state.ts';

/** Zendesk writes no milliseconds. */
export const zendeskTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

export const groupOf = ({ groupId = 360010 }: HelpdeskTicket): number | null => groupId;
export const brandOf = ({ brandId = 360030 }: HelpdeskTicket): number => brandId;

export function ticketObject(ticket: HelpdeskTicket, origin: string) {
  return {
    url: `${origin}/api/v2/tickets/${ticket.id}.json`,
    id: ticket.id,
    external_id: null,
    via: { channel: 'email', source: { from: {}, to: {}, rel: null } },
    created_at: zendeskTime(ticket.createdAtMs),
    updated_at: zendeskTime(ticket.updatedAtMs),
    generated_timestamp: Math.floor(ticket.updatedAtMs / 1000),
    type: 'question',
    subject: ticket.subject,
    raw_subject: ticket.subject,
    description: ticket.message,
    priority: ticket.priority,
    status: ticket.status,
    recipient: 'support@acme.example',
    requester_id: ticket.requesterId,
    submitter_id: ticket.requesterId,
    assignee_id: ticket.assigneeId,
    organization_id: ticket.organizationId,
    group_id: groupOf(ticket),
    collaborator_ids: [],
    follower_ids: ticket.followerIds ?? [],
    email_cc_ids: [],
    forum_topic_id: null,
    problem_id: null,
    has_incidents: false,
    is_public: true,
    due_at: null,
    tags: ticket.tags,
    custom_fields: [],
    satisfaction_rating: ticket.csat === undefined ? null : { id: 9000 + ticket.id, score: ticket.csat },
    sharing_agreement_ids: [],
    custom_status_id: 4801,
    followup_ids: [],
    ticket_form_id: 360020,
    brand_id: brandOf(ticket),
    allow_channelback: false,
    allow_attachments: true,
    from_messaging_channel: false,
  };
}

/** How long things took, as it stands with a ticket where it is asked for. */
export function metricSet(ticket: HelpdeskTicket) {
  const minutes = (ms: number | undefined) => {
    const taken = ms === undefined ? null : Math.round((ms - ticket.createdAtMs) / 60_000);
    return { calendar: taken, business: taken };
  };
  return {
    ...{ id: 700_000 + ticket.id, ticket_id: ticket.id, created_at: zendeskTime(ticket.createdAtMs) },
    ...{ reopens: 0, replies: ticket.firstReplyAtMs === undefined ? 0 : 1 },
    reply_time_in_minutes: minutes(ticket.firstReplyAtMs),
    full_resolution_time_in_minutes: minutes(ticket.solvedAtMs),
    solved_at: ticket.solvedAtMs === undefined ? null : zendeskTime(ticket.solvedAtMs),
  };
}

function roleTypeOf({ role, isLight }: UserState): number | null {
  if (role === 'end-user') return null;
  return role === 'admin' ? 4 : isLight ? 1 : 0;
}

/** A role of the account's own says nothing there. */
const restrictionOf = ({ role, ticketRestriction }: UserState): string | null =>
  role === 'admin' || ticketRestriction === 'other' ? null : (ticketRestriction ?? null);

export function userObject(user: UserState, fields: readonly CustomField[], origin: string) {
  const isStaff = user.role !== 'end-user';
  return {
    id: user.id,
    url: `${origin}/api/v2/users/${user.id}.json`,
    name: user.name,
    email: user.email,
    created_at: zendeskTime(user.createdAtMs),
    updated_at: zendeskTime(user.updatedAtMs),
    time_zone: user.timeZone,
    iana_time_zone: zendeskZones.get(user.timeZone) ?? 'Etc/UTC',
    phone: phoneOf(user),
    shared_phone_number: phoneOf(user) === null ? null : user.sharedPhone !== null,
    photo: null,
    locale_id: user.locale === 'de' ? 8 : 1,
    locale: user.locale,
    organization_id: user.organizationId,
    role: user.role,
    verified: true,
    external_id: user.externalId,
    tags: user.tags,
    alias: user.alias,
    active: user.isActive,
    shared: user.isShared,
    shared_agent: false,
    last_login_at: null,
    two_factor_auth_enabled: null,
    signature: null,
    details: user.details,
    notes: user.notes,
    role_type: roleTypeOf(user),
    custom_role_id: user.customRoleId,
    moderator: isStaff,
    ticket_restriction: isStaff ? restrictionOf(user) : 'requested',
    only_private_comments: user.isLight === true,
    restricted_agent: user.ticketRestriction !== undefined || user.isLight === true,
    suspended: user.isSuspended,
    default_group_id: isStaff ? 360010 : null,
    report_csv: false,
    user_fields: shownFields(fields, user.fields),
  };
}

export function organizationObject(organization: OrganizationState, fields: readonly CustomField[], origin: string) {
  return {
    url: `${origin}/api/v2/organizations/${organization.id}.json`,
    id: organization.id,
    name: organization.name,
    shared_tickets: false,
    shared_comments: false,
    external_id: organization.externalId,
    created_at: zendeskTime(organization.createdAtMs),
    updated_at: zendeskTime(organization.updatedAtMs),
    domain_names: organization.domains,
    details: organization.details,
    notes: organization.notes,
    group_id: null,
    tags: organization.tags,
    organization_fields: shownFields(fields, organization.fields),
  };
}

export const groupObject = ({ id, name }: HelpdeskGroup, createdAtMs: number, origin: string) => ({
  url: `${origin}/api/v2/groups/${id}.json`,
  id,
  is_public: true,
  name,
  description: '',
  default: id === 360010,
  deleted: false,
  created_at: zendeskTime(createdAtMs),
  updated_at: zendeskTime(createdAtMs),
});

export const commentObject = (comment: Comment) => ({
  id: comment.id,
  type: 'Comment',
  author_id: comment.authorId,
  body: comment.body,
  plain_body: comment.body,
  public: comment.isPublic,
  created_at: zendeskTime(comment.createdAtMs),
  attachments: [],
});

/** In a webhook: ids are texts, and it says whether one of the staff wrote it. */
export function addedComment(comment: Comment, company: Company): AddedComment {
  const author = company.user(comment.authorId);
  const isStaff = author !== undefined && author.role !== 'end-user';
  return {
    id: String(comment.id),
    body: comment.body,
    is_public: comment.isPublic,
    author: { id: String(comment.authorId), is_staff: isStaff, name: author?.name ?? '' },
  };
}
