import type { z } from 'zod';
import { answerAs, answerOrNobody, type HttpClient } from '../http-client.ts';
import type { WebhookWish } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import {
  WireAgentAnswer,
  type WireGroup,
  WireGroupsPage,
  WireNotFound,
  WireSaved,
  WireSecretAnswer,
  WireTagsAnswer,
  WireTicketAnswer,
  WireUserAnswer,
  WireWebhookAnswer,
  WireWebhooksAnswer,
} from './wire.ts';

/** Ids come from links and hints: what is no helpdesk id is nobody's, and never becomes part of a path. */
const isId = (id: string) => /^\d{1,20}$/.test(id);

const PAGE = 100;
const MOST_PAGES = 20;

export function createZendeskClient(http: HttpClient) {
  async function get<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<T | null> {
    return answerOrNobody(schema, WireNotFound, await http.send({ path }, signal));
  }

  /** Every page, or `bad_answer`: half a list of groups would shut people out for no reason anybody sees. */
  async function groups(path: string, signal: AbortSignal): Promise<WireGroup[] | null> {
    const all: WireGroup[] = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page++) {
      const after = cursor === '' ? '' : `&page%5Bafter%5D=${encodeURIComponent(cursor)}`;
      const answer = await get(WireGroupsPage, `${path}?page%5Bsize%5D=${PAGE}${after}`, signal);
      if (answer === null) return null;
      all.push(...answer.groups);
      if (!answer.meta.has_more) return all;
      const next = answer.meta.after_cursor ?? '';
      if (next === '' || next === cursor) break;
      cursor = next;
    }
    throw new UpstreamError('bad_answer', undefined, { cause: 'meta.has_more' });
  }

  return {
    ticket: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireTicketAnswer, `/api/v2/tickets/${id}?include=users,organizations`, signal) : null,
    user: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireUserAnswer, `/api/v2/users/${id}?include=organizations`, signal) : null,
    /** Adds to the tags there are. The other PUT would replace them. */
    addTag: async (id: string, tag: string, signal: AbortSignal) => {
      const path = `/api/v2/tickets/${id}/tags`;
      const answer = await http.send({ method: 'PUT', path, body: { tags: [tag] } }, signal);
      return answerOrNobody(WireTagsAnswer, WireNotFound, answer) !== null;
    },
    addInternalNote: async (id: string, text: string, signal: AbortSignal) => {
      const body = { ticket: { comment: { body: text, public: false } } };
      const answer = await http.send({ method: 'PUT', path: `/api/v2/tickets/${id}`, body }, signal);
      return answerOrNobody(WireSaved, WireNotFound, answer) !== null;
    },
    findWebhook: async (name: string, endpoint: string, signal: AbortSignal) => {
      const path = `/api/v2/webhooks?filter[name_contains]=${encodeURIComponent(name)}`;
      const { webhooks } = answerAs(WireWebhooksAnswer, await http.send({ path }, signal));
      return webhooks.find((hook) => hook.endpoint === endpoint)?.id;
    },
    createWebhook: async ({ name, endpoint, subscriptions }: WebhookWish, signal: AbortSignal) => {
      const webhook = {
        ...{ name, endpoint, subscriptions, status: 'active', http_method: 'POST', request_format: 'json' },
      };
      const answer = await http.send({ method: 'POST', path: '/api/v2/webhooks', body: { webhook } }, signal);
      return answerAs(WireWebhookAnswer, answer).webhook.id;
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
    groups: (signal: AbortSignal) => groups('/api/v2/groups', signal),
    groupsOf: async (id: string, signal: AbortSignal) =>
      isId(id) ? groups(`/api/v2/users/${id}/groups`, signal) : null,
  };
}
