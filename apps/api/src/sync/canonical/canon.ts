import type { SyncType } from '@sidelight/shared/map/sync.ts';

/** The CRM is left, the helpdesk right. */
export type Side = 'left' | 'right';
export const otherSide = (side: Side): Side => (side === 'left' ? 'right' : 'left');

/**
 * A value in our one form, whatever the side: `null` is empty, a list is a sorted set. What each kind's form is stands
 * in its own file. Equal forms are the same value.
 */
export type Canon = null | string | readonly string[];

/**
 * A value as a side's connector hands it over and takes it: its own spelling taken off (semicolons, milliseconds,
 * slugs), the meaning not looked at. Dates are `YYYY-MM-DD`, instants ISO 8601 in UTC, booleans `true` and `false`,
 * numbers plain decimals, languages BCP 47, zones whatever IANA has or had as a name.
 */
export type Plain = null | string | readonly string[];

/** Why a value is not accepted. Never the value itself: this is stored and shown. */
export type ValueClass =
  | 'unknown_option'
  | 'not_a_number'
  | 'not_a_date'
  | 'not_an_instant'
  | 'not_a_boolean'
  | 'not_an_email'
  | 'unknown_zone'
  | 'unknown_language'
  | 'unknown_country'
  | 'other_currency'
  | 'too_long'
  | 'out_of_range'
  | 'pattern'
  | 'wrong_shape'
  | 'expression_failed';

export type Reading =
  | { readonly kind: 'value'; readonly canon: Canon }
  | { readonly kind: 'invalid'; readonly valueClass: ValueClass };

/** What a side cannot keep of a value, by its own documents. */
export interface Capacity {
  /** Phone numbers with an extension. */
  readonly phoneExtensions: boolean;
  /** The finest step of an instant, in milliseconds. */
  readonly instantMs: number;
  readonly textMax: number;
}

/** One field of one side, as far as its values' form depends on it. */
export interface FieldForm {
  readonly type: SyncType;
  readonly side: Side;
  /** ISO 3166-1; for national phone numbers. */
  readonly region?: string | undefined;
  /** ISO 4217; for amounts without one. */
  readonly currency?: string | undefined;
  /** CRM's code to the helpdesk's; our form is the CRM's. Without it codes are the same on both sides. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly capacity: Capacity;
}

/** One kind of value. Pure. `read(write(holds(c)))` is `holds(c)` for every value it can hold. */
export interface Kind {
  read(plain: Plain, form: FieldForm): Reading;
  /** For the side of `form`: what `holds` leaves of it. `invalid` where that side has no word for it. */
  write(
    canon: Canon,
    form: FieldForm,
  ): { readonly kind: 'value'; readonly plain: Plain } | Extract<Reading, { kind: 'invalid' }>;
  /** What the side of `form` can keep of it. */
  holds(canon: Canon, form: FieldForm): Canon;
}

const isEmpty = (canon: Canon): canon is null => canon === null || canon.length === 0;

/** Sets are sorted, so that equal ones are equal item by item. A set of nothing is empty. */
export function sameCanon(a: Canon, b: Canon): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
