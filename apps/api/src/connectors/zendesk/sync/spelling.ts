import { ownValue } from '@sidelight/shared/own-property.ts';
import { zoneName } from '@sidelight/shared/zone-name.ts';
import type { PlainValue, SyncProperty } from '../../sync-port.ts';
import { otherNames, railsZones } from './rails-zones.ts';

export type Spelled = { readonly kind: 'value'; readonly plain: PlainValue } | { readonly kind: 'unreadable' };
export type Wire = { readonly kind: 'wire'; readonly value: unknown } | { readonly kind: 'unwritable' };

const value = (plain: PlainValue): Spelled => ({ kind: 'value', plain });
const unreadable: Spelled = { kind: 'unreadable' };
const wire = (written: unknown): Wire => ({ kind: 'wire', value: written });
const unwritable: Wire = { kind: 'unwritable' };

/** A value of the vendor's without its spelling. */
export function fromWire(type: SyncProperty['type'], sent: unknown): Spelled {
  if (sent === null || sent === '') return value(null);
  if (type === 'multi_select') return Array.isArray(sent) ? value(sent.map(String)) : unreadable;
  if (typeof sent === 'boolean') return type === 'boolean' ? value(String(sent)) : unreadable;
  if (typeof sent === 'number') return Number.isFinite(sent) ? value(plainNumber(sent)) : unreadable;
  // `domain_names` and the like, which the map may hold as a text.
  if (Array.isArray(sent)) return type === 'text' ? value(sent.map(String)) : unreadable;
  return typeof sent === 'string' ? ofText(type, sent) : unreadable;
}

function ofText(type: SyncProperty['type'], text: string): Spelled {
  if (type === 'boolean') return text === 'true' || text === 'false' ? value(text) : unreadable;
  if (type === 'number' || type === 'money') return /^-?\d+(\.\d+)?$/.test(text) ? value(text) : unreadable;
  if (type === 'date') {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
    return day === undefined ? unreadable : value(day);
  }
  if (type === 'instant') {
    const ms = Date.parse(text);
    return Number.isNaN(ms) ? unreadable : value(new Date(ms).toISOString());
  }
  if (type !== 'time_zone') return value(text);
  const zone = ownValue(railsZones, text) ?? (zoneName(text) === undefined ? undefined : text);
  return zone === undefined ? unreadable : value(zone);
}

/** The vendor's spelling of a value; not every value has one. */
export function toWire(type: SyncProperty['type'], plain: PlainValue): Wire {
  if (type === 'multi_select') return wire(plain === null ? [] : [plain].flat());
  if (plain === null) return wire(null);
  if (typeof plain !== 'string') return type === 'text' ? wire(plain) : unwritable;
  if (type === 'boolean') return plain === 'true' || plain === 'false' ? wire(plain === 'true') : unwritable;
  if (type === 'number' || type === 'money') return ofNumber(plain);
  if (type === 'date') return /^\d{4}-\d{2}-\d{2}$/.test(plain) ? wire(plain) : unwritable;
  if (type !== 'time_zone') return wire(plain);
  const name = railsName(plain);
  return name === undefined ? unwritable : wire(name);
}

/** Numbers go as numbers; one that would lose digits on the way does not go. */
function ofNumber(plain: string): Wire {
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return unwritable;
  const read = Number(plain);
  return plainNumber(read) === trimmed(plain) ? wire(read) : unwritable;
}

const trimmed = (plain: string): string => {
  const short = plain.includes('.') ? plain.replace(/\.?0+$/, '') : plain;
  return short.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-0$/, '0');
};

/** Without an exponent. */
function plainNumber(read: number): string {
  const text = String(read === 0 ? 0 : read);
  if (!text.includes('e')) return text;
  return Number.isInteger(read) ? BigInt(read).toString() : trimmed(read.toFixed(20));
}

/** The name of a zone; where several cities stand for it, that of its own city, else the first. */
export function railsName(zone: string): string | undefined {
  if (Object.hasOwn(railsZones, zone)) return zone;
  const canonical = zoneName(zone);
  if (canonical === undefined) return undefined;
  return nameOf(zone) ?? nameOf(canonical) ?? nameOf(ownValue(otherNames, canonical) ?? '');
}

function nameOf(zone: string): string | undefined {
  const fitting = Object.entries(railsZones).flatMap(([name, iana]) => (iana === zone ? [name] : []));
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ');
  return fitting.find((name) => name === city) ?? fitting[0];
}
