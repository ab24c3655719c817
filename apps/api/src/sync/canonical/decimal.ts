import Big from 'big.js';

/** Exponents are kept short: `1e999999` would be a megabyte of zeros. */
const DECIMAL = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?$/i;
const LONGEST = 300;

/** Exact, however many digits. Nothing for what is no number: thousands separators are none. */
export const decimalOf = (text: string): Big | undefined =>
  text.length <= LONGEST && DECIMAL.test(text) ? new Big(text) : undefined;

/** Plain digits, no trailing zeros, one zero. */
export const plainDecimal = (number: Big): string => (number.eq(0) ? '0' : number.toFixed());
