import type { Canon, FieldForm, Kind, Plain, Reading, ValueClass } from './canon.ts';

export const value = (canon: Canon) => ({ kind: 'value', canon }) as const;
export const invalid = (valueClass: ValueClass) => ({ kind: 'invalid', valueClass }) as const;

/** As the vendor has it, but for what our store cannot keep: NUL and half a surrogate pair. */
export const storable = (text: string) => text.toWellFormed().replaceAll('\0', '');

const isBlank = (text: string) => text.trim() === '';

/** A kind whose values are one text each. Blank is empty. */
export function singleText(
  read: (text: string, form: FieldForm) => Reading,
  write: (canon: string, form: FieldForm) => ReturnType<Kind['write']> = (canon) => ({ kind: 'value', plain: canon }),
  holds: (canon: string, form: FieldForm) => string = (canon) => canon,
): Kind {
  const held = (canon: Canon, form: FieldForm) => (typeof canon === 'string' ? holds(canon, form) : canon);
  return {
    holds: held,
    read(plain: Plain, form) {
      if (plain === null) return value(null);
      if (typeof plain !== 'string') return invalid('wrong_shape');
      const text = storable(plain);
      return isBlank(text) ? value(null) : read(text, form);
    },
    write(canon, form) {
      const kept = held(canon, form);
      if (kept === null) return { kind: 'value', plain: null };
      if (typeof kept !== 'string') return invalid('wrong_shape');
      const written = write(kept, form);
      const isTooLong =
        written.kind === 'value' && written.plain !== null && written.plain.length > form.capacity.textMax;
      return isTooLong ? invalid('too_long') : written;
    },
  };
}
