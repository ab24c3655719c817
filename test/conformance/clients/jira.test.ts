import { createCloudClient } from 'jira.js';
import { createClient, isApiError, isAuthError, isRateLimitError } from 'jira.js/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../../world/world.ts';

// The vendor's most used client, with its own schemas: an answer of ours that it would not expect is an error here.
let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 1 });
});
afterAll(() => world.stop());
afterEach(() => world.faults.clear());

const clientWith = (over: { readonly apiToken?: string } = {}) => {
  const { JIRA_EMAIL: email = '', JIRA_TOKEN: apiToken = '' } = world.env();
  const auth = { type: 'basic', email, apiToken, ...over } as const;
  return createCloudClient(createClient({ host: world.urls.jira, auth, onSchemaMismatch: 'throw' }));
};
const JQL = 'project in ("APP") AND labels = "known-issue" AND statusCategory != Done ORDER BY updated DESC';
const statusOf = (error: unknown): number | undefined => (isApiError(error) ? error.status : undefined);
const refusal = async (call: Promise<unknown>) =>
  call.then(
    () => 'answered',
    (error: unknown) => error,
  );

describe('the simulated tracker, asked by jira.js', () => {
  it('says whose token it is', async () => {
    const me = await clientWith().myself.getCurrentUser();
    expect(me).toMatchObject({ accountId: expect.any(String), active: true });
  });

  it('finds known issues page by page, each once', async () => {
    const { issueSearch } = clientWith();
    const keys: string[] = [];
    let nextPageToken: string | undefined;
    do {
      const page = await issueSearch.searchAndReconsileIssuesUsingJql({
        ...{ jql: JQL, fields: ['summary', 'status'], maxResults: 3 },
        ...(nextPageToken && { nextPageToken }),
      });
      keys.push(...(page.issues ?? []).map(({ key }) => String(key)));
      nextPageToken = page.nextPageToken ?? undefined;
      expect(page.isLast).toBe(nextPageToken === undefined);
    } while (nextPageToken);
    expect(keys).toHaveLength(8);
    expect(new Set(keys).size).toBe(8);
  });

  it('takes the same question as a POST', async () => {
    const found = await clientWith().issueSearch.searchAndReconsileIssuesUsingJqlPost({
      jql: JQL,
      fields: ['summary'],
    });
    expect(found.issues).toHaveLength(8);
  });

  it('reads one issue', async () => {
    const issue = await clientWith().issues.getIssue({ issueIdOrKey: 'APP-1413' });
    expect(issue.fields).toMatchObject({ status: { statusCategory: { key: 'indeterminate' } } });
  });

  it.each(['order by updated', 'project = NOPE', 'sprint = 7', 'project = APP OR project = APP'])(
    'refuses the query %j',
    async (jql) => {
      const refused = await refusal(clientWith().issueSearch.searchAndReconsileIssuesUsingJql({ jql }));
      expect(statusOf(refused)).toBe(400);
    },
  );

  it('gives a stranger an empty list, and no name', async () => {
    const stranger = clientWith({ apiToken: 'expired' });
    const found = await stranger.issueSearch.searchAndReconsileIssuesUsingJql({ jql: JQL });
    expect(found.issues).toEqual([]);
    expect(isAuthError(await refusal(stranger.myself.getCurrentUser()))).toBe(true);
  });

  it('has too much to do', async () => {
    world.faults.set('issues', { kind: '429', retryAfterS: 7 });
    expect(isRateLimitError(await refusal(clientWith().myself.getCurrentUser()))).toBe(true);
  });
});
