import type { SyncedField, SyncedValue } from '@sidelight/shared/customer/synced-fields.ts';
import type { SyncedContext } from './context.ts';

type Speech = Pick<SyncedContext, 'say' | 'locale' | 'date' | 'nowMs'>;

/** A value in words; undefined where there is none. */
export function valueText(type: SyncedField['type'], value: SyncedValue, ctx: Speech): string | undefined {
  if (value === null || value.length === 0) return undefined;
  if (typeof value !== 'string') return value.join('; ');
  if (type === 'language') return languageName(value, ctx.locale);
  if (type === 'phone') return value.replace(';ext=', ' ext. ');
  if (type === 'time_zone') return value.replaceAll('_', ' ');
  return type === 'date' || type === 'instant' ? ctx.date(value, ctx.nowMs()) : value;
}

/** In the middle of a sentence. */
export const said = (type: SyncedField['type'], value: SyncedValue, ctx: Speech): string =>
  valueText(type, value, ctx) ?? ctx.say.ui.empty;

function languageName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
