import { z } from 'zod';
import { readable } from '../each-record.ts';
import { answerAs, answerOrNobody, type HttpClient } from '../http/http-client.ts';
import type { WebhookWish } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import {
  WireAgentAnswer,
  WireBrandAgentsPage,
  WireBrandsPage,
  WireComment,
  WireCommentsAnswer,
  WireCountAnswer,
  WireGroupsPage,
  WireJobStarted,
  WireMeAnswer,
  WireMembershipsPage,
  WireNotFound,
  WireSaved,
  WireSecretAnswer,
  WireTagsAnswer,
  WireTicketAnswer,
  WireUserAnswer,
  WireUsersAnswer,
  WireWebhook,
  WireWebhookAnswer,
  WireWebhooksAnswer,
} from './wire.ts';
import { WireHistoryPage } from './wire-history.ts';

/** Ids come from links and hints: what is no helpdesk id is nobody's, and never becomes part of a path. */
const isId = (id: string) => /^\d{1,20}$/.test(id);

/** Whose name an internal note has, where that is not the sign-in's own; and who follows the ticket from then on. */
interface NoteBy {
  readonly authorId: string | undefined;
  readonly follower: string | undefined;
}

interface Page {
  readonly meta: { readonly has_more: boolean; readonly after_cursor?: string | null | undefined };
}

const PAGE = 100;
const MAX_PAGES = 20;
/** Each comes with its first message: more would not fit into an answer, and a card shows five. */
const HISTORY = 25;
/** Triggers and automations of the account run before a write is answered. */
const WRITE_MS = 12_000;
/** Within the megabyte an answer may have; a note of ours is looked for in the hours after it was written. */
const NEWEST_COMMENTS = 30;

export function createZendeskClient(http: HttpClient) {
  async function get<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<T | null> {
    return answerOrNobody(schema, WireNotFound, await http.send({ path }, signal));
  }

  /** Every page, or `bad_answer`: half a list of groups would shut people out for no reason anybody sees. */
  async function pages<P extends Page>(
    schema: z.ZodType<P>,
    path: string,
    items: (page: P) => readonly unknown[],
    signal: AbortSignal,
  ): Promise<unknown[] | null> {
    const all: unknown[] = [];
    const seen = new Set<string>();
    let cursor = '';
    for (let page = 0; page < MAX_PAGES; page++) {
      const after = cursor === '' ? '' : `&page%5Bafter%5D=${encodeURIComponent(cursor)}`;
      const answer = await get(schema, `${path}?page%5Bsize%5D=${PAGE}${after}`, signal);
      if (answer === null) return null;
      all.push(...items(answer));
      if (!answer.meta.has_more) return all;
      const next = answer.meta.after_cursor ?? '';
      if (next === '' || seen.has(next)) break;
      seen.add(next);
      cursor = next;
    }
    throw new UpstreamError('bad_answer', undefined, { cause: 'meta.has_more' });
  }
  const groups = (path: string, signal: AbortSignal) => pages(WireGroupsPage, path, (page) => page.groups, signal);

  return {
    ticket: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireTicketAnswer, `/api/v2/tickets/${id}?include=users,organizations,slas`, signal) : null,
    user: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireUserAnswer, `/api/v2/users/${id}?include=organizations`, signal) : null,
    /** The ones of `below` that changed last, with all that a line about each needs, in one call. */
    history: (below: string, signal: AbortSignal) => {
      const asked = `page%5Bsize%5D=${HISTORY}&sort=-updated_at&include=users,groups,metric_sets,slas`;
      return get(WireHistoryPage, `/api/v2/${below}?${asked}`, signal);
    },
    /** Adds to the tags there are. The other PUT would replace them. */
    addTag: async (id: string, tag: string, signal: AbortSignal) => {
      const path = `/api/v2/tickets/${id}/tags`;
      const answer = await http.send({ method: 'PUT', path, body: { tags: [tag] }, patienceMs: WRITE_MS }, signal);
      return answerOrNobody(WireTagsAnswer, WireNotFound, answer) !== null;
    },
    /** The same for many at once. The vendor goes on with it after its answer. */
    addTagToMany: async (ids: readonly string[], tag: string, signal: AbortSignal) => {
      const path = `/api/v2/tickets/update_many?ids=${ids.filter(isId).join(',')}`;
      const body = { ticket: { additional_tags: [tag] } };
      answerAs(WireJobStarted, await http.send({ method: 'PUT', path, body, patienceMs: WRITE_MS }, signal));
    },
    /** Whether one of the newest comments holds this text. Null: there is no such ticket. */
    hasComment: async (id: string, text: string, signal: AbortSignal) => {
      const path = `/api/v2/tickets/${id}/comments?sort_order=desc&per_page=${NEWEST_COMMENTS}`;
      const found = await get(WireCommentsAnswer, path, signal);
      return found === null
        ? null
        : readable(WireComment, found.comments).records.some(({ body }) => body.includes(text));
    },
    addInternalNote: async (id: string, text: string, { authorId, follower }: NoteBy, signal: AbortSignal) => {
      const author = authorId === undefined ? {} : { author_id: Number(authorId) };
      const followers = follower === undefined ? {} : { followers: [{ user_id: follower, action: 'put' }] };
      const body = { ticket: { comment: { body: text, public: false, ...author }, ...followers } };
      const path = `/api/v2/tickets/${id}`;
      const answer = await http.send({ method: 'PUT', path, body, patienceMs: WRITE_MS }, signal);
      return answerOrNobody(WireSaved, WireNotFound, answer) !== null;
    },
    findWebhook: async (name: string, endpoint: string, signal: AbortSignal) => {
      const path = `/api/v2/webhooks?filter[name_contains]=${encodeURIComponent(name)}`;
      const { webhooks } = answerAs(WireWebhooksAnswer, await http.send({ path }, signal));
      return readable(WireWebhook, webhooks).records.find((hook) => hook.endpoint === endpoint)?.id;
    },
    createWebhook: async ({ name, endpoint, subscriptions }: WebhookWish, signal: AbortSignal) => {
      const webhook = {
        ...{ name, endpoint, subscriptions, status: 'active', http_method: 'POST', request_format: 'json' },
      };
      const answer = await http.send({ method: 'POST', path: '/api/v2/webhooks', body: { webhook } }, signal);
      return answerAs(WireWebhookAnswer, answer).webhook.id;
    },
    /** The whole list: events not in it are no longer sent. */
    subscribeWebhook: async (id: string, subscriptions: readonly string[], signal: AbortSignal) => {
      const path = `/api/v2/webhooks/${encodeURIComponent(id)}`;
      answerAs(
        z.unknown(),
        await http.send({ method: 'PATCH', path, body: { webhook: { subscriptions } }, isAnswerIgnored: true }, signal),
      );
    },
    /** A new one; who knew the old one does no longer. */
    resetSigningSecret: async (id: string, signal: AbortSignal) => {
      const path = `/api/v2/webhooks/${encodeURIComponent(id)}/signing_secret`;
      const answer = await http.send({ method: 'POST', path }, signal);
      return answerAs(WireSecretAnswer, answer).signing_secret.secret;
    },
    sendTestEvent: async (id: string, payload: unknown, signal: AbortSignal) => {
      const path = `/api/v2/webhooks/test?webhook_id=${encodeURIComponent(id)}`;
      await http.send({ method: 'POST', path, body: { request: { payload } }, isAnswerIgnored: true }, signal);
    },
    agent: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireAgentAnswer, `/api/v2/users/${id}`, signal) : null,
    /** A hundred at most; who was deleted is not among them. */
    users: async (ids: readonly string[], signal: AbortSignal) => {
      const path = `/api/v2/users/show_many?ids=${ids.filter(isId).join(',')}`;
      return answerAs(WireUsersAnswer, await http.send({ path }, signal)).users;
    },
    me: async (signal: AbortSignal) => answerAs(WireMeAnswer, await http.send({ path: '/api/v2/users/me' }, signal)),
    brands: (signal: AbortSignal) => pages(WireBrandsPage, '/api/v2/brands', (page) => page.brands, signal),
    groups: (signal: AbortSignal) => groups('/api/v2/groups', signal),
    membersOf: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireCountAnswer, `/api/v2/groups/${id}/users/count`, signal) : null,
    groupsOf: async (id: string, signal: AbortSignal) =>
      isId(id) ? groups(`/api/v2/users/${id}/groups`, signal) : null,
    /** Which organisations somebody belongs to. */
    membershipsOf: async (id: string, signal: AbortSignal) => {
      const path = `/api/v2/users/${id}/organization_memberships`;
      return isId(id) ? pages(WireMembershipsPage, path, (page) => page.organization_memberships, signal) : null;
    },
    /** Which brands somebody of the staff works for. https://developer.zendesk.com/api-reference/ticketing/account-configuration/brand_agents/ */
    brandsOf: async (id: string, signal: AbortSignal) =>
      isId(id)
        ? pages(WireBrandAgentsPage, `/api/v2/users/${id}/brand_agents`, (page) => page.brand_agents, signal)
        : null,
  };
}
