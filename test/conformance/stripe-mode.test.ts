import { join } from 'node:path';
import { stripeForm } from '@sidelight/api/connectors/stripe/connection-form.ts';
import { stripe } from '@sidelight/api/connectors/stripe/definition.ts';
import * as sent from '@sidelight/api/connectors/stripe/fixtures.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownConnections } from './own-connections.ts';
import { readAccount, serveAccount, sub } from './stripe-account.ts';
import { answer, startUpstream, type Upstream } from './upstream.ts';

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.stop());
beforeEach(() => {
  upstream.calls.length = 0;
});

const testCustomer = { ...sent.customer, id: 'cus_test', livemode: false };
const otherMode = {
  error: {
    ...sent.noSuchCustomer.error,
    message: "No such customer: 'cus_S0011'; a similar object exists in live mode, but a test mode key was used.",
  },
};
const missing = answer(404, otherMode);
const inTestMode = {
  '/v1/customers/': missing,
  '/v1/customers': answer(200, sent.list('/v1/customers', testCustomer)),
  '/v1/subscriptions': missing,
  '/v1/invoices': answer(400, otherMode),
};

describe('a key of the other mode', () => {
  it.each(['subscriptions', 'invoices'])('is a fault of the connection, not "nobody": %s', async (read) => {
    serveAccount(upstream, { instead: inTestMode });
    const reader = await readAccount(upstream);
    await expect(reader.ask(read)).rejects.toMatchObject({ reason: 'credential', concerns: 'connection' });
    await reader.close();
  });

  it('also where a search finds nobody', async () => {
    upstream.behave((call, res) =>
      answer(200, sent.list('/v1/customers', ...(call.query.has('email') ? [] : [testCustomer])))(call, res),
    );
    const reader = await readAccount(upstream);
    const nobody = { by: 'email', value: 'ana@northwind.example' } as const;
    await expect(reader.ask('customer', nobody)).rejects.toMatchObject({ reason: 'credential' });
    await reader.close();
  });

  it('is looked for until something of the right mode was seen, and not after that', async () => {
    serveAccount(upstream, { subscriptions: [sub()] });
    const reader = await readAccount(upstream);
    await reader.ask('subscriptions');
    serveAccount(upstream, { instead: { '/v1/subscriptions': missing } });
    upstream.calls.length = 0;
    expect(await reader.ask('subscriptions')).toBeNull();
    expect(upstream.calls).toHaveLength(1);
    await reader.close();
  });

  it('an account without a customer knows nobody', async () => {
    serveAccount(upstream, {
      instead: { '/v1/subscriptions': missing, '/v1/customers': answer(200, sent.list('/v1/customers')) },
    });
    const reader = await readAccount(upstream);
    expect(await reader.ask('subscriptions')).toBeNull();
    await reader.close();
  });
});

const place = (environment: 'live' | 'sandbox') => ({
  ...{ url: new URL('https://api.stripe.com'), consoleUrl: undefined, environment },
});

it.each([
  ['live', 'rk_test_Example', false],
  ['live', 'rk_live_Example', true],
  ['sandbox', 'rk_live_Example', false],
  ['sandbox', 'rk_test_Example', true],
] as const)('on a %s connection the setup page takes %s: %s', (environment, key, isTaken) => {
  const opened = stripeForm.open({ key }, place(environment));
  expect(opened.ok).toBe(isTaken);
  if (!opened.ok)
    expect(opened).toMatchObject({
      inputs: ['key'],
      reason: { reason: { en: expect.stringMatching(/test key|live key/) } },
    });
  const headers = { authorization: `Bearer ${key}` };
  expect(stripe.isOtherEnvironment?.(headers, environment)).toBe(!isTaken);
});

it('a test key in the server’s environment locks a live connection out, and nothing is sent with it', async () => {
  const map = await loadMap(join(import.meta.dirname, '../../map'), new AbortController().signal);
  const headers = { authorization: 'Bearer rk_test_Example' };
  const address = { url: upstream.url, headers, consoleUrl: 'https://dashboard.stripe.com' };
  const made = ownConnections(map, { stripe: address }, { now: Date.now, random: Math.random, onOutcome: () => {} });
  const read = made.get('stripe')?.connector.reads.subscriptions;
  const asked = read?.({ by: 'id', value: sent.customer.id }, AbortSignal.timeout(5000));
  await expect(asked).rejects.toMatchObject({ reason: 'credential', concerns: 'connection' });
  expect(upstream.calls).toEqual([]);
  await made.close();
});

describe('the version', () => {
  it('is sent with every call: the map’s, else our own', async () => {
    serveAccount(upstream, { subscriptions: [sub()] });
    for (const [options, version] of [
      [{ apiVersion: '2025-03-31.basil' }, '2025-03-31.basil'],
      [{}, '2026-10-28.endive'],
    ] as const) {
      const reader = await readAccount(upstream, { options });
      upstream.calls.length = 0;
      await reader.ask('subscriptions');
      expect(upstream.calls.length).toBeGreaterThan(1);
      expect(upstream.calls.every(({ headers }) => headers['stripe-version'] === version)).toBe(true);
      await reader.close();
    }
  });

  it.each(['latest', '2026-10-28; x', ''])('%j is none', (apiVersion) => {
    expect(stripe.options.safeParse({ apiVersion }).success).toBe(false);
  });
});
