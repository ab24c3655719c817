import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { singleText, value } from './single-text.ts';

const EXTENSION = ';ext=';

/**
 * E.164 and `;ext=`. A number that cannot be made out stays the text it is: it is compared by its digits
 * (`same-phone.ts`) and never spelled anew. Where a national number is dialled is the map's to say, and not assumed.
 */
export const phone = singleText(
  (raw, { region }) => {
    const text = raw.normalize('NFC').trim();
    const number = international(text, region);
    // Of zeros upon zeros each reading would take another one off: such a text stays too.
    return value(number !== undefined && isComparable(number) ? number : text);
  },
  (canon) => {
    const [number, extension] = isComparable(canon) ? canon.split(EXTENSION) : [canon];
    return { kind: 'value', plain: extension === undefined ? number! : `${number} ext. ${extension}` };
  },
  (canon, { capacity }) => (capacity.phoneExtensions || !isComparable(canon) ? canon : canon.split(EXTENSION)[0]!),
);

/** Not a text that was kept as it is. */
export const isComparable = (canon: string) => canon.startsWith('+') && international(canon) === canon;

function international(text: string, region?: string): string | undefined {
  const number = parsePhoneNumberFromString(text, { ...dialledIn(region), extract: false });
  if (!number?.isPossible()) return undefined;
  return number.ext ? `${number.number}${EXTENSION}${number.ext}` : number.number;
}

const dialledIn = (region: string | undefined): { defaultCountry?: CountryCode } =>
  region !== undefined && isSupportedCountry(region) ? { defaultCountry: region } : {};
