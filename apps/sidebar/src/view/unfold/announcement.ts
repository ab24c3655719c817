import type { CardView, State } from '../../model/state.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';

/** What is said aloud once per answer, when it is over: not a word per value. */
export function announcement({ trouble, customer, cards }: State, say: UnfoldWords): string {
  if (trouble?.kind === 'refused') return say.problems[trouble.code];
  if (customer && customer.state !== 'linked') return Object.values(say.customer[customer.state]).join(' ');
  const titles = (some: readonly CardView[]) => some.map((view) => view.frame.title).join(', ');
  const [missing, old] = [titles(cards.filter(isMissing)), titles(cards.filter(hasOld))];
  if (missing) return fill(say.loadedWithout, missing);
  return old ? fill(say.loadedOld, old) : say.loaded;
}

/** It could not be had at all. */
const isMissing = ({ fields }: CardView) => [...fields.values()].some((field) => field.state === 'failed');

/** Nothing newer could be had. */
const hasOld = ({ fields }: CardView) =>
  [...fields.values()].some((field) => field.state === 'stale' && field.reason !== undefined);
