import type { Field } from '@sidelight/shared/context/field.ts';
import type { CardView, State } from '../../model/state.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { ViewContext } from '../context.ts';
import { becauseOf } from '../groups.ts';

/**
 * What is said aloud once per answer, when it is over: not a word per value. Times, not ages: a text that changed would
 * be said again.
 */
export function announcement({ trouble, customer, cards }: State, say: UnfoldWords, ctx: ViewContext): string {
  if (trouble?.kind === 'refused') return say.problems[trouble.code];
  if (customer && customer.state !== 'linked') return Object.values(say.customer[customer.state]).join(' ');
  const missing = told(cards, isMissing, ctx);
  const old = told(cards, isOld, ctx);
  if (!missing && !old) return say.loaded;
  return [
    say.loadedBut,
    missing && fill(say.without, missing.titles, missing.because),
    old && fill(say.butOld, old.titles, ctx.clock(old.readAt, ctx.nowMs()), old.because),
  ]
    .filter(Boolean)
    .join(' ');
}

/** The cards with such fields, the oldest reading among these, and why they are like that, each reason once. */
function told(cards: readonly CardView[], isLike: (field: Field) => boolean, ctx: ViewContext) {
  const found = cards.flatMap((view) => {
    const [first, ...others] = [...view.fields.values()].filter(isLike);
    return first ? [{ view, fields: [first, ...others] as const }] : [];
  });
  const readAts = found.flatMap(({ fields }) =>
    fields.flatMap((field) => ('receipt' in field ? field.receipt.readAt : [])),
  );
  const because = new Set(found.map(({ view, fields }) => becauseOf(fields, view, ctx)));
  return (
    found.length > 0 && {
      titles: found.map(({ view }) => view.frame.title).join(', '),
      readAt: readAts.toSorted()[0] ?? '',
      because: [...because].join(' ').trim(),
    }
  );
}

/** It could not be had at all. */
const isMissing = ({ state }: Field) => state === 'failed';

/** Nothing newer could be had. */
const isOld = (field: Field) => field.state === 'stale' && field.reason !== undefined;
