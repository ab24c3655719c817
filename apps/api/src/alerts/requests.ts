import { createHmac } from 'node:crypto';
import { cutText } from '@sidelight/shared/cut-text.ts';
import type { HttpRequest } from '../connectors/http/http-client.ts';
import type { Channel } from './channel.ts';
import type { AlertMessage } from './message.ts';
import { details, headline } from './sentence.ts';

/** One alert as its receiver wants it. `id` names the delivery. Pure. */
export function requestFor(channel: Channel, message: AlertMessage, id: string, nowMs: number): HttpRequest {
  const path = channel.url.pathname + channel.url.search;
  const sent = { method: 'POST', path, isAnswerPlain: true } as const;
  if (channel.kind === 'slack') return { ...sent, body: slack(message) };
  if (channel.kind === 'pagerduty') return { ...sent, body: pagerduty(message, channel.routingKey, id) };
  const text = JSON.stringify({ id, ...message });
  const t = Math.floor(nowMs / 1000);
  const v1 = createHmac('sha256', channel.secret).update(`${t}.${text}`).digest('hex');
  return { ...sent, text, headers: { 'sidelight-signature': `t=${t},v1=${v1}` } };
}

/** Of one text: https://docs.slack.dev/reference/block-kit/blocks/section-block; and how many of them in a context. */
const SLACK_TEXT = 3000;
const SLACK_ELEMENTS = 10;
/** https://developer.pagerduty.com/docs/send-alert-event */
const PAGER_SUMMARY = 1024;

/** https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
function slack(message: AlertMessage) {
  const title = slackText(headline(message), SLACK_TEXT - 2);
  const lines = details(message).slice(0, SLACK_ELEMENTS);
  return {
    text: title,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${title}*` } },
      { type: 'context', elements: lines.map((line) => ({ type: 'mrkdwn', text: slackText(line, SLACK_TEXT) })) },
    ],
  };
}

/** `&<>` are its control characters; an escape is cut whole or not at all. */
function slackText(text: string, most: number): string {
  const escaped = (plain: string) => plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  let cut = cutText(text, most);
  for (let over = escaped(cut).length - most; over > 0; over = escaped(cut).length - most)
    cut = cutText(cut, Math.max(1, cut.length - over));
  return escaped(cut);
}

/** https://developer.pagerduty.com/docs/send-alert-event: one dedup key an incident, so that updates join it. */
function pagerduty(message: AlertMessage, routingKey: string, id: string) {
  const dedupKey = joined(message) ?? id;
  const head = { routing_key: routingKey, dedup_key: `sidelight-${dedupKey}` };
  if (isOver(message)) return { ...head, event_action: 'resolve' };
  return {
    ...head,
    event_action: 'trigger',
    payload: {
      summary: cutText(headline(message), PAGER_SUMMARY),
      source: 'sidelight',
      severity: severityOf(message),
      component: cutText(message.system, PAGER_SUMMARY),
      timestamp: message.at,
      custom_details: { lines: details(message).map((line) => cutText(line, PAGER_SUMMARY)) },
    },
  };
}

/** What several messages are about. */
function joined(message: AlertMessage): string | undefined {
  if (message.kind === 'incident') return message.incidentId;
  if (message.kind === 'sync')
    return `sync-${message.alarm}-${message.object ?? ''}-${message.system}-${message.since}`;
  if (message.kind === 'webhook') return `webhook-${message.alarm}-${message.system}-${message.since}`;
  return undefined;
}

const isOver = (message: AlertMessage): boolean =>
  (message.kind === 'incident' && message.what === 'closed') ||
  ((message.kind === 'sync' || message.kind === 'webhook') && message.what === 'over');

function severityOf(message: AlertMessage): 'critical' | 'error' | 'warning' | 'info' {
  if (message.kind === 'field' || message.kind === 'customer') return 'info';
  if (message.kind === 'secret') return message.what === 'expired' ? 'error' : 'warning';
  if (message.kind === 'rollout') return 'error';
  if (message.kind === 'sync' || message.kind === 'reveal' || message.kind === 'webhook') return 'warning';
  if (message.state === 'degraded') return 'warning';
  return message.breaks.length > 0 ? 'critical' : 'error';
}
