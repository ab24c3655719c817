import { createHmac } from 'node:crypto';
import type { HttpRequest } from '../connectors/http-client.ts';
import type { Channel } from './channel.ts';
import type { AlertMessage } from './message.ts';
import { details, headline } from './sentence.ts';

/** One alert as its receiver wants it. `id` names the delivery. Pure. */
export function requestFor(channel: Channel, message: AlertMessage, id: string, nowMs: number): HttpRequest {
  const path = channel.url.pathname + channel.url.search;
  const sent = { method: 'POST', path, isAnswerIgnored: true } as const;
  if (channel.kind === 'slack') return { ...sent, body: slack(message) };
  if (channel.kind === 'pagerduty') return { ...sent, body: pagerduty(message, channel.routingKey, id) };
  const text = JSON.stringify({ id, ...message });
  const t = Math.floor(nowMs / 1000);
  const v1 = createHmac('sha256', channel.secret).update(`${t}.${text}`).digest('hex');
  return { ...sent, text, headers: { 'sidelight-signature': `t=${t},v1=${v1}` } };
}

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks; `&<>` are its control characters. */
function slack(message: AlertMessage) {
  const plain = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const title = plain(headline(message));
  return {
    text: title,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${title}*` } },
      { type: 'context', elements: details(message).map((line) => ({ type: 'mrkdwn', text: plain(line) })) },
    ],
  };
}

/** https://developer.pagerduty.com/docs/send-alert-event: one dedup key an incident, so that updates join it. */
function pagerduty(message: AlertMessage, routingKey: string, id: string) {
  const dedupKey = message.kind === 'incident' ? message.incidentId : id;
  const head = { routing_key: routingKey, dedup_key: `sidelight-${dedupKey}` };
  if (message.kind === 'incident' && message.what === 'closed') return { ...head, event_action: 'resolve' };
  return {
    ...head,
    event_action: 'trigger',
    payload: {
      summary: headline(message).slice(0, 1024),
      source: 'sidelight',
      severity: severityOf(message),
      component: message.system,
      timestamp: message.at,
      custom_details: { lines: details(message) },
    },
  };
}

function severityOf(message: AlertMessage): 'critical' | 'error' | 'warning' | 'info' {
  if (message.kind === 'field') return 'info';
  if (message.kind === 'secret') return message.what === 'expired' ? 'error' : 'warning';
  if (message.kind === 'rollout') return 'error';
  if (message.state === 'degraded') return 'warning';
  return message.breaks.length > 0 ? 'critical' : 'error';
}
