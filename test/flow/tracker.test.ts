import { afterAll, beforeAll, expect, it } from 'vitest';
import { answer, type Call, startUpstream, type Upstream } from '../conformance/upstream.ts';
import { startWorld, type World } from '../world/world.ts';
import { fieldIn } from './read-fields.ts';
import { type Product, startProduct } from './start-product.ts';

const SITE = 'https://harbour.atlassian.net';
let upstream: Upstream;
let world: World;
let product: Product;
let lead: string;
let ticketId: string;
/** What that ticket is about. */
let tag: string;

beforeAll(async () => {
  upstream = await startUpstream();
  world = await startWorld({ customers: 20 });
  const { ALLOW_HOSTS } = world.env();
  product = await startProduct({
    beside: { world },
    env: {
      // As behind the gateway: requests go below a path, people to the site.
      JIRA_URL: new URL('/ex/jira/7f1c2a9e', upstream.url).href,
      JIRA_CONSOLE_URL: SITE,
      ALLOW_HOSTS: `${ALLOW_HOSTS},${upstream.url.host}`,
    },
  });
  world.setApiUrl(product.url);
  lead = await product.session('lead');
  const ticket = world.tickets.flatMap(({ bundle }) => bundle.tickets).find(({ tags }) => tags.length > 0);
  if (!ticket?.tags[0]) throw new Error('no ticket has a tag');
  [ticketId, tag] = [String(ticket.id), ticket.tags[0]];
});
afterAll(async () => {
  await product.stop();
  await world.stop();
  await upstream.stop();
});

const issue = (n: number, topic: string) => ({
  ...{ id: String(n), key: `APP-${n}` },
  fields: {
    summary: `Fault ${n}`,
    status: { name: 'Open' },
    labels: ['known-issue', topic],
    components: null,
    created: null,
  },
});

/** Pages of 100, up to so many issues about one topic. */
const issues = (total: number, topic: string) => (call: Call) => {
  const from = Number(call.query.get('nextPageToken') ?? 0);
  const to = Math.min(from + 100, total);
  const page = Array.from({ length: to - from }, (_, i) => issue(from + i + 1, topic));
  return to < total ? { issues: page, isLast: false, nextPageToken: String(to) } : { issues: page, isLast: true };
};

async function known(page: (call: Call) => object, headers: Record<string, string> = {}) {
  upstream.behave((call, res) => answer(200, page(call), headers)(call, res));
  const { cards } = await product.whole(lead, { ticketId, refresh: 'issues' });
  return fieldIn(cards, 'issues.known');
}

it('past the most that are read, none that matches is not "none"', async () => {
  const field = await known(issues(301, 'gardening'));
  expect(field).toMatchObject({ state: 'failed', reason: 'incomplete' });
  expect(upstream.calls.every(({ path }) => path === '/ex/jira/7f1c2a9e/rest/api/3/search/jql')).toBe(true);
});

it('a list that could be read to its end is whole', async () => {
  expect(await known(issues(180, 'gardening'))).toMatchObject({
    ...{ state: 'ok', value: { kind: 'issues', items: [], elsewhere: 180 } },
  });
});

it('what matches is shown, with a word that there is more and the way to all of it', async () => {
  const field = await known(issues(301, tag));
  expect(field).toMatchObject({ state: 'ok', value: { kind: 'issues', isPartial: true } });
  if (field.state !== 'ok' || field.value.kind !== 'issues') throw new Error('no issues');
  expect(field.value.items).toHaveLength(300);
  expect(field.value.items[0]?.url).toMatch(new RegExp(`^${SITE}/browse/APP-`));
  expect(field.receipt.record?.url).toMatch(new RegExp(`^${SITE}/issues/\\?jql=`));
});

it('when the sign-in is lost, nothing new is believed: the old list stays, with the reason', async () => {
  const lost = { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' };
  const field = await known(() => ({ issues: [], isLast: true }), lost);
  expect(field).toMatchObject({ state: 'stale', reason: 'credential', value: { kind: 'issues' } });
});
