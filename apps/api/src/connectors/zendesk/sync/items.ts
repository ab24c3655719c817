import type { PlainValue, SyncProperty, SyncWrite } from '../../sync-port.ts';
import { fieldKey, type RecordKind } from './kinds.ts';
import type { Refusal } from './refusals.ts';
import { toWire } from './spelling.ts';

/** One item of a write in the parts that go separate ways. */
export interface Item {
  readonly id: string;
  /** What goes in a plain update; empty where nothing does. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The properties that `body` holds. */
  readonly sent: readonly string[];
  /** The primary address it is to have. */
  readonly email?: string;
  /** The organisation that is to be its default. */
  readonly organization?: string;
  /** A property that cannot be written as it is; the others are. */
  readonly refused?: Refusal;
}

export function toItem(kind: RecordKind, { id, values }: SyncWrite, properties: readonly SyncProperty[]): Item {
  const body = new Map<string, unknown>();
  const bag = new Map<string, unknown>();
  const sent: string[] = [];
  const apart: { email?: string; organization?: string } = {};
  let refused: Refusal | undefined;
  for (const [name, plain] of Object.entries(values)) {
    const type = properties.find((property) => property.name === name)?.type;
    const key = fieldKey(kind, name);
    if (kind.one === 'user' && (name === 'email' || name === 'organization')) {
      if (isText(plain)) apart[name] = plain;
      // An address or a membership is added and never taken away.
      else refused ??= { why: 'validation', property: name };
      continue;
    }
    const written =
      type !== undefined && (key !== undefined || kind.writable.has(name)) ? toWire(type, plain) : undefined;
    if (written?.kind !== 'wire') {
      refused ??= { why: 'validation', property: name };
      continue;
    }
    sent.push(name);
    if (key === undefined) body.set(name, written.value);
    else bag.set(key, written.value);
  }
  if (bag.size > 0) body.set(kind.bag, Object.fromEntries(bag));
  return { id, body: Object.fromEntries(body), sent, ...apart, ...(refused ? { refused } : {}) };
}

const isText = (plain: PlainValue): plain is string => typeof plain === 'string' && plain !== '';
