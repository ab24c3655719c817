import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import type { HttpClient } from '../http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import { WireSummary } from './wire.ts';

export function createStatuspageClient(http: HttpClient) {
  return {
    async summary(signal: AbortSignal): Promise<WireSummary> {
      const { status, json } = await http.send({ path: '/api/v2/summary.json' }, signal);
      // No page there: "no incidents" would be a guess.
      if (status === 404 || status === 410) throw new UpstreamError('not_configured');
      const answer = WireSummary.safeParse(json);
      if (answer.success) return answer.data;
      throw new UpstreamError('bad_answer', undefined, { cause: wrongFields(answer.error).join(', ') });
    },
  };
}
