import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import type { Answer, Ask, Connector, Subject } from '@sidelight/api/connectors/port.ts';
import { isUpstreamError, UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { answer, type Behaviour, type Call, type Upstream } from './upstream.ts';
import { type ReadCase, type Route, SEARCH, type VendorCase } from './vendor.ts';

export const TOKEN = 'secret-token-4f1c9a';

export interface Bench {
  readonly connector: Connector;
  ask(subject: Subject, signal?: AbortSignal): Promise<Answer | null>;
  /** The refusal; fails the test when there is none, or it is not an UpstreamError. */
  refusal(subject?: Subject, signal?: AbortSignal): Promise<UpstreamError>;
  close(): Promise<void>;
}

/** The connector on a real HTTP client towards the upstream, for one of its reads. */
export function openBench(vendor: VendorCase, { read, subject: known }: ReadCase, upstream: Upstream): Bench {
  const http = createHttpClient({
    baseUrl: new URL('/prefix', upstream.url),
    headers: { authorization: `Bearer ${TOKEN}` },
    ...(vendor.classify ? { classify: vendor.classify } : {}),
    now: Date.now,
  });
  const connector = vendor.create(http, vendor.settings);
  const question = read === SEARCH ? searchAsRead(connector) : connector.reads[read];
  if (!question) throw new Error(`${connector.id} has no read called ${read}`);
  const ask = (subject: Subject, signal = AbortSignal.timeout(5000)) => question(subject, signal);
  return {
    connector,
    ask,
    async refusal(subject = known, signal) {
      const outcome = await ask(subject, signal).then(
        (found) => new Error(`answered ${JSON.stringify(found)}`),
        (error: unknown) => error,
      );
      if (isUpstreamError(outcome)) return outcome;
      throw outcome;
    },
    close: () => http.close(),
  };
}

/** A search keeps the promises of a read: nothing found is nobody, and it is asked by text alone. */
function searchAsRead({ searchAccounts }: Connector): Ask | undefined {
  if (!searchAccounts) return undefined;
  return async ({ by, value }, signal) => {
    if (by === 'tenant') throw new UpstreamError('not_configured');
    const { accounts } = await searchAccounts(value, signal);
    const [first] = accounts;
    return first ? { record: { accounts: accounts.map(({ record }) => record) }, source: first.source } : null;
  };
}

/** Whether a call is of this route and no other: no dots that climb, nothing in the query twice or beside it. */
export function matches(call: Call, route: Route): boolean {
  const names = [...call.query.keys()];
  return (
    call.method === route.method &&
    route.path.test(call.path.replace(/^\/prefix/, '')) &&
    new URL(call.path, 'http://vendor.example').pathname === call.path &&
    new Set(names).size === names.length &&
    names.every((name) => route.query.includes(name))
  );
}

/** Answers each call by its route; a call no route knows gets a page that no vendor sends. */
export const follow =
  (routes: readonly Route[]): Behaviour =>
  (call, res) => {
    const route = routes.find((r) => matches(call, r));
    if (route) return answer(route.status ?? 200, route.body)(call, res);
    return answer(404, '<html>no such page</html>', { 'content-type': 'text/html' })(call, res);
  };
