import { afterAll, beforeAll, expect, it } from 'vitest';
import { call, listIn, objectIn } from '../caller.ts';
import { startWorld, type World } from '../world.ts';
import { recordOf } from './record-of.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
});
afterAll(() => world.stop());

it('refuses a wrong key as the real one does', async () => {
  const answer = await call(world, 'jira', '/rest/api/3/myself', { headers: { authorization: 'Bearer stolen' } });
  expect(answer.status).toBe(401);
  expect(answer.json).toMatchObject({ errorMessages: [expect.any(String)], errors: {} });
});

it.each([
  ['/rest/api/3/nope', { 'status-code': 404 }],
  ['/rest/api/3/issue/APP-1', { errorMessages: [expect.any(String)] }],
])('%s is not there', async (path, shape) => {
  const answer = await call(world, 'jira', path);
  expect(answer.status).toBe(404);
  expect(answer.json).toMatchObject(shape);
});

it('shows a stranger an empty list, and says in a header why', async () => {
  const path = '/rest/api/3/search/jql?jql=project%20in%20(APP)&fields=summary';
  const answer = await call(world, 'jira', path, { headers: { authorization: 'Basic c3RvbGVu' } });
  expect([answer.status, answer.json]).toEqual([200, { issues: [], isLast: true }]);
  expect(answer.headers.get('x-seraph-loginreason')).toBe('AUTHENTICATED_FAILED');
});

const known = 'project in (APP) AND labels = known-issue AND statusCategory != Done ORDER BY updated DESC';
const search = (query: Record<string, string>) =>
  call(world, 'jira', `/rest/api/3/search/jql?${new URLSearchParams(query)}`);

it('finds what the query says, newest change first, with the fields asked for', async () => {
  const { json } = await search({ jql: known, fields: 'summary,customfield_10050' });
  const issues = listIn(json, 'issues');
  expect(issues).toHaveLength(8);
  expect(Object.keys(objectIn(issues[0], 'fields'))).toEqual(['summary', 'customfield_10050']);
  expect(issues[0]).toMatchObject({ fields: { customfield_10050: { type: 'doc', version: 1 } } });
});

it('pages by token and leaves the token out on the last page', async () => {
  const keys: string[] = [];
  let token: string | undefined;
  let pages = 0;
  do {
    const more: Record<string, string> = token === undefined ? {} : { nextPageToken: token };
    const { json } = await search({ jql: known, fields: 'summary', maxResults: '3', ...more });
    keys.push(...listIn(json, 'issues').map((issue) => String(issue.key)));
    const last = recordOf(json)?.nextPageToken;
    token = last === undefined ? undefined : String(last);
    expect(json).toHaveProperty('isLast', token === undefined);
  } while (token !== undefined && ++pages < 5);
  expect(new Set(keys).size).toBe(8);
});

it('answers ids alone when no field is asked for, and takes the same question as a POST', async () => {
  const { json } = await call(world, 'jira', '/rest/api/3/search/jql', { body: { jql: known } });
  expect(listIn(json, 'issues')[0]).toEqual({ id: expect.any(String) });
});

it.each([
  ['', 'Unbounded'],
  ['ORDER BY updated DESC', 'Unbounded'],
  ['nonsense', 'could not be understood'],
  ['project = APP OR labels = x', 'could not be understood'],
  ['project in (APP) AND sprint = 7', "Field 'sprint' does not exist"],
  ['project in (NOPE)', "The value 'nope' does not exist for the field 'project'"],
  ['project in (APP) AND statusCategory != Finished', 'does not exist for the field'],
  ['project in (APP) ORDER BY mood', 'Not able to sort'],
])('refuses the query %j', async (jql, words) => {
  const answer = await search({ jql });
  expect(answer.status).toBe(400);
  expect(answer.json).toMatchObject({ errorMessages: [expect.stringContaining(words)] });
});

it.each<Record<string, string>>([
  { startAt: '50' },
  { maxResults: 'many' },
  { maxResults: '0' },
  { maxResults: '5001' },
  { failFast: 'perhaps' },
  { nextPageToken: 'made-up' },
])('refuses the parameter %j', async (query) => {
  expect((await search({ jql: known, ...query })).status).toBe(400);
});

it('refuses a token of another search', async () => {
  const { json } = await search({ jql: known, fields: 'summary', maxResults: '3' });
  const nextPageToken = String(recordOf(json)?.nextPageToken);
  expect((await search({ jql: 'project in (APP)', fields: 'summary', nextPageToken })).status).toBe(400);
});

it('sorts by what the query says', async () => {
  const keys = async (order: string) =>
    listIn((await search({ jql: `project in (APP) ORDER BY ${order}`, fields: 'summary' })).json, 'issues').map(
      ({ key }) => key,
    );
  expect(await keys('key ASC')).toEqual((await keys('key DESC')).toReversed());
});

it('says what kind of limit was met, and when to come back where it knows', async () => {
  world.faults.set('issues', { kind: '429', retryAfterS: 7 });
  const answer = await call(world, 'jira', '/rest/api/3/myself');
  world.faults.set('issues', { kind: '429_without_time' });
  const timeless = await call(world, 'jira', '/rest/api/3/myself');
  world.faults.clear();
  expect([answer.status, timeless.status]).toEqual([429, 429]);
  expect([answer.headers.get('retry-after'), timeless.headers.get('retry-after')]).toEqual(['7', null]);
  expect(answer.headers.get('ratelimit-reason')).toBe('jira-burst-based');
});

it('shows the page a person would open while it is in trouble: a fallback links to it', async () => {
  world.faults.set('issues', { kind: '5xx' });
  const page = await fetch(`${world.urls.jira}/console/browse/APP-1413`);
  world.faults.clear();
  expect(page.status).toBe(200);
});
