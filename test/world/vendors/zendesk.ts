import type { Request } from 'express';
import type { HelpdeskTicket } from '../company/bundle.ts';
import type { Company } from '../company/company.ts';
import type { Helpdesk, TicketChange } from '../helpdesk.ts';
import type { OAuthClient } from '../oauth/authorization.ts';
import type { Grants } from '../oauth/grants.ts';
import { oauthRoutes } from '../oauth/oauth-routes.ts';
import type { Webhooks } from '../webhooks.ts';
import { type Answer, ok } from './answer.ts';
import type { VendorSpec } from './vendor.ts';
import { requestId } from './vendor-headers.ts';
import { createAccess } from './zendesk-access.ts';
import { brandRoutes } from './zendesk-brands.ts';
import { closed, forbidden, hidden, invalid, notFound, refusal } from './zendesk-errors.ts';
import { fieldRoutes } from './zendesk-field-routes.ts';
import { groupRoutes } from './zendesk-groups.ts';
import { historyRoutes } from './zendesk-history-routes.ts';
import { identityRoutes } from './zendesk-identity-routes.ts';
import { incrementalRoutes } from './zendesk-incremental.ts';
import { TagsInput, TicketInput } from './zendesk-input.ts';
import { jobRoutes } from './zendesk-job-routes.ts';
import { createAccountLimits } from './zendesk-limits.ts';
import { membershipRoutes } from './zendesk-membership-routes.ts';
import {
  addedComment,
  commentObject,
  organizationObject,
  ticketObject,
  userObject,
  zendeskTime,
} from './zendesk-objects.ts';
import { organizationRoutes } from './zendesk-organization-routes.ts';
import type { OrganizationState } from './zendesk-organization-state.ts';
import { pageOf } from './zendesk-page.ts';
import { wrongParameter } from './zendesk-parameters.ts';
import type { People } from './zendesk-people.ts';
import { maySee, maySeeUser } from './zendesk-rights.ts';
import { searchExportRoutes } from './zendesk-search-export.ts';
import { slasOf } from './zendesk-slas.ts';
import { tagManyRoutes } from './zendesk-tag-many.ts';
import { ticketRoutes } from './zendesk-ticket-routes.ts';
import { userRoutes } from './zendesk-user-routes.ts';
import type { UserState } from './zendesk-user-state.ts';
import { webhookRoutes } from './zendesk-webhooks.ts';

export interface ZendeskDeps {
  readonly company: Company;
  readonly helpdesk: Helpdesk;
  readonly webhooks: Webhooks;
  readonly people: People;
  readonly credentials: { readonly token: string; readonly email: string };
  readonly client: OAuthClient;
  readonly grants: Grants;
  /** Every app of ours that was uploaded has the one key. */
  isApp(id: string): boolean;
  readonly publicKeyPem: string;
  origin(): string;
}

/** Zendesk Support v2. Credentials: an OAuth token as bearer, or Basic `email/token:…`. */
export function createZendesk(deps: ZendeskDeps): VendorSpec {
  const { company, helpdesk, webhooks, people, credentials, origin } = deps;
  const { directory } = people;
  const access = createAccess({
    ...{ staff: company.staff, credentials, grants: deps.grants },
    isSuspended: (id) => directory.user(id)?.isSuspended === true,
  });
  const limits = createAccountLimits(people.limits, people.clock.now);
  const shownUser = (user: UserState) => userObject(user, directory.fields.users, origin());
  const shownOrganization = (one: OrganizationState) =>
    organizationObject(one, directory.fields.organizations, origin());

  const sideloads = (req: Request, userIds: readonly (number | null)[], organizationId: number | null) => {
    const include = String(req.query.include ?? '').split(',');
    const organization = organizationId === null ? undefined : directory.organization(organizationId);
    const users = [...new Set(userIds)].flatMap((id) => {
      const user = id === null ? undefined : directory.user(id);
      return user ? [shownUser(user)] : [];
    });
    return {
      ...(include.includes('users') ? { users } : {}),
      ...(include.includes('organizations')
        ? { organizations: organization ? [shownOrganization(organization)] : [] }
        : {}),
    };
  };

  const showTicket = (req: Request): Answer => {
    const ticket = helpdesk.ticket(Number(req.params.id));
    if (!ticket) return notFound();
    const how = helpdesk.hiddenFrom(ticket.id, access.callerOf(req));
    if (how === 'missing') return notFound();
    const who = directory.user(access.callerOf(req));
    if (how === 'forbidden' || helpdesk.isPrivate(ticket.id) || (who && !maySee(who, ticket))) return hidden();
    return ok({
      ticket: {
        ...ticketObject(ticket, origin()),
        ...(String(req.query.include ?? '').includes('slas') && { slas: slasOf(ticket, people.clock.now()) }),
      },
      ...sideloads(req, [ticket.requesterId, ticket.assigneeId], ticket.organizationId),
    });
  };

  const showUser = (req: Request): Answer => {
    const user = directory.user(Number(req.params.id));
    const who = directory.user(access.callerOf(req));
    if (!user || (who && !maySeeUser(who, user)) || helpdesk.hiddenFrom(user.id, access.callerOf(req)))
      return notFound();
    return ok({ user: shownUser(user), ...sideloads(req, [], user.organizationId) });
  };

  const saved = (status: number, ticket: HelpdeskTicket): Answer => ({
    status,
    body: {
      ticket: ticketObject(ticket, origin()),
      audit: { id: Date.now(), ticket_id: ticket.id, created_at: zendeskTime(Date.now()), author_id: 7005, events: [] },
    },
  });

  const createTicket = (req: Request): Answer => {
    const input = TicketInput.safeParse(req.body);
    if (!input.success) return invalid();
    const ticket = helpdesk.create(changeOf(input.data));
    webhooks.emit('created', ticket);
    return { ...saved(201, ticket), headers: { location: `${origin()}/api/v2/tickets/${ticket.id}.json` } };
  };

  const unwritable = ({ id, status }: HelpdeskTicket): Answer | undefined => {
    if (helpdesk.isPrivate(id)) return hidden();
    return status === 'closed' ? closed() : undefined;
  };

  const updateTicket = (req: Request): Answer => {
    const input = TicketInput.safeParse(req.body);
    if (!input.success) return invalid();
    const id = Number(req.params.id);
    const before = helpdesk.ticket(id);
    const refused = before && unwritable(before);
    if (refused) return refused;
    const after = helpdesk.change(id, { ...changeOf(input.data), ...followersOf(input.data, before) });
    if (!before || !after) return notFound();
    const comment = input.data.ticket.comment && helpdesk.comments(id).at(-1);
    webhooks.emitChanges(before, after, comment && addedComment(comment, company));
    return saved(200, after);
  };

  /** Adds to the tags there are; the plain PUT of a ticket would replace them. */
  const addTags = (req: Request): Answer => {
    const input = TagsInput.safeParse(req.body);
    if (!input.success) return invalid();
    const id = Number(req.params.id);
    const before = helpdesk.ticket(id);
    const refused = before && unwritable(before);
    if (refused) return refused;
    const after = before && helpdesk.change(id, { tags: [...new Set([...before.tags, ...input.data.tags])] });
    if (!before || !after) return notFound();
    webhooks.emitChanges(before, after, undefined);
    return ok({ tags: after.tags });
  };

  const revokeOwn = (req: Request): Answer => {
    access.revokeOwn(req);
    return { status: 204, type: 'text/plain', body: '' };
  };

  const pem = (): Answer => ({ status: 200, type: 'application/x-pem-file', body: deps.publicKeyPem });

  return {
    vendor: 'zendesk',
    name: 'Zendesk',
    // By its own clock, which may be wrong.
    headers: () => ({
      ...{ 'x-zendesk-request-id': requestId(), date: new Date(people.clock.now()).toUTCString() },
      ...limits.headers(),
    }),
    isAuthorised: access.isAuthorised,
    restrict: (req) => access.restrict(req) ?? wrongParameter(req) ?? limits.meet(req),
    refusals: {
      unauthorized: () =>
        refusal(401, "Couldn't authenticate you", undefined, { 'www-authenticate': 'Basic realm="Web Password"' }),
      forbidden,
      rateLimited: (retryAfterS) =>
        refusal(429, 'APIRateLimitExceeded', 'Number of allowed API requests per minute exceeded', {
          'retry-after': String(retryAfterS),
          'x-rate-limit-remaining': '0',
        }),
      server: (status) => refusal(status, 'InternalError', 'Something went wrong'),
      unknownPath: () => refusal(404, 'InvalidEndpoint', 'Not found'),
    },
    routes: [
      ...groupRoutes(company, origin, notFound),
      ...brandRoutes(company, directory, origin),
      { method: 'get', path: /^\/api\/v2\/tickets\/(?<id>\d+)(?:\.json)?$/, handle: showTicket },
      { method: 'put', path: /^\/api\/v2\/tickets\/(?<id>\d+)(?:\.json)?$/, handle: updateTicket },
      { method: 'put', path: /^\/api\/v2\/tickets\/(?<id>\d+)\/tags(?:\.json)?$/, handle: addTags },
      { method: 'post', path: /^\/api\/v2\/tickets(?:\.json)?$/, handle: createTicket },
      {
        method: 'get',
        path: /^\/api\/v2\/tickets\/(?<id>\d+)\/comments(?:\.json)?$/,
        handle: (req) => {
          const id = Number(req.params.id);
          const comments = helpdesk.comments(id);
          if (comments.length === 0) return notFound();
          if (helpdesk.isPrivate(id)) return hidden();
          const isNewestFirst = req.query.sort_order === 'desc' || req.query.sort === '-created_at';
          const ordered = isNewestFirst ? comments.toReversed() : comments;
          return ok(pageOf(req, 'comments', ordered.map(commentObject)));
        },
      },
      {
        method: 'get',
        path: /^\/api\/v2\/users\/me(?:\.json)?$/,
        handle: (req) => {
          const caller = directory.user(access.callerOf(req));
          return caller ? ok({ user: shownUser(caller) }) : notFound();
        },
      },
      { method: 'get', path: /^\/api\/v2\/users\/(?<id>\d+)(?:\.json)?$/, handle: showUser },
      {
        method: 'get',
        path: /^\/api\/v2\/organizations\/(?<id>\d+)(?:\.json)?$/,
        handle: (req) => {
          const organization = directory.organization(Number(req.params.id));
          return organization?.isActive ? ok({ organization: shownOrganization(organization) }) : notFound();
        },
      },
      ...userRoutes({ ...people, origin }),
      ...organizationRoutes({ ...people, origin }),
      ...identityRoutes(directory, origin),
      ...membershipRoutes(directory, origin),
      ...incrementalRoutes(directory, origin),
      ...tagManyRoutes({ helpdesk, webhooks, jobs: people.bulk.jobs, origin }),
      ...ticketRoutes({ helpdesk, directory, origin }),
      ...historyRoutes({ helpdesk, directory, createdAtMs: company.clock.day(-1000), origin }),
      ...searchExportRoutes(people, origin),
      ...jobRoutes(people.bulk.jobs, origin),
      ...fieldRoutes(directory, company.clock.day(-1000), origin),
      ...webhookRoutes(webhooks, access.callerOf),
      ...oauthRoutes({ client: deps.client, grants: deps.grants, staff: company.staff }),
      { method: 'delete', path: /^\/api\/v2\/oauth\/tokens\/current(?:\.json)?$/, handle: revokeOwn },
      {
        method: 'get',
        path: '/api/v2/apps/:id/public_key.pem',
        handle: (req) => (deps.isApp(String(req.params.id)) ? pem() : notFound()),
      },
    ],
    find: (id) => {
      const number = /^\d+(\.json)?$/.test(id) ? Number.parseInt(id, 10) : Number.NaN;
      const ticket = helpdesk.ticket(number);
      if (ticket) return ticketObject(ticket, origin());
      const user = directory.user(number);
      if (user) return shownUser(user);
      const organization = directory.organization(number);
      return organization && shownOrganization(organization);
    },
  };
}

function followersOf({ ticket }: TicketInput, before: HelpdeskTicket | undefined): Pick<TicketChange, 'followerIds'> {
  if (!ticket.followers) return {};
  const ids = new Set(before?.followerIds);
  for (const { user_id, action } of ticket.followers)
    if (action === 'put') ids.add(Number(user_id));
    else ids.delete(Number(user_id));
  return { followerIds: [...ids] };
}

function changeOf({ ticket }: TicketInput): TicketChange {
  const { requester_id, organization_id, comment, subject, status, tags } = ticket;
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(status === undefined ? {} : { status }),
    ...(tags === undefined ? {} : { tags }),
    ...(requester_id === undefined ? {} : { requesterId: requester_id }),
    ...(organization_id === undefined ? {} : { organizationId: organization_id }),
    ...(comment === undefined
      ? {}
      : { comment: { body: comment.body, isPublic: comment.public, authorId: comment.author_id ?? 7005 } }),
  };
}
