import type { SyncType } from '@sidelight/shared/map/sync.ts';
import type { FieldForm, Plain, Side } from './canon.ts';
import { kinds } from './kinds.ts';

/** A field of a side that can keep everything, unless told otherwise. */
export const formOf = (type: SyncType, rest: Partial<Omit<FieldForm, 'type'>> = {}): FieldForm => ({
  type,
  side: 'left',
  capacity: { phoneExtensions: true, instantMs: 1, textMax: 65_536 },
  ...rest,
});

/** What the helpdesk cannot keep. */
export const helpdeskKeeps = { phoneExtensions: false, instantMs: 1000, textMax: 255 };

/** The form a value is compared in, or why it has none. */
export function canonOf(type: SyncType, plain: Plain, rest: Partial<Omit<FieldForm, 'type'>> = {}) {
  const form = formOf(type, rest);
  const reading = kinds[type].read(plain, form);
  return reading.kind === 'value' ? reading.canon : { invalid: reading.valueClass };
}

/** A value of one side in the other's spelling. */
export function carried(type: SyncType, plain: Plain, to: Side, rest: Partial<Omit<FieldForm, 'type'>> = {}) {
  const from = formOf(type, { ...rest, side: to === 'left' ? 'right' : 'left' });
  const reading = kinds[type].read(plain, from);
  if (reading.kind === 'invalid') return { invalid: reading.valueClass };
  const written = kinds[type].write(reading.canon, formOf(type, { ...rest, side: to }));
  return written.kind === 'value' ? written.plain : { invalid: written.valueClass };
}
