import type { Value } from '@sidelight/shared/context/value.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { en } from '../words/en.ts';
import { createFormat } from '../words/format.ts';
import { plain, textOf } from './text-of.ts';

beforeAll(() => {
  process.env.TZ = 'UTC';
});

const nowMs = Date.parse('2026-11-23T10:00:00Z');
const DAY = 86_400_000;
const at = (days: number) => new Date(nowMs + days * DAY).toISOString();
const ctx = { ...en, ...createFormat('en-GB'), nowMs: () => nowMs };
const code = (tone: 'good' | 'bad', since?: string): Value => ({
  kind: 'code',
  code: 'c',
  label: 'Label',
  tone,
  isConfirmed: true,
  ...(since && { since }),
});

const due = { before: 'Reply due', after: 'Missed' };

describe('textOf', () => {
  it.each<[string, Value, string]>([
    ['a text', { kind: 'text', text: '<b>x</b>' }, '<b>x</b>'],
    ['a number', { kind: 'number', number: 1234 }, '1,234'],
    ['a number of others, with a note', { kind: 'number', number: 182, of: 250, note: 'n' }, '182 of 250 (n)'],
    ['a trend', { kind: 'trend', points: [1, 2000, 3] }, '1, 2,000, 3'],
    ['money and when', { kind: 'money', amount: '5', currency: 'EUR', at: at(-22) }, '€5.00 (1 Nov)'],
    ['a word of trouble, and how long it has lasted', code('bad', at(-12)), 'Label, 12 days'],
    ['a word of trouble to come', code('bad', at(20)), 'Label (13 Dec)'],
    ['a calm word, and since when', code('good', at(-22)), 'Label (since 1 Nov)'],
    ['a calm word until when', code('good', at(111)), 'Label (14 Mar 2027)'],
    ['a moment of today', { kind: 'date', at: at(-0.1) }, '2 hr ago'],
    ['what is due', { kind: 'date', at: at(0.1), due }, 'Reply due in 2 hr'],
    ['what was due', { kind: 'date', at: at(-2), due }, 'Missed 2 days ago'],
    [
      'what time it is for somebody',
      { kind: 'date', at: 'now', zone: 'Asia/Tokyo', note: 'Tokyo · Japanese' },
      'Mon 19:00 (Tokyo · Japanese)',
    ],
    ['a day near by', { kind: 'date', at: at(8) }, '1 Dec (in 8 days)'],
    ['a date without a time, of today', { kind: 'date', at: '2026-11-23' }, '23 Nov (today)'],
    ['a time that is none', { kind: 'date', at: 'soon' }, 'soon (soon)'],
    ['no issues', { kind: 'issues', items: [], elsewhere: 3 }, en.ui.noIssues],
  ])('%s', (_, value, text) => {
    expect(plain(textOf(value, ctx)).replace(/\u00a0/g, ' ')).toBe(text);
  });

  it('never adds up currencies', () => {
    const more = [{ amount: '98000', currency: 'JPY' }];
    expect(textOf({ kind: 'money', amount: '4.125', currency: 'KWD', more }, ctx).main.replace(/\u00a0/g, ' ')).toBe(
      'KWD 4.125 + JP¥98,000',
    );
  });

  it('shows a code the map does not know as it came, and says that nobody knows what it means', () => {
    const value: Value = { kind: 'code', code: 'past_limbo', label: 'Limbo', tone: 'bad', isConfirmed: false };
    expect(textOf(value, ctx)).toEqual({ main: 'past limbo', note: en.ui.unconfirmed });
  });
});
