import type { CardFrame } from '@sidelight/shared/context/frame.ts';

export type FrameField = CardFrame['fields'][number];

/**
 * One line of a card. Its height depends on its kind alone, so it is known before any value is.
 * A `row` is a label and its value, with the trend that belongs to it.
 */
export interface Line {
  readonly kind: 'title' | 'together' | 'meta' | 'row' | 'issues';
  readonly fields: readonly [FrameField, ...FrameField[]];
}

/** What is none of these is a row. */
const KIND: Partial<Record<FrameField['show'], Line['kind']>> = {
  title: 'title',
  strong: 'together',
  badge: 'together',
  meta: 'meta',
  issues: 'issues',
};

/**
 * The lines a card is drawn with. Only a card with a title has a heading; elsewhere the fields
 * meant for one are rows like the rest, with their label, because nothing above says what they are.
 */
export function linesOf({ fields }: CardFrame): readonly Line[] {
  const hasTitle = fields.some((field) => field.show === 'title');
  const lines: Line[] = [];
  for (const field of fields) {
    const kind = ((hasTitle || field.show === 'issues') && KIND[field.show]) || 'row';
    // Rows stand alone; of every other kind a card has one line.
    const at = kind === 'row' && field.show !== 'trend' ? -1 : lines.findLastIndex((line) => line.kind === kind);
    const line = lines[at];
    if (line) lines[at] = { kind, fields: [...line.fields, field] };
    else lines.push({ kind, fields: [field] });
  }
  return lines;
}

/** Names of whom the ticket is about: they stand above the cards. */
export const isHead = ({ kind }: Line): boolean => kind === 'title' || kind === 'together';

const subject = ({ id }: FrameField) => id.split('.')[0];

/** "Owner Priya Nair" needs its label where "Billing admin" does not: it is not about whom the title names. */
export const needsLabel = (field: FrameField, { fields }: CardFrame): boolean =>
  !fields.some((other) => other.show === 'title' && subject(other) === subject(field));

/** Who the customer is belongs to the card that names them. */
export const leadOf = (frames: readonly CardFrame[]): CardFrame | undefined =>
  frames.find((frame) => frame.fields.some((field) => field.show === 'title')) ?? frames[0];
