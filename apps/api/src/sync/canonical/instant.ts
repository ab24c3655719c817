import { isCalendarDate } from './date.ts';
import { invalid, singleText, value } from './single-text.ts';

/** With a zone: without one it would be the host's. */
const INSTANT =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** UTC in milliseconds; a coarser side holds it cut, not rounded. */
export const instant = singleText(
  (raw) => {
    const text = raw.trim().toUpperCase();
    const day = INSTANT.exec(text)?.[1];
    if (day === undefined || !isCalendarDate(day)) return invalid('not_an_instant');
    const iso = new Date(text).toISOString();
    // An offset can carry it out of the years that have four digits.
    return INSTANT.test(iso) ? value(iso) : invalid('not_an_instant');
  },
  undefined,
  (canon, { capacity }) => {
    const stepMs = Math.max(1, capacity.instantMs);
    return new Date(Math.floor(Date.parse(canon) / stepMs) * stepMs).toISOString();
  },
);
