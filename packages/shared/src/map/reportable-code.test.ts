import { expect, it } from 'vitest';
import { NEW_VALUE, reportableCode } from './reportable-code.ts';

it.each(['grace_period', 'team_annual_2026', 'plan.v2:eu', 'PAST-DUE', 'tier3', 'pro', 'enterprise_plus_annual_eur'])(
  '%s is a code',
  (text) => expect(reportableCode(text)).toBe(text),
);

it.each([
  ['an e-mail address', 'dana@north.example'],
  ['a telephone number', '+49 30 5550100'],
  ['the same without spaces', '0049-30-5550100'],
  ['a local one', '030.555.0100'],
  ['a card number', '4242-4242-4242-4242'],
  ['the same in one piece', '4242424242424242'],
  ['an IBAN', 'DE89370400440532013000'],
  ['one with letters', 'GB82.WEST.1234.5698.7654.32'],
  ['an API key', 'sk_live_51Hxyz'],
  ['a restricted key', 'rk_test_abc'],
  ['a webhook secret', 'whsec_abcdef'],
  ['a Slack token', 'xoxb-12-34-abc'],
  ['a private app token', 'pat-na1-1234'],
  ['a JWT', 'eyJhbGciOi.eyJzdWIi.c2ln'],
  ['an object’s id', 'price_1OabcXYZdef234567'],
  ['a name', 'Dana Example'],
  ['a sentence', 'Please call Dana Example before the renewal'],
  ['markup', '<!channel>'],
  ['nothing', ''],
  ['61 characters', 'a'.repeat(61)],
  ['NUL', 'a\0b'],
])('%s is none', (_, text) => expect(reportableCode(text)).toBe(NEW_VALUE));
