import type { Field } from '@sidelight/shared/context/field.ts';
import type { Issue, Tone } from '@sidelight/shared/context/value.ts';
import type { CardView } from '../model/state.ts';
import type { FrameField } from './layout.ts';

export type KnownField = Extract<Field, { state: 'ok' | 'stale' | 'absent' }>;

/** The issues of a card as one list, worst first, and whether that list is all there is to know. */
export interface IssueList {
  readonly items: readonly { readonly issue: Issue; readonly field: KnownField }[];
  /** Open issues that do not touch this ticket. */
  readonly elsewhere: number;
  /** The first that knows of any of those. */
  readonly others: KnownField | undefined;
  /** The first whose answer has more than could be read. */
  readonly partial: KnownField | undefined;
  /** Answered, by however old an answer. */
  readonly known: readonly KnownField[];
  readonly state: 'waiting' | 'complete' | 'incomplete';
}

const RANK: Record<Tone, number> = { bad: 0, warn: 2, neutral: 4, good: 6 };
/** The worst first; among equals, one with something to tell the customer. */
const rank = ({ tone, sentence }: Issue): number => RANK[tone] - Number(Boolean(sentence));

export function issuesOf(fields: readonly FrameField[], view: CardView): IssueList {
  const found = fields.flatMap(({ id }) => view.fields.get(id) ?? []);
  const known = found.filter((field): field is KnownField => 'receipt' in field);
  const values = known.flatMap((field) =>
    field.state !== 'absent' && field.value.kind === 'issues' ? [{ field, value: field.value }] : [],
  );
  const items = values.flatMap(({ field, value }) => value.items.map((issue) => ({ issue, field })));
  const isWaiting = found.length < fields.length && view.isReading;
  return {
    items: items.sort((a, b) => rank(a.issue) - rank(b.issue)),
    elsewhere: values.reduce((sum, { value }) => sum + value.elsewhere, 0),
    others: values.find(({ value }) => value.elsewhere)?.field,
    partial: values.find(({ value }) => value.isPartial)?.field,
    known,
    state: isWaiting ? 'waiting' : known.length === fields.length ? 'complete' : 'incomplete',
  };
}
