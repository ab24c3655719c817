import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { Channel, Channels, isAllowedChannel } from './channel.ts';
import type { AlertMessage } from './message.ts';
import { requestFor } from './requests.ts';
import { headline } from './sentence.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const opened: AlertMessage = {
  ...{ kind: 'incident', what: 'opened', incidentId: 'i1', system: 'Billing <Stripe>', state: 'down' },
  ...{ reason: 'timeout', since: '2026-11-24T09:59:50.000Z', at: '2026-11-24T10:00:00.000Z' },
  ...{ breaks: ['Entitlement check'], openTickets: 1, agents: 2 },
};

it('says on one line what is wrong and why', () => {
  expect(headline(opened)).toBe('Billing <Stripe> is down: it does not answer in time');
  expect(headline({ ...opened, state: 'degraded', reason: 'wrong_values' })).toBe(
    'Billing <Stripe> gives wrong values: do not rely on them until it is over',
  );
  expect(headline({ ...opened, what: 'closed' })).toBe('Billing <Stripe> is well again');
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
