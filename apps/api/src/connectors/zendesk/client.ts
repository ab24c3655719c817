import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import type { z } from 'zod';
import type { HttpClient } from '../http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import { WireAgentAnswer, WireNotFound, WireTicketAnswer, WireUserAnswer } from './wire.ts';

/** Ids come from links and hints: what is no helpdesk id is nobody's, and never becomes part of a path. */
const isId = (id: string) => /^\d{1,20}$/.test(id);

export function createZendeskClient(http: HttpClient) {
  async function get<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<T | null> {
    const { status, json } = await http.send({ path }, signal);
    if (status === 404 || status === 410) {
      if (!WireNotFound.safeParse(json).success) throw new UpstreamError('not_configured');
      return null;
    }
    const answer = schema.safeParse(json);
    if (answer.success) return answer.data;
    throw new UpstreamError('bad_answer', undefined, { cause: wrongFields(answer.error).join(', ') });
  }

  return {
    ticket: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireTicketAnswer, `/api/v2/tickets/${id}?include=users,organizations`, signal) : null,
    user: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireUserAnswer, `/api/v2/users/${id}?include=organizations`, signal) : null,
    agent: async (id: string, signal: AbortSignal) =>
      isId(id) ? get(WireAgentAnswer, `/api/v2/users/${id}`, signal) : null,
  };
}
