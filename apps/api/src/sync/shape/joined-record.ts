import { ownValue } from '@sidelight/shared/own-property.ts';
import type { PlainValue, PropertyEdit, SyncRecord, Writer } from '../../connectors/sync-port.ts';
import { joined } from './name-parts.ts';

/** A property that the side keeps in two. */
export interface TwoParts {
  /** What the two are called together. */
  readonly property: string;
  readonly parts: readonly [string, string];
}

type Values = SyncRecord['values'];

/** The record with the two as one besides. Where one of them was not answered, neither is the whole. */
export function withJoined(record: SyncRecord, { property, parts }: TwoParts): SyncRecord {
  const { values, unreadable, history } = record;
  const [first, last] = parts.map((part) => ownValue(history ?? {}, part)?.filter(isText));
  const past = first && last ? joinedPast(first, last) : undefined;
  return {
    ...record,
    ...joinedOf(values, { property, parts }),
    unreadable: parts.some((part) => unreadable.includes(part)) ? [...unreadable, property] : unreadable,
    ...(history && past && { history: { ...history, [property]: past } }),
  };
}

export function joinedOf(values: Values, { property, parts }: TwoParts): { readonly values: Values } {
  const [first, last] = parts.map((part) => ownValue(values, part));
  if (first === undefined || last === undefined) return { values };
  return { values: { ...values, [property]: joined([textOf(first), textOf(last)]) || null } };
}

export const textOf = (value: PlainValue | undefined): string => (typeof value === 'string' ? value : '');
const isText = ({ value }: PropertyEdit): boolean => value === null || typeof value === 'string';

/** Both parts are mostly typed at once, and stored a moment apart. */
const ONE_EDIT_MS = 1000;

/** What the whole was over time, newest first: after each edit of either part. */
function joinedPast(first: readonly PropertyEdit[], last: readonly PropertyEdit[]): readonly PropertyEdit[] {
  const edits = [
    ...first.map((edit) => ({ edit, at: 0 as const })),
    ...last.map((edit) => ({ edit, at: 1 as const })),
  ].sort((a, b) => a.edit.versionMs - b.edit.versionMs);
  const now: [string, string] = ['', ''];
  const past: { value: PlainValue; versionMs: number; writer: Writer; at: 0 | 1 }[] = [];
  for (const { edit, at } of edits) {
    now[at] = textOf(edit.value);
    const whole = { value: joined(now) || null, versionMs: edit.versionMs, writer: edit.writer, at };
    const before = past.at(-1);
    const isOne =
      before !== undefined &&
      before.at !== at &&
      before.writer.kind === edit.writer.kind &&
      edit.versionMs - before.versionMs <= ONE_EDIT_MS;
    if (isOne) past[past.length - 1] = whole;
    else past.push(whole);
  }
  return past.reverse().map(({ value, versionMs, writer }) => ({ value, versionMs, writer }));
}
