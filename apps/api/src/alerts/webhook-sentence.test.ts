import { expect, it } from 'vitest';
import { WebhookMessage } from './message.ts';
import { details, headline } from './sentence.ts';

const at = '2026-11-30T09:00:00.000Z';
const message = (over: object) =>
  WebhookMessage.parse({ kind: 'webhook', what: 'began', alarm: 'silence', system: 'CRM', since: at, at, ...over });

it.each([
  [{ count: 36 }, 'CRM has stopped sending webhooks', 'at least 36 usually come in the same time'],
  [{ what: 'over' }, 'CRM sends webhooks again', 'Since 2026-11-30 09:00 UTC, until'],
  [{ alarm: 'bad_signatures', count: 20 }, 'come with wrong signatures', '20 were refused in the last two hours'],
  [{ alarm: 'unreadable' }, 'CRM sends webhooks that cannot be read', 'came at 2026-11-30 09:00 UTC. None is taken'],
  [{ alarm: 'bad_signatures', what: 'over' }, 'are signed as they should be again', 'Since 2026-11-30 09:00 UTC'],
])('%j', (over, line, detail) => {
  expect(headline(message(over))).toContain(line);
  expect(details(message(over)).join(' ')).toContain(detail);
});

it('has no room for anything that a sender chose', () => {
  expect(() => message({ alarm: 'bad_signatures', body: 'Dear admin' })).toThrow();
});
