import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import type { z } from 'zod';
import type { HttpClient } from '../http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import type { Query } from './query.ts';

export function createPosthogClient(http: HttpClient, projectId: string) {
  const path = `/api/projects/${encodeURIComponent(projectId)}/query/`;

  return {
    /** The account travels as a value beside the query, never inside its text. */
    async ask<T extends { error?: string | null | undefined }>(
      schema: z.ZodType<T>,
      { name, text }: Query,
      account: string,
      signal: AbortSignal,
    ): Promise<T> {
      const query = { kind: 'HogQLQuery', query: text, values: { account } };
      const { status, json } = await http.send(
        { method: 'POST', path, body: { query, name, refresh: 'blocking' } },
        signal,
      );
      // A missing account has no rows; a missing page means that the project is not there.
      if (status === 404 || status === 410) throw new UpstreamError('not_configured');
      const answer = schema.safeParse(json);
      if (!answer.success) {
        throw new UpstreamError('bad_answer', undefined, { cause: wrongFields(answer.error).join(', ') });
      }
      if (answer.data.error) throw new UpstreamError('upstream_error');
      return answer.data;
    },
  };
}
