import { expect, it } from 'vitest';
import { verdictOf } from './verdict.ts';

const answer = (status: number, text = '', retryAfterMs?: number) => ({ status, text, retryAfterMs });

it.each([
  ['slack', 200, 'ok', 'taken'],
  ['slack', 404, 'no_service', 'gone'],
  ['slack', 404, 'channel_not_found\n', 'gone'],
  ['slack', 410, 'channel_is_archived', 'gone'],
  ['slack', 403, 'action_prohibited', 'gone'],
  ['slack', 403, 'something new', 'gone'],
  ['slack', 410, '', 'gone'],
  ['slack', 400, 'invalid_blocks', 'wrong'],
  ['slack', 400, 'invalid_payload', 'wrong'],
  ['slack', 400, 'user_not_found', 'gone'],
  ['slack', 400, 'constructor', 'wrong'],
  ['slack', 302, '', 'wrong'],
  ['slack', 500, 'rollup_error', 'later'],
  ['slack', 503, 'no_service', 'later'],
  ['slack', 429, '', 'later'],
  ['pagerduty', 202, '{"status":"success"}', 'taken'],
  ['pagerduty', 400, '{"status":"invalid event"}', 'refused'],
  ['pagerduty', 429, '', 'later'],
  ['pagerduty', 500, '', 'later'],
  ['pagerduty', 404, '', 'gone'],
  ['webhook', 204, '', 'taken'],
  ['webhook', 404, 'no_service', 'gone'],
  ['webhook', 410, '', 'gone'],
  ['webhook', 401, '', 'wrong'],
  ['webhook', 403, '', 'wrong'],
  ['webhook', 422, '', 'wrong'],
  ['webhook', 408, '', 'later'],
  ['webhook', 502, '', 'later'],
] as const)('%s: %i %s is %s', (channel, status, text, kind) => {
  expect(verdictOf(channel, answer(status, text)).kind).toBe(kind);
});

it('later is when the receiver says', () => {
  expect(verdictOf('slack', answer(429, '', 30_000))).toMatchObject({ kind: 'later', afterMs: 30_000 });
});
