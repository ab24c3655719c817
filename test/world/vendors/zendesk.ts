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
import { createWindow, requestId } from './vendor-headers.ts';
import { createAccess } from './zendesk-access.ts';
import { brandRoutes } from './zendesk-brands.ts';
import { closed, forbidden, hidden, invalid, notFound, refusal } from './zendesk-errors.ts';
import { groupRoutes } from './zendesk-groups.ts';
import { TagsInput, TicketInput } from './zendesk-input.ts';
import {
  addedComment,
  commentObject,
  organizationObject,
  ticketObject,
  userObject,
  zendeskTime,
} from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';
import { wrongParameter } from './zendesk-parameters.ts';
import { webhookRoutes } from './zendesk-webhooks.ts';

export interface ZendeskDeps {
  readonly company: Company;
  readonly helpdesk: Helpdesk;
  readonly webhooks: Webhooks;
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
  const { company, helpdesk, webhooks, credentials, origin } = deps;
  const access = createAccess({ staff: company.staff, credentials, grants: deps.grants });
  const minute = createWindow(700, 60_000);

  const sideloads = (req: Request, userIds: readonly (number | null)[], organizationId: number | null) => {
    const include = String(req.query.include ?? '').split(',');
    const organization = organizationId === null ? undefined : company.organization(organizationId);
    const users = [...new Set(userIds)].flatMap((id) => {
      const user = id === null ? undefined : company.user(id);
      return user ? [userObject(user, origin())] : [];
    });
    return {
      ...(include.includes('users') ? { users } : {}),
      ...(include.includes('organizations')
        ? { organizations: organization ? [organizationObject(organization, origin())] : [] }
        : {}),
    };
  };

  const showTicket = (req: Request): Answer => {
    const ticket = helpdesk.ticket(Number(req.params.id));
    if (!ticket) return notFound();
    if (helpdesk.isPrivate(ticket.id)) return hidden();
    return ok({
      ticket: ticketObject(ticket, origin()),
      ...sideloads(req, [ticket.requesterId, ticket.assigneeId], ticket.organizationId),
    });
  };

  const showUser = (req: Request): Answer => {
    const user = company.user(Number(req.params.id));
    if (!user) return notFound();
    return ok({ user: userObject(user, origin()), ...sideloads(req, [], user.organizationId) });
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
    const after = helpdesk.change(id, changeOf(input.data));
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
    headers: () => {
      const { limit, left, resetS } = minute();
      return {
        'x-zendesk-request-id': requestId(),
        'x-rate-limit': String(limit),
        'x-rate-limit-remaining': String(left),
        'ratelimit-limit': String(limit),
        'ratelimit-remaining': String(left),
        'ratelimit-reset': String(resetS),
      };
    },
    isAuthorised: access.isAuthorised,
    restrict: (req) => access.restrict(req) ?? wrongParameter(req),
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
      ...brandRoutes(company, origin),
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
          const caller = company.user(access.callerOf(req));
          return caller ? ok({ user: userObject(caller, origin()) }) : notFound();
        },
      },
      { method: 'get', path: /^\/api\/v2\/users\/(?<id>\d+)(?:\.json)?$/, handle: showUser },
      {
        method: 'get',
        path: /^\/api\/v2\/organizations\/(?<id>\d+)(?:\.json)?$/,
        handle: (req) => {
          const organization = company.organization(Number(req.params.id));
          return organization ? ok({ organization: organizationObject(organization, origin()) }) : notFound();
        },
      },
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
      const user = company.user(number);
      if (user) return userObject(user, origin());
      const organization = company.organization(number);
      return organization && organizationObject(organization, origin());
    },
  };
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
