import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Flag, PersonRecord } from '@sidelight/shared/record/telemetry.ts';
import { MOST_PERSONS } from './query.ts';
import type { WirePersons } from './wire.ts';

/** How products write a flag: as JSON has it, as text, or as a number. */
const SAYS: Readonly<Record<string, Flag>> = { true: 'yes', '1': 'yes', yes: 'yes', false: 'no', '0': 'no', no: 'no' };

/** What a property's value says as a flag. Undefined where nothing is set; a date, a list or any other word is no flag. */
export function flagIn(value: unknown): Flag | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return 'unclear';
  const text = String(value).trim().toLowerCase();
  return text === '' ? undefined : (ownValue(SAYS, text) ?? 'unclear');
}

/**
 * Several persons with one address are one who asks us: where two say different things, or there are more than were
 * read, it is not clear what they want.
 */
export function flagsOf({ results }: WirePersons, names: readonly string[]): PersonRecord['flags'] {
  const isCutShort = results.length > MOST_PERSONS;
  const told = names.map((name, i) => {
    const said = new Set(results.flatMap(([, values]) => flagIn(values[i]) ?? []));
    const [flag] = said;
    return [name, isCutShort || said.size > 1 ? 'unclear' : flag] as const;
  });
  return Object.fromEntries(told.flatMap(([name, flag]) => (flag ? [[name, flag]] : [])));
}
