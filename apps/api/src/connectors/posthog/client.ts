import type { z } from 'zod';
import { answerAs, type HttpClient } from '../http/http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import type { Query } from './query.ts';

export function createPosthogClient(http: HttpClient, projectId: string) {
  const path = `/api/projects/${encodeURIComponent(projectId)}/query/`;

  return {
    /** `values`: what is asked about travels beside the query, never inside its text. */
    async ask<T extends { error?: string | null | undefined }>(
      schema: z.ZodType<T>,
      { name, text }: Query,
      values: Readonly<Record<string, string>>,
      signal: AbortSignal,
    ): Promise<T> {
      const query = { kind: 'HogQLQuery', query: text, values };
      const asked = { method: 'POST', path, body: { query, name, refresh: 'blocking' } } as const;
      // A missing account has no rows; a missing page means that the project is not there.
      const answer = answerAs(schema, await http.send(asked, signal));
      if (answer.error) throw new UpstreamError('upstream_error');
      return answer;
    },
  };
}
