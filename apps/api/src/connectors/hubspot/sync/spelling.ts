import type { SyncType } from '@sidelight/shared/map/sync.ts';
import Big from 'big.js';
import { decode } from 'html-entities';
import type { PlainValue } from '../../sync-port.ts';
import { dateFrom, instantFrom } from './times.ts';
import { zoneFrom, zoneSlug } from './zones.ts';

/** A value without HubSpot's spelling; undefined where it is not one of its type. */
export function fromWire(type: SyncType, text: string | null): PlainValue | undefined {
  if (text === null || text === '') return null;
  switch (type) {
    case 'multi_select':
      return orEmpty(text.split(';').map((option) => option.trim()));
    case 'text':
    case 'name':
      return decodedOnce(text);
    case 'boolean':
      return booleanFrom(text.toLowerCase());
    case 'number':
    case 'money':
      return decimal(text);
    case 'date':
      return dateFrom(text);
    case 'instant':
      return instantFrom(text);
    case 'time_zone':
      return zoneFrom(text);
    case 'language':
      return localeFrom(text.replaceAll('_', '-'));
    case 'email':
    case 'phone':
    case 'picklist':
    case 'country':
    case 'reference':
      return text;
  }
}

/** The same in HubSpot's spelling, '' for an empty one; undefined where HubSpot has none. */
export function toWire(type: SyncType, plain: PlainValue): string | undefined {
  if (plain === null || plain === '') return '';
  if (type === 'multi_select') return typeof plain === 'string' ? undefined : joined(plain);
  if (typeof plain !== 'string') return undefined;
  switch (type) {
    case 'text':
    case 'name':
      return decodedOnce(plain) === plain ? plain : plain.replaceAll('&', '&amp;');
    case 'boolean':
      return booleanFrom(plain);
    case 'number':
    case 'money':
      return decimal(plain);
    case 'date':
      return dateFrom(plain);
    case 'instant':
      return instantFrom(plain);
    case 'time_zone':
      return zoneSlug(plain);
    case 'language':
      return localeFrom(plain)?.toLowerCase();
    case 'picklist':
      // In a property of several values this would be added to them.
      return plain.startsWith(';') ? undefined : plain;
    case 'email':
    case 'phone':
    case 'country':
    case 'reference':
      return plain;
  }
}

/** The whole set, never with a semicolon in front: that would add to what is there. */
function joined(options: readonly string[]): string | undefined {
  return options.some((option) => option.includes(';')) ? undefined : options.filter(Boolean).join(';');
}

const orEmpty = (options: readonly string[]): PlainValue => {
  const chosen = options.filter(Boolean);
  return chosen.length === 0 ? null : chosen;
};

/** Only what ends in a semicolon: `AT&T` and `A&copy B` are meant as they stand. */
const decodedOnce = (text: string): string => decode(text, { level: 'html5', scope: 'strict' });

const booleanFrom = (text: string) => (text === 'true' || text === 'false' ? text : undefined);

/** Plain decimals: HubSpot answers large numbers with an exponent, and takes none with commas. */
function decimal(text: string): string | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  return /^-?\d+(\.\d+)?e[+-]?\d{1,3}$/i.test(text) ? new Big(text).toFixed() : undefined;
}

function localeFrom(text: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
