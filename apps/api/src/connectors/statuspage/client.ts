import { answerAs, type HttpClient } from '../http-client.ts';
import { WireSummary } from './wire.ts';

export function createStatuspageClient(http: HttpClient) {
  return {
    async summary(signal: AbortSignal): Promise<WireSummary> {
      return answerAs(WireSummary, await http.send({ path: '/api/v2/summary.json' }, signal));
    },
  };
}
