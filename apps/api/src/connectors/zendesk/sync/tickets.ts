import { z } from 'zod';
import { readable, readEach } from '../../each-record.ts';
import { answerAs, type HttpAnswer, type HttpClient } from '../../http/http-client.ts';
import type { HelpdeskTicket, TicketSource } from '../../tickets-port.ts';
import { UpstreamError } from '../../upstream-error.ts';
import { createSyncApi, isId, type SyncApi } from './api.ts';
import { ticketOf } from './ticket-facts.ts';
import {
  WireMetricEvent,
  WireMetricEvents,
  WireTicketChanges,
  WireTicketFacts,
  WireTicketId,
  WireTickets,
} from './wire-tickets.ts';

const BATCH = 100;
const PAGE = 1000;
/** The exports leave out the last minute, and refuse to begin in it. */
const LAG_S = 70;
/** Rows may show late. */
const OVERLAP_S = 120;

/**
 * Tickets and how they went. The incremental exports take 10 calls a minute from everybody together, so that whoever
 * asks them asks seldom. https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
 */
export function createTickets(http: HttpClient): TicketSource {
  // Nothing is written here: there is no pace to keep.
  const api = createSyncApi(http, async () => {});
  return {
    batch: BATCH,
    async read(ids, signal) {
      const known = ids.filter(isId);
      if (known.length === 0) return { stories: [], odd: [] };
      const asked = { ids: known.join(','), include: 'users,metric_sets' };
      const { tickets, users } = await api.get(WireTickets, 'tickets/show_many', asked, signal);
      const names = new Map((users ?? []).map(({ id, name }) => [id, name ?? null]));
      const { records, leftOut } = readEach(WireTicketFacts, tickets);
      const stories = records.flatMap((wire) => {
        const ticket = ticketOf(wire);
        const agent = wire.assignee_id ? (names.get(wire.assignee_id) ?? null) : null;
        return ticket ? [{ ticket, subject: wire.subject ?? '', agent }] : [];
      });
      return { stories, odd: leftOut === 0 ? [] : oddOf(known, records, tickets) };
    },
    changed: (cursor, sinceMs, signal) => changed(api, cursor, sinceMs, signal),
    breaches: (cursor, sinceMs, signal) => breaches(api, cursor, sinceMs, signal),
  };
}

/** By their ids; where one does not even have that, any that was not made out may be it. */
function oddOf(asked: readonly string[], read: readonly { readonly id: string }[], all: readonly unknown[]) {
  const made = new Set(read.map(({ id }) => id));
  const named = readable(WireTicketId, all);
  const there = named.leftOut === 0 ? new Set(named.records.map(({ id }) => id)) : undefined;
  return asked.filter((id) => !made.has(id) && (there?.has(id) ?? true));
}

const latestStart = (): number => Math.floor(Date.now() / 1000) - LAG_S;
const startOf = (ms: number): string => String(Math.min(Math.floor(ms / 1000), latestStart()));
const isRefused = ({ status }: HttpAnswer): boolean => status === 400 || status === 422;

async function changed(api: SyncApi, cursor: string | undefined, sinceMs: number, signal: AbortSignal) {
  const ask = (from: Readonly<Record<string, string>>) =>
    api.export('incremental/tickets/cursor', { ...from, per_page: String(PAGE), include: 'metric_sets' }, signal);
  const since = { start_time: startOf(sinceMs) };
  const first = await ask(cursor === undefined ? since : { cursor });
  // A cursor that is over: what happened since is asked for by time.
  const answer = cursor !== undefined && isRefused(first) ? await ask(since) : first;
  if (isRefused(answer)) throw new UpstreamError('bad_answer', undefined, { cause: 'start_time' });
  const { tickets, after_cursor, end_of_stream } = answerAs(WireTicketChanges, answer);
  // The same place again would be read for ever.
  if (!end_of_stream && (!after_cursor || after_cursor === cursor))
    throw new UpstreamError('bad_answer', undefined, { cause: 'end_of_stream' });
  const read = readEach(WireTicketFacts, tickets).records.map((wire) => ({ id: wire.id, ticket: ticketOf(wire) }));
  return {
    items: read.flatMap(({ ticket }): readonly HelpdeskTicket[] => (ticket ? [ticket] : [])),
    gone: read.flatMap(({ id, ticket }) => (ticket ? [] : [id])),
    cursor: after_cursor ?? cursor ?? '',
    isMore: !end_of_stream,
  };
}

const Seconds = z.coerce.number().int().positive();

/** By time alone: each page names where the next one begins. */
async function breaches(api: SyncApi, cursor: string | undefined, sinceMs: number, signal: AbortSignal) {
  const after = Seconds.safeParse(cursor).data;
  const from = after === undefined ? startOf(sinceMs) : String(Math.min(after, latestStart()));
  const answer = await api.export('incremental/ticket_metric_events', { start_time: from }, signal);
  if (isRefused(answer)) throw new UpstreamError('bad_answer', undefined, { cause: 'start_time' });
  const { ticket_metric_events, end_time, end_of_stream } = answerAs(WireMetricEvents, answer);
  const isMore = end_of_stream === false && end_time !== null && end_time !== undefined;
  if (isMore && String(end_time) === from) throw new UpstreamError('bad_answer', undefined, { cause: 'end_time' });
  const nextS = isMore ? end_time : Math.max(Number(from), (end_time ?? 0) - OVERLAP_S);
  return {
    items: readEach(WireMetricEvent, ticket_metric_events).records.flatMap(({ ticket_id, type, time }) =>
      type === 'breach' ? [{ ticketId: ticket_id, atMs: Date.parse(time) }] : [],
    ),
    cursor: String(nextS),
    isMore,
  };
}
