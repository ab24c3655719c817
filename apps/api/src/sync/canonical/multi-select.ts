import type { Canon, Kind } from './canon.ts';
import { codeOf, spelledFor } from './codes.ts';
import { invalid, storable, value } from './single-text.ts';

const isKnown = (code: string | undefined): code is string => code !== undefined;
const setOf = (codes: readonly string[]): Canon => (codes.length === 0 ? null : [...new Set(codes)].sort());

/** The CRM's codes as a sorted set; none is empty. One unknown option spoils it: the rest would be a removal. */
export const multiSelect: Kind = {
  read(plain, form) {
    if (typeof plain === 'string') return plain.trim() === '' ? value(null) : invalid('wrong_shape');
    const items = (plain ?? []).map(storable).filter((item) => item.trim() !== '');
    const codes = items.map((item) => codeOf(item, form));
    return codes.every(isKnown) ? value(setOf(codes)) : invalid('unknown_option');
  },
  write(canon, form) {
    if (typeof canon === 'string') return invalid('wrong_shape');
    const codes = (canon ?? []).map((code) => spelledFor(code, form));
    return codes.every(isKnown) ? { kind: 'value', plain: codes } : invalid('unknown_option');
  },
  holds: (canon) => canon,
};
