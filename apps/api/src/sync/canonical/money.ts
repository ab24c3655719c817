import Big from 'big.js';
import { decimalOf, plainDecimal } from './decimal.ts';
import { minorDigits } from './minor-digits.ts';
import { invalid, singleText, value } from './single-text.ts';

const WITH_CURRENCY = /^(\S+)\s+([a-z]{3})$/i;

/** `1200.5 USD`: exact to the currency's smallest unit, halves away from zero. Currencies are not compared. */
export const money = singleText(
  (text, form) => {
    const [, amount = text.trim(), named] = WITH_CURRENCY.exec(text.trim()) ?? [];
    const read = decimalOf(amount);
    if (!read) return invalid('not_a_number');
    const currency = named?.toUpperCase() ?? form.currency;
    if (currency === undefined || (form.currency !== undefined && currency !== form.currency))
      return invalid('other_currency');
    return value(`${plainDecimal(read.round(minorDigits(currency), Big.roundHalfUp))} ${currency}`);
  },
  (canon, form) => {
    if (form.currency === undefined) return { kind: 'value', plain: canon };
    const { amount, currency } = amountOf(canon);
    return currency === form.currency ? { kind: 'value', plain: amount } : invalid('other_currency');
  },
);

export function amountOf(canon: string): { readonly amount: string; readonly currency: string } {
  const [amount = '', currency = ''] = canon.split(' ');
  return { amount, currency };
}
