import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { WebhookDefinition, WebhookEvent } from '../connectors/webhook.ts';
import { Secret } from '../secrets/secret.ts';
import { problems } from './problem.ts';
import { requestIds } from './request-id.ts';
import { webhooksRoute } from './webhooks-route.ts';

const Wire = z.object({ key: z.string(), kind: z.string(), record: z.string() });
/** Signs with the secret itself, in a header of its own. */
const vendor: WebhookDefinition = {
  subscriptions: [],
  recordSubscriptions: [],
  secret: { minLength: 1, known: [] },
  signedAtMs(header, body) {
    looked.push(body);
    return Number(header('x-sent') ?? 'none') || undefined;
  },
  isSigned: (_body, header, secrets) => secrets.includes(header('x-signature') ?? ''),
  read(body) {
    looked.push(body);
    const told = Array.isArray(body) ? z.array(Wire).parse(body) : [Wire.parse(body)];
    return told.map(({ key, kind, record }) => ({
      deliveryId: key,
      event: { type: kind, detail: { id: record }, isAnswer: false },
    }));
  },
  meaningOf: () => undefined,
  testEvent: () => ({}),
};

let server: Server;
let stored: unknown[];
let received: WebhookEvent[];
let secrets: string[];
let isFull: boolean;
let notStored: unknown[];
let refused: number;
let unread: string[];
/** Bodies that somebody has looked into. */
let looked: unknown[];
beforeEach(async () => {
  [stored, received, secrets, isFull, notStored] = [[], [], ['s1'], false, []];
  [refused, unread, looked] = [0, [], []];
  const route = webhooksRoute({
    now: () => 1_000_000,
    isStoreAway: () => false,
    onNotStored: (error) => void notStored.push(error),
    publicUrl: new URL('https://sidelight.example'),
    async webhooksOf(tenant, system) {
      if (tenant !== 'acme' || system !== 'billing') return undefined;
      return {
        vendor,
        secrets: async (isDoubted) => (isDoubted ? [...secrets, 's2'] : secrets).map((text) => new Secret(text)),
        async store(delivered) {
          if (isFull) throw new Error('no connection is free');
          return stored.push(delivered) === 1;
        },
        received: (event) => void received.push(event),
        refused: () => void refused++,
        unread: async (wrong) => void unread.push(wrong),
      };
    },
  });
  server = createServer(
    express()
      .use(requestIds)
      .use('/webhooks', route)
      .use(problems({ onBug() {}, isStoreAway: () => false })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => void server.close());

const body = { key: 'd1', kind: 'bill.changed', record: '7' };
async function deliver(change: { path?: string; sent?: string; signature?: string; body?: unknown } = {}) {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/webhooks/${change.path ?? 'acme/billing'}`, {
    method: 'POST',
    headers: { 'x-sent': change.sent ?? '1000000', 'x-signature': change.signature ?? 's1' },
    body: JSON.stringify(change.body ?? body),
  });
  return answer.status;
}

it('takes a delivery of whichever system by that vendor’s own signature', async () => {
  expect(await deliver()).toBe(204);
  const event = { type: 'bill.changed', detail: { id: '7' }, isAnswer: false };
  expect(stored).toEqual([{ deliveryId: 'd1', event }]);
  expect(received).toEqual([{ type: 'bill.changed', detail: { id: '7' }, isAnswer: false }]);
});

it('tells of a delivery once', async () => {
  await deliver();
  expect(await deliver()).toBe(204);
  expect(received).toHaveLength(1);
});

it('asks to be sent again what it cannot store now: nothing is acknowledged that is not kept', async () => {
  isFull = true;
  expect(await deliver()).toBe(503);
  expect([received, notStored.length]).toEqual([[], 1]);
  isFull = false;
  expect(await deliver()).toBe(204);
  expect(received).toHaveLength(1);
});

it('asks again for secrets where none it knows has signed', async () => {
  expect(await deliver({ signature: 's2' })).toBe(204);
});

it.each([
  ['nobody’s signature', { signature: 'guess' }, 401],
  ['no time', { sent: 'once' }, 401],
  ['an old time', { sent: String(1_000_000 - 300_001) }, 401],
  ['a time to come', { sent: String(1_000_000 + 300_001) }, 401],
  ['a system whose vendor sends none', { path: 'acme/crm' }, 401],
  ['a tenant nobody let in', { path: 'other/billing' }, 401],
  ['no tenant at all', { path: '-/billing' }, 401],
])('refuses one with %s', async (_what, change, status) => {
  expect(await deliver(change)).toBe(status);
  expect(stored).toEqual([]);
  // Counted where a vendor sends there at all.
  expect(refused).toBe('path' in change || status !== 401 ? 0 : 1);
});

it('does not look into what nobody has signed, whatever it would cost: anybody can send it', async () => {
  expect(await deliver({ signature: 'guess', body: '['.repeat(100_000) })).toBe(401);
  expect(await deliver({ path: 'other/billing' })).toBe(401);
  expect(looked).toEqual([]);
  expect(await deliver()).toBe(204);
  expect(looked).toEqual([body, body]);
});

it('keeps of one that is signed and has another shape that it came, and where it is wrong; nothing of what is in it', async () => {
  expect(await deliver({ body: { key: 'd1', record: 'dana@example.com' } })).toBe(400);
  expect([stored, refused, unread]).toEqual([[], 0, ['kind']]);
  expect(await deliver({ signature: 'guess', body: { key: 'd1' } })).toBe(401);
  expect(unread).toHaveLength(1);
});

it('tells one way of being wrong from another, and not by which of many events were so', async () => {
  const odd = { key: 'd2', record: '8' };
  for (const many of [[odd], [body, odd], [odd, body, { ...odd, record: 8 }], [{ ...odd, record: 8 }, odd]])
    expect(await deliver({ body: many })).toBe(400);
  expect(unread).toEqual(['*.kind', '*.kind', '*.kind,*.record', '*.kind,*.record']);
});
