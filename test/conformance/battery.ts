import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, follow, matches, openBench, TOKEN } from './bench.ts';
import { hostileIds } from './hostile.ts';
import { freeze, told, withExtras, without } from './tamper.ts';
import { answer, type Behaviour, cutShort, drip, hang, reset, startUpstream, type Upstream } from './upstream.ts';
import { questionsOf, type ReadCase, type VendorCase } from './vendor.ts';

const CANARY = 'canary-7d21 dana@northwind.example 4242424242424242';
const json = (body: string, type = 'application/json') => answer(200, body, { 'content-type': type });

const statuses = [
  [400, 'bad_answer'],
  [401, 'credential'],
  [402, 'bad_answer'],
  [403, 'forbidden'],
  [408, 'timeout'],
  [429, 'rate_limited'],
  [500, 'upstream_error'],
  [502, 'upstream_error'],
  [503, 'upstream_error'],
  [504, 'timeout'],
  [302, 'bad_answer'],
] as const;

const nonsense: readonly (readonly [name: string, behaviour: Behaviour])[] = [
  ['half a document', json('{"ticket": {')],
  ['an HTML page', json('<html><body>Please sign in</body></html>', 'text/html')],
  ['JSON that says it is HTML', json('{}', 'text/html')],
  ['no body', json('')],
  ['null', json('null')],
  ['a list', json('[]')],
  ['a word', json('"ok"')],
  ['an empty object', json('{}')],
  ['more than a megabyte', json(`{"x":"${'x'.repeat(1_100_000)}"}`)],
];

/** The promises of `port.ts`, put to one connector through a real HTTP client and a real socket. */
export function connectorConforms(name: string, open: () => VendorCase): void {
  describe(name, () => {
    let upstream: Upstream;
    beforeAll(async () => {
      upstream = await startUpstream();
    });
    afterAll(() => upstream.stop());

    for (const read of questionsOf(open())) describe(read.read, () => readConforms(open, read, () => upstream));
  });
}

function readConforms(open: () => VendorCase, read: ReadCase, upstreamOf: () => Upstream): void {
  let bench: Bench;
  let upstream: Upstream;
  const vendor = open();
  const isTenant = read.subject.by === 'tenant';
  const gone = async () => {
    await expect.poll(() => upstream.openSockets(), { timeout: 1000, interval: 5 }).toBe(0);
  };

  beforeEach(() => {
    upstream = upstreamOf();
    upstream.calls.length = 0;
    upstream.behave(follow(read.routes));
    // Whoever writes into what it was given throws.
    freeze([vendor.settings, read.subject]);
    bench = openBench(vendor, read, upstream);
  });
  afterEach(async () => {
    await bench.close();
    await gone();
  });

  it('answers with a record of its schema and says where it is from', async () => {
    const found = await bench.ask(read.subject);
    expect(found).not.toBeNull();
    expect(read.record.parse(found?.record)).toEqual(found?.record);
    expect(found?.source.type).toMatch(/\w/);
    expect(found?.source.id).toMatch(/\S/);
    if (found?.source.url) expect(found.source.url.startsWith(vendor.settings.consoleUrl)).toBe(true);
  });

  it('answers the same again: nothing of one question is left in the next', async () => {
    expect(await bench.ask(read.subject)).toEqual(await bench.ask(read.subject));
  });

  it('makes only the calls it is known for, each with its credentials', async () => {
    await bench.ask(read.subject);
    expect(upstream.calls.length).toBeGreaterThan(0);
    for (const call of upstream.calls) {
      expect(call).toSatisfy((made: typeof call) => read.routes.some((route) => matches(made, route)));
      expect(call.headers.authorization).toBe(`Bearer ${TOKEN}`);
    }
  });

  if (read.asked) {
    it('asks only for what the map names', async () => {
      await bench.ask(read.subject);
      const asked = upstream.calls.flatMap((call) => read.asked?.(call) ?? []);
      expect([...new Set(asked)].sort()).toEqual([...(read.mayAsk ?? [])].sort());
    });
  }

  it.each(read.strangers ?? [])('answers null for a stranger: $name', async ({ status, body, beside = [] }) => {
    upstream.behave((call, res) =>
      beside.some((route) => matches(call, route)) ? follow(beside)(call, res) : answer(status, body)(call, res),
    );
    expect(await bench.ask(read.subject)).toBeNull();
  });

  it('does not take any page that is missing for a stranger', async () => {
    upstream.behave(answer(404, '<html>No such page</html>', { 'content-type': 'text/html' }));
    expect((await bench.refusal()).reason).toBe('not_configured');
    upstream.behave(answer(404, { message: 'no Route matched with those values' }));
    expect((await bench.refusal()).reason).toBe('not_configured');
  });

  it.each(statuses)('turns %i into %s', async (status, reason) => {
    upstream.behave(answer(status, { canary: CANARY }, { location: `${upstream.url.href}elsewhere` }));
    expect((await bench.refusal()).reason).toBe(reason);
    expect(upstream.calls.every(({ path }) => path !== '/elsewhere')).toBe(true);
  });

  it.each(vendor.refusals)('understands its own $status: $reason', async ({ status, body, reason }) => {
    upstream.behave(answer(status, body));
    expect((await bench.refusal()).reason).toBe(reason);
  });

  it('hands on how long the vendor wants to be left alone', async () => {
    upstream.behave(answer(429, {}, { 'retry-after': '34' }));
    expect(await bench.refusal()).toMatchObject({ reason: 'rate_limited', retryAfterMs: 34_000 });
  });

  it.each(nonsense)('believes no %s', async (_name, behaviour) => {
    upstream.behave(behaviour);
    expect((await bench.refusal()).reason).toBe('bad_answer');
  });

  it('says that nobody is there when the line is cut, before or within an answer', async () => {
    upstream.behave(reset);
    expect((await bench.refusal()).reason).toBe('unreachable');
    upstream.behave(cutShort);
    expect(['unreachable', 'bad_answer']).toContain((await bench.refusal()).reason);
  });

  it.each([
    ['silent', hang],
    ['dripping', drip],
  ])('lets go of a %s vendor as soon as it is told to, socket and all', async (_name, behaviour) => {
    upstream.behave(behaviour);
    const stop = new AbortController();
    const refusal = bench.refusal(read.subject, stop.signal);
    await expect.poll(() => upstream.calls.length, { interval: 2 }).toBeGreaterThan(0);
    const startedAt = performance.now();
    stop.abort(new UpstreamError('timeout'));
    expect((await refusal).reason).toBe('timeout');
    expect(performance.now() - startedAt).toBeLessThan(100);
    await gone();
  });

  it('asks nothing when told to stop before it began', async () => {
    expect((await bench.refusal(read.subject, AbortSignal.abort())).reason).toBe('cancelled');
    expect(upstream.calls).toEqual([]);
  });

  it('tells no secret, address, body or id in what it says of a failure', async () => {
    const leaky = read.routes.flatMap((route) => route.required.map((path) => without(route.body, path)));
    const failures: Behaviour[] = [
      ...statuses.map(([status]) => answer(status, { message: CANARY, error: CANARY })),
      ...leaky.map((body) => answer(200, { ...(body as object), note: CANARY })),
      answer(200, `{"note": "${CANARY}`),
      reset,
    ];
    for (const failure of failures) {
      upstream.behave(failure);
      const words = told(await bench.refusal());
      for (const secret of [TOKEN, upstream.url.host, '127.0.0.1', 'canary', 'northwind', '4242']) {
        expect(words).not.toContain(secret);
      }
      if (read.subject.value.length > 3) expect(words).not.toContain(read.subject.value);
    }
  });

  it('does not mind what it does not know', async () => {
    const before = await bench.ask(read.subject);
    upstream.behave(follow(read.routes.map((route) => ({ ...route, body: withExtras(route.body) }))));
    expect((await bench.ask(read.subject))?.record).toEqual(before?.record);
  });

  const requirements = read.routes.flatMap((route) => route.required.map((path) => ({ route, path })));
  it.each(requirements)('misses $path aloud', async ({ route, path }) => {
    const tampered = read.routes.map((r) => (r === route ? { ...r, body: without(r.body, path) } : r));
    upstream.behave(follow(tampered));
    const refusal = await bench.refusal();
    expect(refusal.reason).toBe('bad_answer');
    // Whoever repairs the map needs the field's name; nobody needs its value.
    expect(told(refusal)).toContain(path.split('.').at(-1));
  });

  if (isTenant) return;

  it('is asked by what it knows, and says so when it is not', async () => {
    expect((await bench.refusal({ by: 'tenant', value: 'acme' })).reason).toBe('not_configured');
    expect(upstream.calls).toEqual([]);
  });

  it.each(['', ' '])('an empty id (%j) is nobody’s, and asks nothing', async (value) => {
    expect(await bench.ask({ ...read.subject, value })).toBeNull();
    expect(upstream.calls).toEqual([]);
  });

  it.each(hostileIds(read.subject).map((value) => [value.slice(0, 50), value]))(
    'keeps %j inside its place',
    async (_, value) => {
      await bench.ask({ ...read.subject, value }).catch((error: unknown) => {
        if (!(error instanceof UpstreamError)) throw error;
      });
      for (const call of upstream.calls) {
        expect(call).toSatisfy((made: typeof call) => read.routes.some((route) => matches(made, route)));
      }
    },
  );
}
