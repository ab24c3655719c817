import { beforeAll, describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

beforeAll(() => {
  process.env.TZ = 'UTC';
});

const nowMs = Date.parse('2026-11-23T10:00:00Z');
const before = (ms: number) => new Date(nowMs - ms).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Intl parts numbers from units with spaces of several kinds. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it.each([
    ['en', '4200.00', 'EUR', '€4,200.00'],
    ['de', '4200.00', 'EUR', '4.200,00 €'],
    ['en', '98000', 'JPY', '¥98,000'],
    ['de', '4200.125', 'KWD', '4.200,125 KWD'],
    ['en', '0.5', 'USD', '$0.50'],
    ['en', '12', 'NOT A CODE', '12 NOT A CODE'],
  ])('in %s: %s %s is %s', (locale, amount, currency, text) => {
    expect(plain(createFormat(locale).money(amount, currency))).toBe(text);
  });
});

describe('dates', () => {
  const en = createFormat('en-GB');

  it('leaves out the year only when it is this one', () => {
    expect(en.date('2026-03-14T12:00:00Z', nowMs)).toBe('14 Mar');
    expect(en.date('2027-03-14T12:00:00Z', nowMs)).toBe('14 Mar 2027');
    expect(plain(createFormat('de').date('2027-03-14T12:00:00Z', nowMs))).toBe('14. März 2027');
  });

  it('keeps a date without a time on its day, in every time zone', () => {
    const zone = process.env.TZ;
    try {
      for (process.env.TZ of ['Pacific/Honolulu', 'Asia/Tokyo']) {
        expect(en.date('2026-12-01', nowMs)).toBe('1 Dec');
        expect(en.moment('2026-12-01')).toBe('1 Dec 2026');
      }
    } finally {
      process.env.TZ = zone ?? 'UTC';
    }
  });

  it('gives what is no date back as it was', () => {
    for (const format of [
      en.moment,
      (at: string) => en.date(at, nowMs),
      (at: string) => en.relative(at, nowMs),
      (at: string) => en.clock(at, nowMs),
    ])
      expect(format('soon')).toBe('soon');
  });
});

describe('how long ago', () => {
  const en = createFormat('en-GB');

  it.each([
    [0, 'now'],
    [8 * MINUTE, '8 min ago'],
    [3 * HOUR, '3 hr ago'],
    [DAY, 'yesterday'],
    [-111 * DAY, 'in 111 days'],
    [-200 * DAY, 'in 6 mo'],
    [-1.9 * DAY, 'in 2 days'],
    [-23 * HOUR, 'in 23 hr'],
    [1.6 * DAY, '2 days ago'],
    [3 * 365 * DAY, '3 yr ago'],
  ])('%i ms is %s', (ms, text) => {
    expect(plain(en.relative(before(ms), nowMs))).toBe(text);
  });

  it.each([
    ['en', 26 * MINUTE, '26 min'],
    ['de', 12 * DAY, '12 Tg.'],
    ['en', -5_000, '0 sec'],
  ])('in %s a span of %i ms is %s', (locale, ms, text) => {
    expect(plain(createFormat(locale).span(ms))).toBe(text);
  });
});

it('writes English for a language no browser knows', () => {
  expect(createFormat('not a language!').number(1234.5)).toBe('1,234.5');
});
