import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../caller.ts';
import { systemOf, vendors } from '../systems.ts';
import { startWorld, type World } from '../world.ts';
import type { FaultInput } from './fault.ts';
import { faultKinds } from './fault.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 5 });
});
afterAll(() => world.stop());
afterEach(() => world.faults.clear());

const summary = (signal?: AbortSignal) =>
  call(world, 'statuspage', '/api/v2/summary.json', signal === undefined ? {} : { signal });
const meet = (fault: FaultInput) => world.faults.set('issues', fault);

describe('each fault does what it says on the wire', () => {
  it('answers well without one', async () => {
    const answer = await summary();
    expect(answer.status).toBe(200);
    expect(answer.json).toHaveProperty('incidents');
  });

  it('latency: the same answer, later', async () => {
    meet({ kind: 'latency', ms: 150 });
    const started = performance.now();
    expect((await summary()).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(145);
  });

  it('hang: takes the request and says nothing', async () => {
    meet({ kind: 'hang' });
    await expect(summary(AbortSignal.timeout(150))).rejects.toHaveProperty('name', 'TimeoutError');
    expect(world.calls.counts().systems.issues?.paths['/api/v2/summary.json']).toBeGreaterThan(0);
  });

  it('reset: cuts the connection without an answer', async () => {
    meet({ kind: 'reset' });
    const { port, hostname } = new URL(world.urls.statuspage);
    const code = await new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write('GET /x HTTP/1.1\r\nhost: x\r\n\r\n'));
      socket.on('error', (error) => resolve('code' in error ? error.code : error));
      socket.on('end', () => resolve('closed in order'));
    });
    expect(code).toBe('ECONNRESET');
  });

  it('slow_drip: headers at once, the body for ever', async () => {
    meet({ kind: 'slow_drip', bytesPerS: 200 });
    const answer = await fetch(`${world.urls.statuspage}/api/v2/summary.json`);
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBeGreaterThan(1000);
    const reader = answer.body!.getReader();
    let got = 0;
    for (let i = 0; i < 3; i++) got += (await reader.read()).value?.length ?? 0;
    expect(got).toBeGreaterThan(0);
    expect(got).toBeLessThan(500);
    await reader.cancel();
  });

  it.each([
    ['401', 401],
    ['403', 403],
  ] as const)('%s: refused, in the vendor’s own words', async (kind, status) => {
    world.faults.set('crm', { kind });
    const answer = await call(world, 'hubspot', '/crm/v3/objects/companies/6100000101');
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ status: 'error', correlationId: expect.any(String) });
  });

  it('429: says when to come back', async () => {
    meet({ kind: '429', retryAfterS: 7 });
    const answer = await summary();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('7');
  });

  it('429_without_time: does not', async () => {
    meet({ kind: '429_without_time' });
    const answer = await summary();
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBeNull();
  });

  it('5xx: the status asked for', async () => {
    meet({ kind: '5xx', status: 502 });
    expect((await summary()).status).toBe(502);
  });

  it('malformed_json: JSON that stops half way', async () => {
    meet({ kind: 'malformed_json' });
    const answer = await summary();
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.text.startsWith('{"page"')).toBe(true);
    expect(answer.json).toBeUndefined();
  });

  it('wrong_content_type: good JSON that says it is text', async () => {
    meet({ kind: 'wrong_content_type' });
    const answer = await summary();
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(answer.json).toHaveProperty('incidents');
  });

  it('html_login: a sign-in page with 200', async () => {
    meet({ kind: 'html_login' });
    const answer = await summary();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toContain('Sign in');
  });

  it('empty_body: 200 and nothing', async () => {
    meet({ kind: 'empty_body' });
    const answer = await summary();
    expect([answer.status, answer.text]).toEqual([200, '']);
  });

  it('huge_body: as large as asked for', async () => {
    meet({ kind: 'huge_body', bytes: 2_000_000 });
    expect((await summary()).text.length).toBeGreaterThan(2_000_000);
  });

  it('schema_drift: JSON in which nothing is where it was', async () => {
    meet({ kind: 'schema_drift' });
    const { json } = await summary();
    expect(json).toMatchObject({ page: { id: { value: 'kctbh9vrtdwd' } }, incidents: { items: expect.any(Array) } });
  });

  it('flapping: the first half of each period fails', async () => {
    meet({ kind: 'flapping', period: 4 });
    const seen = [];
    for (let i = 0; i < 8; i++) seen.push((await summary()).status);
    expect(seen).toEqual([503, 503, 200, 200, 503, 503, 200, 200]);
  });

  it('lying: well-formed answers that are not true', async () => {
    const path = '/v1/invoices?customer=cus_S0271Sample42x';
    const truth = await call(world, 'stripe', path);
    world.faults.set('billing', { kind: 'lying' });
    const lies = await call(world, 'stripe', path);
    expect(lies.status).toBe(200);
    expect(truth.json).toMatchObject({ data: [{ status: 'paid', amount_remaining: 0 }] });
    expect(lies.json).toMatchObject({ data: [{ status: 'open', amount_remaining: 2400 }] });
  });

  it.each(['duplicate', 'out_of_order'] as const)('%s: leaves answers alone', async (kind) => {
    meet({ kind });
    expect((await summary()).status).toBe(200);
  });
});

it('a fault stays with its system, and with all vendors of it', async () => {
  meet({ kind: '5xx', status: 500 });
  expect((await summary()).status).toBe(500);
  for (const vendor of vendors.filter((one) => systemOf[one] === 'issues'))
    expect((await call(world, vendor, '/')).status, vendor).toBe(500);
  expect((await call(world, 'zendesk', '/api/v2/users/me.json')).status).toBe(200);
});

it('the page a person would open is spared: a fallback links to it', async () => {
  meet({ kind: '5xx' });
  expect((await fetch(`${world.urls.statuspage}/console`)).status).toBe(200);
});

it('knows every kind that is tested above', () => {
  expect(faultKinds).toHaveLength(19);
  // The type says so; a caller without types does not.
  expect(() => world.faults.set('crm', { kind: 'nope' } as unknown as FaultInput)).toThrow();
});
