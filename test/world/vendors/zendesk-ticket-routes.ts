import type { Request } from 'express';
import type { HelpdeskTicket } from '../company/bundle.ts';
import type { Helpdesk } from '../helpdesk.ts';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import type { Directory } from './zendesk-directory.ts';
import { refusal } from './zendesk-errors.ts';
import { metricSet, ticketObject, userObject, zendeskTime } from './zendesk-objects.ts';

interface TicketRoutesDeps {
  readonly helpdesk: Helpdesk;
  readonly directory: Directory;
  origin(): string;
}

const MOST = 100;
const LARGEST = 1000;
const LAG_S = 60;

/** Many tickets at once, and the exports of tickets and of what was timed about them. */
export function ticketRoutes({ helpdesk, directory, origin }: TicketRoutesDeps): readonly Route[] {
  const includes = (req: Request, name: string) =>
    String(req.query.include ?? '')
      .split(',')
      .includes(name);
  const shown = (req: Request, ticket: HelpdeskTicket) => ({
    ...ticketObject(ticket, origin()),
    ...(includes(req, 'metric_sets') && { metric_set: metricSet(ticket) }),
  });

  const showMany = (req: Request): Answer => {
    const ids = String(req.query.ids ?? '')
      .split(',')
      .filter((id) => /^\d+$/.test(id));
    if (ids.length > MOST) return refusal(413, 'TooManyIds', 'At most 100 ids');
    const tickets = ids.flatMap((id) => helpdesk.ticket(Number(id)) ?? []).filter(({ id }) => !helpdesk.isPrivate(id));
    const people = new Set(
      tickets.flatMap(({ requesterId, assigneeId }) => [requesterId ?? [], assigneeId ?? []].flat()),
    );
    const users = [...people].flatMap((id) => directory.user(id) ?? []);
    return ok({
      tickets: tickets.map((ticket) => shown(req, ticket)),
      ...(includes(req, 'users') && { users: users.map((user) => userObject(user, directory.fields.users, origin())) }),
      ...{ count: tickets.length, next_page: null, previous_page: null },
    });
  };

  const tooRecent = (startS: number) =>
    startS > Date.now() / 1000 - LAG_S
      ? refusal(400, 'StartTimeTooRecent', 'Too recent start_time. Use a start_time older than 1 minute')
      : undefined;
  const secondOf = (ms: number) => Math.floor(ms / 1000);

  /** The samples and the generated ones lie still: only what was touched since the world began is told of. */
  const changed = (req: Request): Answer => {
    const cursor = typeof req.query.cursor === 'string' ? readCursor(req.query.cursor) : undefined;
    if (req.query.cursor !== undefined && !cursor) return refusal(400, 'InvalidCursor', 'The cursor is not valid');
    const startS = cursor?.second ?? Number(req.query.start_time);
    const refused = cursor ? undefined : tooRecent(startS);
    if (refused) return refused;
    const rows = [...helpdesk.touched()]
      .map(([id, ticket]) => ({ id, ticket, second: secondOf(ticket?.updatedAtMs ?? Date.now() - LAG_S * 1000) }))
      .filter(({ second }) => second >= startS && second <= secondOf(Date.now()) - LAG_S)
      .sort((a, b) => a.second - b.second || a.id - b.id)
      .filter(({ second, id }) => !cursor || second > cursor.second || id > cursor.id);
    const page = rows.slice(0, Math.min(Number(req.query.per_page) || LARGEST, LARGEST));
    const last = page.at(-1);
    const after = writeCursor(last?.second ?? startS, last?.id ?? cursor?.id ?? 0);
    return ok({
      tickets: page.map(({ id, ticket, second }) =>
        ticket ? shown(req, ticket) : { ...deleted(id), updated_at: zendeskTime(second * 1000) },
      ),
      ...{ after_cursor: after, before_cursor: null, before_url: null },
      after_url: `${origin()}/api/v2/incremental/tickets/cursor.json?cursor=${encodeURIComponent(after)}`,
      end_of_stream: page.length === rows.length,
    });
  };

  const metricEvents = (req: Request): Answer => {
    const startS = Number(req.query.start_time);
    const refused = tooRecent(startS);
    if (refused) return refused;
    const events = [...helpdesk.touched().values()]
      .flatMap((ticket) => (ticket?.breachedAtMs === undefined ? [] : [{ ticket, atMs: ticket.breachedAtMs }]))
      .filter(({ atMs }) => secondOf(atMs) >= startS)
      .map(({ ticket, atMs }) => ({
        ...{ id: 800_000 + ticket.id, ticket_id: ticket.id, metric: 'reply_time', instance_id: 1 },
        ...{ type: 'breach', time: zendeskTime(atMs) },
      }));
    const endS = secondOf(Date.now()) - LAG_S;
    return ok({
      ...{ ticket_metric_events: events, count: events.length, end_time: endS, end_of_stream: true },
      next_page: `${origin()}/api/v2/incremental/ticket_metric_events.json?start_time=${endS}`,
    });
  };

  return [
    { method: 'get', path: /^\/api\/v2\/tickets\/show_many(?:\.json)?$/, handle: showMany },
    { method: 'get', path: /^\/api\/v2\/incremental\/tickets\/cursor(?:\.json)?$/, handle: changed },
    { method: 'get', path: /^\/api\/v2\/incremental\/ticket_metric_events(?:\.json)?$/, handle: metricEvents },
  ];
}

/** What is left of a ticket that was deleted. */
const deleted = (id: number) => ({
  ...{ id, status: 'deleted', organization_id: null, requester_id: null, created_at: zendeskTime(0), tags: [] },
});

const writeCursor = (second: number, id: number) => Buffer.from(`${second}.0||${id}|`).toString('base64');

function readCursor(text: string): { readonly second: number; readonly id: number } | undefined {
  const found = /^(\d+)\.0\|\|(\d+)\|$/.exec(Buffer.from(text, 'base64').toString());
  return found ? { second: Number(found[1]), id: Number(found[2]) } : undefined;
}
