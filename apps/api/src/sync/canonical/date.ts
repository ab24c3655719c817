import { invalid, singleText, value } from './single-text.ts';

/** A day of the calendar, in no zone. */
export const date = singleText((raw) => {
  const text = raw.trim();
  return isCalendarDate(text) ? value(text) : invalid('not_a_date');
});

/** 30 February is none, though `Date` takes it for 2 March. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
