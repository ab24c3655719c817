const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/**
 * Numbers and times as the reader writes them. Total: what cannot be formatted comes back as it was.
 *
 * A time is one of two things. With a time of day (`2026-11-16T23:30:00Z`) it is an instant: it is shown in the
 * reader's own zone, and whether it is today, this year or three days off is decided by the reader's calendar.
 * Without one (`2026-12-01`, a renewal day or a due date) it is a day: the same day for every reader.
 */
export interface Format {
  number(value: number): string;
  money(amount: string, currency: string): string;
  /** `14 Mar 2027`, without the year when it is this one. */
  date(at: string, nowMs: number): string;
  /** `11 Nov 2026, 00:04` */
  moment(at: string): string;
  /** `10:31` on the reader's same day, else the date. */
  clock(at: string, nowMs: number): string;
  /** `Mon 11:42 PM`: what time it is in a zone. */
  timeIn(zone: string, nowMs: number): string;
  /** `in 111 days`, `8 min ago` */
  relative(at: string, nowMs: number): string;
  /** `26 min` */
  span(lengthMs: number): string;
}

export function createFormat(language: string): Format {
  const locale = knownLocale(language);
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
  const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
  const year: Intl.DateTimeFormatOptions = { year: 'numeric' };

  function dated(at: string, ...options: Intl.DateTimeFormatOptions[]): string {
    const date = dateOf(at);
    const format = new Intl.DateTimeFormat(locale, Object.assign({}, ...options));
    return Number.isNaN(date.getTime()) ? at : format.format(date);
  }

  function number(value: number, options?: Intl.NumberFormatOptions): string {
    return new Intl.NumberFormat(locale, options).format(value);
  }

  return {
    number: (value) => number(value),
    money(amount, currency) {
      try {
        return number(Number(amount), { style: 'currency', currency });
      } catch {
        return `${amount} ${currency}`;
      }
    },
    date: (at, nowMs) => dated(at, day, dateOf(at).getFullYear() === new Date(nowMs).getFullYear() ? {} : year),
    moment: (at) => dated(at, day, year, isDay(at) ? {} : time),
    clock: (at, nowMs) => dated(at, isDay(at) || daysAway(at, nowMs) !== 0 ? day : time),
    timeIn: (timeZone, nowMs) => new Intl.DateTimeFormat(locale, { ...time, weekday: 'short', timeZone }).format(nowMs),
    relative(at, nowMs) {
      const awayMs = timeOf(at) - nowMs;
      // A day or more off, it is the calendar that counts: the 25th is not tomorrow on the 23rd, at whatever hour.
      // A day has no hours to count.
      const isByDays = isDay(at) || Math.abs(awayMs) >= DAY_MS;
      const [count, unit] = inUnits(isByDays ? daysAway(at, nowMs) * DAY_MS : awayMs, isByDays);
      const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' });
      return Number.isNaN(count) ? at : format.format(count, unit);
    },
    span(lengthMs) {
      const [count, unit] = inUnits(Math.max(0, lengthMs));
      return number(count, { style: 'unit', unit, unitDisplay: 'short' });
    },
  };
}

/** Whether a time has no time of day. */
export const isDay = (at: string): boolean => at.length <= 10;

/** A day begins at the reader's own midnight, not at midnight in London. */
const dateOf = (at: string): Date => new Date(isDay(at) ? `${at}T00:00` : at);

/** The instant, or the start of the reader's day; NaN for what is no time. */
export const timeOf = (at: string): number => dateOf(at).getTime();

const midnight = (date: Date): number => date.setHours(0, 0, 0, 0);

/** Whole days on the reader's calendar. Rounded: where the clocks change, a day has 23 or 25 hours. */
const daysAway = (at: string, nowMs: number): number =>
  Math.round((midnight(dateOf(at)) - midnight(new Date(nowMs))) / DAY_MS);

/** From how many of it on a unit is used: "111 days" says more than "3 months". */
const UNITS = [
  [2, 365 * DAY_MS, 'year'],
  [4, 30 * DAY_MS, 'month'],
  [1, DAY_MS, 'day'],
  [1, HOUR_MS, 'hour'],
  [1, MINUTE_MS, 'minute'],
  [0, 1000, 'second'],
] as const;

function inUnits(lengthMs: number, isByDays = false) {
  const size = Math.abs(lengthMs);
  const [, unitMs, unit] = UNITS.find(([least, ms]) => size >= least * ms || (isByDays && ms === DAY_MS)) ?? UNITS[5];
  return [Math.trunc(lengthMs / unitMs), unit] as const;
}

/** Not every tag is one the browser accepts; English is never wrong enough to crash. */
export function knownLocale(language: string): string {
  try {
    return new Intl.Locale(language).toString();
  } catch {
    return 'en';
  }
}
