import { createHmac, randomUUID } from 'node:crypto';
import type { Row } from '../flow/matrix-row.ts';
import { rows } from '../flow/matrix-rows.ts';
import { type CanaryKind, canaryKinds } from './canary.ts';
import { type CanaryStage, webhookSecrets } from './stage.ts';

/** What people type for others to read: it is kept, and shown to whom it is meant for. */
const WORDS = new Set(['text', 'note', 'value']);
/** A number there is a ticket's, whatever it looks like: the helpdesk is asked for it, and it is said again. */
const IDS = /^(ticket|requester)Id$/;
/** It ends what the others still ask with. */
const ENDS_SESSIONS = 'session-route';
/** A stream goes on: its first lines say enough. */
const withinMs = 2000;

/** Every route, with planted values in its path, its query, each of its fields, its headers and its body as a whole. */
export async function callEverywhere({ canaries, exchange, us, them }: CanaryStage, isFull: boolean): Promise<void> {
  let turn = 0;
  const caller = (kind: CanaryKind = canaryKinds[turn++ % canaryKinds.length]!) =>
    canaries.make(kind, 'caller', 'who asks');
  const header = (kind: CanaryKind) => caller(kind).replace(/\s/g, ' ');
  const headers = () => ({
    ...{ 'user-agent': header('name'), referer: `https://x.example/?email=${encodeURIComponent(header('email'))}` },
    ...{ 'x-request-id': header('token'), 'x-forwarded-for': header('phone'), cookie: `a=${header('token')}` },
    ...{ 'accept-language': header('name'), 'x-customer': header('card'), traceparent: header('token') },
  });
  const filled = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => filled(one, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([own, one]) => [own, filled(one, own)]));
    if (typeof value !== 'string') return value;
    if (WORDS.has(name)) return canaries.make('text', 'typed', 'who types');
    return IDS.test(name) ? caller('token') : caller();
  };
  const variants = ({ path, body = {} }: Row): { path: string; body: object | string }[] => [
    { path, body: { ...body, [caller('email')]: caller() } },
    { path: `${path}${path.includes('?') ? '&' : '?'}email=${encodeURIComponent(caller('email'))}`, body },
    {
      path: path.replace(
        /\{incident\}|none|1001|=[^&]+$/,
        (found) =>
          (found.startsWith('=') ? '=' : '') + encodeURIComponent(caller(found === '1001' ? 'token' : undefined)),
      ),
      body,
    },
    { path: path.replace('{incident}', 'none'), body: Object(filled(body)) },
    ...Object.keys(body).map((name) => ({
      path: path.replace('{incident}', 'none'),
      body: { ...body, [name]: filled(Object.entries(body).find(([own]) => own === name)?.[1], name) },
    })),
    { path, body: `{"email":"${caller('email')}", "card": ${caller('card')}, broken` },
  ];
  for (const row of rows) {
    if (row.file === ENDS_SESSIONS) continue;
    const { method } = row;
    const sent = headers();
    const asked = variants(row).flatMap(({ path, body: given }, i) => {
      const body = method === 'GET' ? undefined : given;
      const isTheirs = isFull || i === 0;
      return [
        exchange.ask(path, { by: 'us', method, token: us.admin, body, headers: sent, withinMs }),
        ...(isTheirs
          ? [exchange.ask(path, { by: 'them', method, token: them.admin, body, headers: sent, withinMs })]
          : []),
      ];
    });
    const wrong = [undefined, caller('token'), `${us.agent.slice(0, -8)}${caller('name').slice(0, 8)}`];
    const refused = wrong.map((token) =>
      exchange.ask(row.path, { by: 'nobody', method, token, body: method === 'GET' ? undefined : {}, headers: sent }),
    );
    await Promise.all([...asked, ...refused]);
  }
  for (const path of [
    `/${caller('email')}`,
    `/v1/${caller('token')}`,
    `/assets/${caller('name')}`,
    `/zaf/${caller('name')}`,
  ])
    for (const method of ['GET', 'POST', 'PUT'])
      await exchange.ask(path, { by: 'nobody', method, body: method === 'GET' ? undefined : '{', headers: headers() });
  await enterBadly();

  /** Page loads that are none, and answers of a consent page that nobody asked. */
  async function enterBadly(): Promise<void> {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: caller('name'), sub: caller('email'), aud: caller('token'), email: caller('email') };
    const token = `${part({ alg: 'RS256', kid: caller('token') })}.${part(claims)}.${part({ x: caller('token') })}`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const body of [
      `token=${token}`,
      `token=${caller('token')}`,
      `user=${caller('email')}&password=${caller('token')}`,
    ])
      await exchange.ask(`/zaf/ticket_sidebar?origin=${caller('token')}&app_guid=${caller('name')}`, {
        ...{ by: 'nobody', body, headers: { ...headers(), ...form } },
      });
    for (const query of [`state=${caller('token')}&code=${caller('token')}`, `error=${caller('name')}&state=x`])
      await exchange.ask(`/oauth/callback?${query}`, { by: 'nobody', headers: headers() });
  }
}

/** Deliveries of every system: well signed and badly, whole and not, for us and for a helpdesk there is not. */
export async function sendWebhooks({ canaries, exchange, product }: CanaryStage): Promise<void> {
  const told = (kind: CanaryKind) => canaries.make(kind, 'webhook', 'who delivers');
  const { ZENDESK_WEBHOOK_SECRET = '', HUBSPOT_WEBHOOK_SECRET = '' } = product.world.env();
  const person = () => Object.fromEntries(canaryKinds.map((kind) => [`planted_${kind}`, told(kind)]));
  const hmac = (secret: string, text: string, form: 'hex' | 'base64') =>
    createHmac('sha256', secret).update(text).digest(form);
  const signed: Readonly<Record<string, (body: string) => Record<string, string>>> = {
    helpdesk: (body) => {
      const at = new Date().toISOString();
      const signature = hmac(ZENDESK_WEBHOOK_SECRET, at + body, 'base64');
      return { 'x-zendesk-webhook-signature': signature, 'x-zendesk-webhook-signature-timestamp': at };
    },
    crm: (body) => {
      const at = String(Date.now());
      const text = `POST${product.url}/webhooks/acme/crm${body}${at}`;
      return {
        'x-hubspot-signature-v3': hmac(HUBSPOT_WEBHOOK_SECRET, text, 'base64'),
        'x-hubspot-request-timestamp': at,
      };
    },
    billing: (body) => {
      const at = Math.floor(Date.now() / 1000);
      return { 'stripe-signature': `t=${at},v1=${hmac(webhookSecrets.STRIPE_WEBHOOK_SECRET, `${at}.${body}`, 'hex')}` };
    },
    issues: (body) => ({ 'x-hub-signature': `sha256=${hmac(webhookSecrets.JIRA_WEBHOOK_SECRET, body, 'hex')}` }),
  };
  const events: Readonly<Record<string, () => unknown>> = {
    helpdesk: () => ({
      ...{ type: 'zen:event-type:ticket.created', id: randomUUID(), subject: `zen:ticket:${told('card')}` },
      ...{
        detail: { id: '1001', subject: told('text'), requester_email: told('email'), ...person() },
        event: person(),
      },
    }),
    crm: () => [
      {
        ...{ eventId: Math.floor(Math.random() * 1e9), subscriptionId: 1, portalId: 48160021, appId: 31415926 },
        ...{ occurredAt: Date.now(), subscriptionType: 'contact.propertyChange', objectId: 5100000101 },
        ...{ attemptNumber: 0, propertyName: told('email'), propertyValue: told('email'), ...person() },
        ...{ sourceId: told('email'), changeSource: told('name') },
      },
    ],
    billing: () => ({
      ...{ id: `evt_${randomUUID()}`, object: 'event', type: 'customer.subscription.updated' },
      data: { object: { id: 'sub_1', object: 'subscription', customer: 'cus_S0011Sample42x', ...person() } },
    }),
    issues: () => ({
      ...{ timestamp: Date.now(), webhookEvent: 'jira:issue_updated', user: person() },
      issue: { id: '1', key: 'APP-1', fields: { summary: told('text'), ...person() } },
    }),
  };
  /** Where the vendor's own words and ids would be. */
  const odd: Readonly<Record<string, () => unknown>> = {
    helpdesk: () => ({ type: told('email'), id: told('email'), detail: { id: told('email') } }),
    crm: () => [
      {
        ...{ eventId: told('email'), subscriptionType: told('email'), subscriptionId: told('email') },
        ...{ portalId: told('email'), objectId: 5100000101, occurredAt: told('email') },
      },
    ],
    billing: () => ({
      id: told('email'),
      object: 'event',
      type: told('email'),
      data: { object: { object: told('name'), customer: told('email') } },
    }),
    issues: () => ({
      timestamp: Date.now(),
      webhookEvent: told('email'),
      issue: { id: told('email'), key: told('email') },
    }),
  };
  const post = (system: string, body: string, headers: Record<string, string>, tenant = 'acme') =>
    exchange.ask(`/webhooks/${tenant}/${system}`, { by: 'nobody', body, headers });
  for (const [system, sign] of Object.entries(signed)) {
    const bodies = [events[system]!(), odd[system]!(), person(), [person()], told('text')];
    const texts = [...bodies.map((body) => JSON.stringify(body)), `{"email":"${told('email')}", broken`];
    for (const body of texts) await post(system, body, sign(body));
    const [body] = texts as [string, ...string[]];
    const bad = Object.fromEntries(Object.keys(sign(body)).map((name) => [name, told('email')]));
    await post(system, body, bad);
    await post(system, body, {});
    await post(system, body, sign(body), encodeURIComponent(told('email')));
    await post(encodeURIComponent(told('email')), body, sign(body));
  }
}
