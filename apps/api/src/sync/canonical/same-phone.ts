import { isComparable } from './phone.ts';

/** Fewer digits at the end of a longer number say nothing about it. */
const ENOUGH_DIGITS = 7;

/** A text that is no whole number is compared by its digits: what cannot be told apart is not different. */
export function samePhone(a: string, b: string): boolean {
  if (a === b) return true;
  if (isComparable(a) && isComparable(b)) return false;
  const [left, right] = [parts(a), parts(b)];
  if (left.digits === '' || right.digits === '') return false;
  if (left.extension && right.extension && left.extension !== right.extension) return false;
  const [short, long] =
    left.digits.length < right.digits.length ? [left.digits, right.digits] : [right.digits, left.digits];
  return short === long || (short.length >= ENOUGH_DIGITS && long.endsWith(short));
}

/** Without the zeros that are dialled before a national or an international number. */
function parts(text: string): { digits: string; extension: string | undefined } {
  const plain = text.normalize('NFKC');
  const found = /(?:;ext=|\bext(?:ension|\.)?|x|#)\s?(\d{1,9})$/i.exec(plain);
  const number = plain.slice(0, found?.index);
  // Of a text that is nothing else it is the number itself.
  const isBehind = found !== null && /\d/.test(number);
  const digits = (isBehind ? number : plain).replace(/\D/g, '').replace(/^0+/, '');
  return { digits, extension: isBehind ? found[1] : undefined };
}

/** Of two spellings of one number the one that says more, whichever side it is from. */
export function fullerPhone(a: string, b: string): string {
  if (isComparable(a) !== isComparable(b)) return isComparable(a) ? a : b;
  if (a.length !== b.length) return a.length > b.length ? a : b;
  return a < b ? a : b;
}
