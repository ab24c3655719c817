import type { Request } from 'express';
import { groups } from '../company/staff.ts';
import type { Helpdesk } from '../helpdesk.ts';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import type { Directory } from './zendesk-directory.ts';
import { notFound } from './zendesk-errors.ts';
import { groupObject, metricSet, ticketObject, userObject } from './zendesk-objects.ts';
import { pageOf } from './zendesk-page.ts';
import { slasOf } from './zendesk-slas.ts';

interface HistoryRoutesDeps {
  readonly helpdesk: Helpdesk;
  readonly directory: Directory;
  readonly createdAtMs: number;
  origin(): string;
}

/** The tickets of one organisation, and those that one user has asked for. */
export function historyRoutes({ helpdesk, directory, createdAtMs, origin }: HistoryRoutesDeps): readonly Route[] {
  const list = (req: Request, owner: 'organizations' | 'users'): Answer => {
    const id = Number(req.params.id);
    if (!(owner === 'users' ? directory.user(id) : directory.organization(id)?.isActive)) return notFound();
    const include = String(req.query.include ?? '').split(',');
    const newestFirst = helpdesk.ticketsOf(owner, id);
    const tickets = req.query.sort === '-updated_at' ? newestFirst : newestFirst.toSorted((a, b) => a.id - b.id);
    const people = new Set(
      tickets.flatMap(({ requesterId, assigneeId }) => [requesterId ?? [], assigneeId ?? []].flat()),
    );
    const users = [...people].flatMap((each) => directory.user(each) ?? []);
    return ok({
      ...pageOf(req, 'tickets', tickets, (ticket) => ({
        ...ticketObject(ticket, origin()),
        ...(include.includes('metric_sets') && { metric_set: metricSet(ticket) }),
        ...(include.includes('slas') && { slas: slasOf(ticket, Date.now()) }),
      })),
      ...(include.includes('users') && {
        users: users.map((user) => userObject(user, directory.fields.users, origin())),
      }),
      ...(include.includes('groups') && { groups: groups.map((group) => groupObject(group, createdAtMs, origin())) }),
    });
  };
  return [
    {
      ...{ method: 'get', path: /^\/api\/v2\/organizations\/(?<id>\d+)\/tickets(?:\.json)?$/ },
      handle: (req) => list(req, 'organizations'),
    },
    {
      ...{ method: 'get', path: /^\/api\/v2\/users\/(?<id>\d+)\/tickets\/requested(?:\.json)?$/ },
      handle: (req) => list(req, 'users'),
    },
  ];
}
