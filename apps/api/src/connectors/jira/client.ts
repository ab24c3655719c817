import { readEach } from '../each-record.ts';
import { answerAs, answerOrNobody, type HttpClient } from '../http/http-client.ts';
import { WireIssue, WireIssueState, WireMyself, WireNoIssue, WirePage } from './wire.ts';

const PAGE_SIZE = 100;
/** More open known issues than this is a list nobody reads; the newest come first. */
const MAX_ISSUES = 300;
/** Jira may send fewer than were asked for, so pages are not issues. */
const MAX_PAGES = 6;

export interface FoundIssues {
  readonly issues: readonly WireIssue[];
  /** There are more than were read, or it cannot be known that there are not. */
  readonly isCutShort: boolean;
  readonly leftOut: number;
}

export function createJiraClient(http: HttpClient) {
  async function page(query: string, signal: AbortSignal): Promise<WirePage> {
    return answerAs(WirePage, await http.send({ path: `/rest/api/3/search/jql?${query}` }, signal));
  }

  return {
    /**
     * Every issue once. Neither `isLast` nor the token is to be relied on alone (JRACLOUD-95477): a token is
     * followed whatever `isLast` says, and one that comes back ends the search.
     */
    async search(jql: string, fields: readonly string[], signal: AbortSignal): Promise<FoundIssues> {
      const query = `jql=${encodeURIComponent(jql)}&fields=${fields.map(encodeURIComponent).join(',')}&maxResults=${PAGE_SIZE}`;
      const found = new Map<string, unknown>();
      const followed = new Set<string>();
      let [isCutShort, isWarned] = [false, false];
      for (let next = ''; ; ) {
        const { issues, isLast, nextPageToken, warnings } = await page(query + next, signal);
        isWarned ||= (warnings ?? []).length > 0;
        for (const issue of issues) found.set(keyOf(issue) ?? `?${found.size}`, issue);
        if (!nextPageToken || followed.has(nextPageToken)) {
          isCutShort = nextPageToken ? isLast !== true : isLast === false;
          break;
        }
        followed.add(nextPageToken);
        if (found.size >= MAX_ISSUES || followed.size >= MAX_PAGES) {
          isCutShort = true;
          break;
        }
        next = `&nextPageToken=${encodeURIComponent(nextPageToken)}`;
      }
      const { records, leftOut } = readEach(WireIssue, [...found.values()]);
      return { issues: records, isCutShort: isCutShort || isWarned, leftOut };
    },

    /** One issue by its key; null for one that is not there, or not for us to see. */
    async issue(key: string, signal: AbortSignal) {
      const path = `/rest/api/3/issue/${encodeURIComponent(key)}?fields=status,resolution`;
      return answerOrNobody(WireIssueState, WireNoIssue, await http.send({ path }, signal));
    },

    /** Who is asking. Rejects with `credential` where the vendor takes us for a stranger. */
    async myself(signal: AbortSignal): Promise<string> {
      return answerAs(WireMyself, await http.send({ path: '/rest/api/3/myself' }, signal)).accountId;
    },
  };
}

const keyOf = (issue: unknown): string | undefined =>
  typeof issue === 'object' && issue !== null && 'key' in issue && typeof issue.key === 'string'
    ? issue.key
    : undefined;
