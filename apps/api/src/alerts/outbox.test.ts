import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { Channel, Channels, isAllowedChannel } from './channel.ts';
import { AlertMessage } from './message.ts';
import { requestFor } from './requests.ts';
import { headline } from './sentence.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const opened: AlertMessage = {
  ...{ kind: 'incident', what: 'opened', incidentId: 'i1', system: 'Billing <Stripe>', state: 'down' },
  ...{ reason: 'timeout', since: '2026-11-24T09:59:50.000Z', at: '2026-11-24T10:00:00.000Z' },
  ...{ breaks: ['Entitlement check'], openTickets: 1, agents: 2 },
};

/** Every text in it, however deep. */
const textsIn = (body: unknown): string[] =>
  typeof body === 'string' ? [body] : body && typeof body === 'object' ? Object.values(body).flatMap(textsIn) : [];

it('says on one line what is wrong and why', () => {
  expect(headline(opened)).toBe('Billing <Stripe> is down: it does not answer in time');
  expect(headline({ ...opened, state: 'degraded', reason: 'wrong_values' })).toBe(
    'Billing <Stripe> gives wrong values: do not rely on them until it is over',
  );
  expect(headline({ ...opened, what: 'closed' })).toBe('Billing <Stripe> is back to normal');
});

it('tells of a credential that ends by its name, with the mend', () => {
  const ending: AlertMessage = {
    ...{ kind: 'secret', what: 'expires_soon', system: 'Issues', name: 'api-token' },
    ...{ expiresAt: '2026-12-01T08:00:00.000Z', at: '2026-11-24T10:00:00.000Z' },
  };
  expect(headline(ending)).toBe('Issues: the credential “api-token” expires on 2026-12-01');
  expect(headline({ ...ending, what: 'expired' })).toBe('Issues: the credential “api-token” has expired');
  const channel = Channel.parse({ kind: 'pagerduty', name: 'a', routingKey: '12345678' });
  const payload = (what: 'expires_soon' | 'expired') => requestFor(channel, { ...ending, what }, '9', NOW).body;
  expect(payload('expires_soon')).toMatchObject({
    dedup_key: 'sidelight-9',
    payload: {
      severity: 'warning',
      custom_details: {
        lines: ['Good until 2026-12-01 08:00 UTC', 'Make a new one at the vendor and enter it on the setup page'],
      },
    },
  });
  expect(payload('expired')).toMatchObject({ payload: { severity: 'error' } });
});

it('escapes what Slack would take for markup', () => {
  const channel = Channel.parse({ kind: 'slack', name: 'a', url: 'https://hooks.slack.com/services/T/B/x' });
  const { path, body } = requestFor(channel, opened, '1', NOW);
  expect(path).toBe('/services/T/B/x');
  expect(body).toMatchObject({ text: 'Billing &lt;Stripe&gt; is down: it does not answer in time' });
  expect(JSON.stringify(body)).toContain('Touches 1 open ticket with 2 agents');
});

it('holds to the limits of each channel, in whole characters, and to no half escapes', () => {
  const long = { ...opened, system: '&<😀'.repeat(2000), breaks: ['é<'.repeat(4000)] };
  const slackOf = Channel.parse({ kind: 'slack', name: 'a', url: 'https://hooks.slack.com/services/T/B/x' });
  const texts = textsIn(requestFor(slackOf, long, '1', NOW).body);
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) {
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(text.isWellFormed()).toBe(true);
    expect(text.replaceAll(/&(?:amp|lt|gt);/g, '')).not.toMatch(/[&<>]/);
  }
  const pager = Channel.parse({ kind: 'pagerduty', name: 'a', routingKey: '12345678' });
  for (const text of textsIn(requestFor(pager, long, '1', NOW).body)) {
    expect(text.length).toBeLessThanOrEqual(1024);
    expect(text.isWellFormed()).toBe(true);
  }
});

it.each([
  'Please call Dana Example +1 555 0100 before renewal. '.repeat(90),
  'dana@north.example',
  '4242 4242 4242 4242',
  'DE89 3704 0044 0532 0130 00',
  'sk_live_51Hxyz',
  'Dana Example',
])('tells of a new value without the text of one that is no code: %s', (code) => {
  const field = { kind: 'field', what: 'new_value', field: 'plan.name', label: 'Plan', system: 'Billing' } as const;
  const message = AlertMessage.parse({ ...field, code, at: '2026-11-24T10:00:00.000Z' });
  const channels = [
    Channel.parse({ kind: 'slack', name: 'a', url: 'https://hooks.slack.com/services/T/B/x' }),
    Channel.parse({ kind: 'pagerduty', name: 'a', routingKey: '12345678' }),
    Channel.parse({ kind: 'webhook', name: 'a', url: 'https://hooks.example/x', secret: 'a secret of some length' }),
  ];
  for (const channel of channels) {
    const { body, text } = requestFor(channel, message, '1', NOW);
    expect(text ?? JSON.stringify(body)).not.toContain(code.trim().slice(0, 10));
  }
  expect(headline(message)).toBe('Billing: Plan has a new value that the map has no word for');
});

it('joins updates of one incident at PagerDuty, and resolves it', () => {
  const channel = Channel.parse({ kind: 'pagerduty', name: 'a', routingKey: '12345678' });
  expect(channel.url.href).toBe('https://events.pagerduty.com/v2/enqueue');
  expect(requestFor(channel, opened, '1', NOW).body).toMatchObject({
    event_action: 'trigger',
    dedup_key: 'sidelight-i1',
    payload: { severity: 'critical' },
  });
  expect(requestFor(channel, { ...opened, what: 'closed' }, '2', NOW).body).toEqual({
    ...{ routing_key: '12345678', dedup_key: 'sidelight-i1', event_action: 'resolve' },
  });
});

it('signs a webhook over the time and the very bytes', () => {
  const secret = 'a secret of some length';
  const channel = Channel.parse({ kind: 'webhook', name: 'a', url: 'https://hooks.example/x?y=1', secret });
  const { path, text, headers } = requestFor(channel, opened, '1', NOW);
  const v1 = createHmac('sha256', secret)
    .update(`${NOW / 1000}.${text}`)
    .digest('hex');
  expect([path, headers]).toEqual(['/x?y=1', { 'sidelight-signature': `t=${NOW / 1000},v1=${v1}` }]);
});

it('goes only where the vendor is, or where the operator said', () => {
  const slack = (url: string) => Channel.parse({ kind: 'slack', name: 'a', url });
  expect(isAllowedChannel(slack('https://hooks.slack.com/services/x'), [])).toBe(true);
  expect(isAllowedChannel(slack('https://hooks.slack.com.evil.example/x'), [])).toBe(false);
  expect(isAllowedChannel(slack('http://hooks.slack.com/x'), [])).toBe(false);
  expect(isAllowedChannel(slack('http://127.0.0.1:4326/x'), ['127.0.0.1:4326'])).toBe(true);
  expect(Channels.safeParse([slack('https://a.example'), slack('https://b.example')]).success).toBe(false);
});

it('says that the rollout went back, why, and what to do', () => {
  const message: AlertMessage = {
    ...{ kind: 'rollout', from: 'groups', to: 'pilot', system: 'Helpdesk', at: '2026-11-24T10:00:00.000Z' },
    why: 'In the last 60 minutes 50 % of contexts came without a customer’s data, and at most 10 % were allowed.',
  };
  expect(headline(message)).toBe('Sidelight in Helpdesk went back from “groups” to “pilot” by itself');
  const pager = Channel.parse({ kind: 'pagerduty', name: 'a', routingKey: '12345678' });
  expect(requestFor(pager, message, '7', NOW).body).toMatchObject({
    dedup_key: 'sidelight-7',
    payload: {
      severity: 'error',
      component: 'Helpdesk',
      custom_details: { lines: [message.why, expect.any(String), expect.any(String)] },
    },
  });
});
