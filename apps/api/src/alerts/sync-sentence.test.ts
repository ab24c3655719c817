import { expect, it } from 'vitest';
import { Channel } from './channel.ts';
import { type AlertMessage, SyncMessage } from './message.ts';
import { requestFor } from './requests.ts';
import { details, headline } from './sentence.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const [since, at] = ['2026-11-24T09:58:00.000Z', '2026-11-24T10:00:00.000Z'];
const began = (over: Partial<SyncMessage>): SyncMessage =>
  SyncMessage.parse({ kind: 'sync', what: 'began', alarm: 'lag', system: 'Helpdesk', since, at, ...over });

it.each([
  [{ alarm: 'lag', object: 'contact', value: 300_000 }, 'Changes of contact take 5 minutes to reach Helpdesk'],
  [
    { alarm: 'unread', object: 'contact', value: 1_800_000 },
    'Helpdesk has not said for 30 minutes what was changed of contact there',
  ],
  [{ alarm: 'drift', object: 'company', value: 0.031 }, '3.1% of company pairs differed when the CRM and the helpdesk'],
  [{ alarm: 'failures', object: 'contact', value: 0.2 }, 'Helpdesk refuses 20% of the values of contact'],
  [{ alarm: 'dead_letters', value: 1204 }, '1,204 values were not accepted by the CRM or the helpdesk, and wait'],
  [{ alarm: 'dead_letters', value: 1 }, '1 value was not accepted by the CRM or the helpdesk, and waits'],
  [{ alarm: 'reviews_overdue', value: 1 }, '1 conflict between the CRM and the helpdesk is overdue for a decision'],
  [{ alarm: 'reviews_overdue', value: 2 }, '2 conflicts between the CRM and the helpdesk are overdue for a decision'],
  [{ alarm: 'webhook_silence', value: 28_800_000 }, 'Helpdesk has sent nothing for 8 hours, and did a week ago'],
] as const)('says on one line what goes wrong: %#', (over, sentence) => {
  expect(headline(began(over))).toContain(sentence);
  expect(headline(began({ ...over, what: 'over' }))).toMatch(/ again\b/);
});

it('says since when, what the map allows and what to do', () => {
  expect(details(began({ object: 'contact', value: 300_000, limit: 120_000 }))).toEqual([
    'Since 2026-11-24 09:58 UTC',
    'The map allows 2 minutes',
    '`sync status` shows what waits, and for how long',
  ]);
  expect(details(began({ what: 'over' }))).toEqual(['Since 2026-11-24 09:58 UTC, until 2026-11-24 10:00 UTC']);
});

it('is one alert at PagerDuty from its beginning to its end', () => {
  const channel = Channel.parse({ kind: 'pagerduty', name: 'a', routingKey: '12345678' });
  const bodyOf = (message: AlertMessage, id: string) => requestFor(channel, message, id, NOW).body;
  const first = bodyOf(began({ object: 'contact', value: 300_000, limit: 120_000 }), '1');
  expect(first).toMatchObject({ event_action: 'trigger', payload: { severity: 'warning', component: 'Helpdesk' } });
  const last = bodyOf(began({ object: 'contact', what: 'over' }), '2') as { dedup_key: string };
  expect(last).toMatchObject({ event_action: 'resolve', dedup_key: (first as { dedup_key: string }).dedup_key });
  expect(last.dedup_key).not.toBe((bodyOf(began({ object: 'company' }), '3') as { dedup_key: string }).dedup_key);
});
