import { answerAs, type HttpClient } from '../http-client.ts';
import { type WireIssue, WirePage } from './wire.ts';

const PAGE_SIZE = 50;
/** More open known issues than this is a list nobody reads; the newest come first. */
const MOST_PAGES = 3;

export function createJiraClient(http: HttpClient) {
  async function page(query: string, signal: AbortSignal): Promise<WirePage> {
    return answerAs(WirePage, await http.send({ path: `/rest/api/3/search/jql?${query}` }, signal));
  }

  return {
    async search(jql: string, fields: readonly string[], signal: AbortSignal): Promise<WireIssue[]> {
      const query = `jql=${encodeURIComponent(jql)}&fields=${fields.map(encodeURIComponent).join(',')}&maxResults=${PAGE_SIZE}`;
      const issues: WireIssue[] = [];
      let next = '';
      for (let i = 0; i < MOST_PAGES; i += 1) {
        const { issues: more, nextPageToken } = await page(query + next, signal);
        issues.push(...more);
        if (!nextPageToken) break;
        next = `&nextPageToken=${encodeURIComponent(nextPageToken)}`;
      }
      return issues;
    },
  };
}
