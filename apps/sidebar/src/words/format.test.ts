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

/** As the browser of a reader there would say it. */
function inZone(zone: string, run: () => void): void {
  const before = process.env.TZ;
  try {
    process.env.TZ = zone;
    run();
  } finally {
    process.env.TZ = before ?? 'UTC';
  }
}

describe('the reader’s own day', () => {
  const en = createFormat('en-US');

  it.each([
    // The same local day, though it is the next one in London.
    ['America/Los_Angeles', '2026-11-16T23:30:00Z', '2026-11-17T02:00:00Z', '3:30 PM'],
    // The same day in London, and the day before where the reader is.
    ['Asia/Tokyo', '2026-11-16T11:00:00Z', '2026-11-16T23:00:00Z', 'Nov 16'],
    ['Pacific/Kiritimati', '2026-11-16T10:30:00Z', '2026-11-16T20:00:00Z', '12:30 AM'],
    ['UTC', '2026-11-16T00:00:00Z', '2026-11-16T23:59:00Z', '12:00 AM'],
    // A time that names another zone is the same instant.
    ['America/New_York', '2026-11-17T08:30:00+09:00', '2026-11-17T02:00:00Z', '6:30 PM'],
    // A day is no moment: it has no clock.
    ['Asia/Tokyo', '2026-11-17', '2026-11-16T23:00:00Z', 'Nov 17'],
  ])('clock in %s: %s at %s is %s', (zone, at, now, text) => {
    inZone(zone, () => expect(plain(en.clock(at, Date.parse(now)))).toBe(text));
  });

  it.each([
    ['Asia/Tokyo', '2026-12-31T20:00:00Z', '2027-01-02T00:00:00Z', 'Jan 1'],
    ['America/Los_Angeles', '2027-01-01T02:00:00Z', '2027-01-02T20:00:00Z', 'Dec 31, 2026'],
    ['America/Los_Angeles', '2027-01-01', '2027-01-02T20:00:00Z', 'Jan 1'],
  ])('the year in %s: %s at %s is %s', (zone, at, now, text) => {
    inZone(zone, () => expect(plain(en.date(at, Date.parse(now)))).toBe(text));
  });

  it.each([
    // The evening before in Los Angeles: in London the day has begun.
    ['America/Los_Angeles', '2026-11-25', '2026-11-25T04:00:00Z', 'tomorrow'],
    ['America/Los_Angeles', '2026-11-24', '2026-11-25T04:00:00Z', 'today'],
    ['Asia/Tokyo', '2026-11-25', '2026-11-24T20:00:00Z', 'today'],
    ['Asia/Tokyo', '2026-11-28', '2026-11-24T20:00:00Z', 'in 3 days'],
    ['Asia/Tokyo', '2026-11-27T16:00:00Z', '2026-11-24T20:00:00Z', 'in 3 days'],
    ['America/Los_Angeles', '2026-11-27T16:00:00Z', '2026-11-24T20:00:00Z', 'in 3 days'],
    ['America/Los_Angeles', '2026-11-27T07:59:00Z', '2026-11-24T20:00:00Z', 'in 2 days'],
    // The clocks went back in between: 8 days, not 7.
    ['Europe/Berlin', '2026-10-28', '2026-10-20T22:30:00Z', 'in 7 days'],
    ['Europe/Berlin', '2026-10-29', '2026-10-20T22:30:00Z', 'in 8 days'],
  ])('days in %s: %s at %s is %s', (zone, at, now, text) => {
    inZone(zone, () => expect(plain(en.relative(at, Date.parse(now)))).toBe(text));
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
