import { countryCode } from './country-names.ts';
import { invalid, singleText, value } from './single-text.ts';

/** ISO 3166-1, two letters. */
export const country = singleText((text) => {
  const code = countryCode(text);
  return code === undefined ? invalid('unknown_country') : value(code);
});
