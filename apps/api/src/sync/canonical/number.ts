import { decimalOf, plainDecimal } from './decimal.ts';
import { invalid, singleText, value } from './single-text.ts';

export const number = singleText((text) => {
  const read = decimalOf(text.trim());
  return read ? value(plainDecimal(read)) : invalid('not_a_number');
});
