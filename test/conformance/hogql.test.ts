import createHogQLParser from '@posthog/hogql-parser';
import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { pingPosthog } from '@sidelight/api/connectors/posthog/ping.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { openBench } from './bench.ts';
import { answer, startUpstream, type Upstream } from './upstream.ts';
import { posthog } from './vendors/posthog.ts';

const Asked = z.object({ query: z.object({ kind: z.literal('HogQLQuery'), query: z.string() }) });
const Parsed = z.union([
  z.object({ error: z.literal(true), message: z.string() }),
  z.object({ node: z.string(), error: z.undefined().optional() }),
]);

let upstream: Upstream;
let parse: (text: string) => z.infer<typeof Parsed>;
beforeAll(async () => {
  upstream = await startUpstream();
  const parser = await createHogQLParser();
  parse = (text) => Parsed.parse(JSON.parse(parser.parseSelect(text)));
});
afterAll(() => upstream.stop());

/** Every text the connector sends, taken off the wire. */
async function texts(): Promise<string[]> {
  const vendor = posthog();
  upstream.calls.length = 0;
  for (const read of vendor.reads) {
    upstream.behave(answer(200, read.routes[0]?.body));
    const bench = openBench(vendor, read, upstream);
    await bench.ask(read.subject);
    await bench.close();
  }
  upstream.behave(answer(200, { results: [[1]] }));
  const http = createHttpClient({ baseUrl: upstream.url, headers: {}, now: Date.now });
  await pingPosthog(http, vendor.settings, AbortSignal.timeout(5000));
  await http.close();
  return upstream.calls.map(({ body }) => Asked.parse(body).query.query);
}

it('PostHog’s own parser reads every query that is sent', async () => {
  const sent = await texts();
  expect(sent).toHaveLength(posthog().reads.length + 1);
  for (const text of sent) expect(parse(text), text).toMatchObject({ node: 'SelectQuery' });
});

it('which it would not do for any text', () => {
  expect(parse('SELECT uniqIf(person_id FROM events')).toMatchObject({ error: true });
});
