import type { Fallback } from '@sidelight/shared/context/field.ts';
import { fill } from '../words/words.ts';
import type { CardContext } from './context.ts';
import { fetched, opener, unfolded } from './fold.tsx';
import { blamed, type Group, isDoubted, sourceOf } from './groups.ts';
import { icon } from './icon.tsx';

/**
 * What could not be found out, and what to do instead. In full where the system itself failed, in the very slot
 * that is missing; a click away where an old value stands in, nobody was asked, or the card has one such box.
 */
export function groupRow(group: Group, ctx: CardContext, isFirst: boolean) {
  const { ui } = ctx;
  const [first] = group;
  const { state } = first;
  const fallback = state === 'unlinked' ? undefined : first.fallback;
  const key = `fallback:${first.id}`;
  const because = becauseOf(group, ctx);
  const isFull = isFirst && state === 'failed' && because !== '';
  const isWrong = isDoubted(first);
  const what = state === 'failed' ? `${ui.notKnown}${labelsOf(group, ctx)}. ${because}` : because;
  const steps = (given: Fallback) => fetched(ctx, (part) => part.fallbackSteps(given, key, first.id, ctx, part.say));
  return (
    <div key={key} class={isFull ? 'todo' : 'missing'} data-group={isWrong ? 'wrong' : state}>
      <dt>
        {icon(isWrong ? 'triangle' : state === 'stale' ? 'clock' : 'dash')} {isWrong && labelsOf(group, ctx, '', ': ')}
        {what} {!isFull && fallback && opener(ctx, key, ui.whatToDo)}
      </dt>
      <dd>{fallback && (isFull ? steps(fallback) : unfolded(ctx, key, () => steps(fallback)))}</dd>
    </div>
  );
}

export function becauseOf(group: Group, { view, reasons, unlinked }: CardContext): string {
  const sentences = group.map((field) => {
    if (field.state === 'unlinked') return unlinked[field.why];
    const names = field.reason && (isDoubted(field) ? sourceOf(field) : blamed(view, field.reason));
    return field.reason && names ? fill(reasons[field.reason], names) : '';
  });
  return [...new Set(sentences)].join(' ').trim();
}

/** Named only where the card has something else to show: its title says the rest. */
function labelsOf(group: Group, { view }: CardContext, before = ': ', after = ''): string {
  const ids = group.map((field) => field.id);
  const isAll = view.frame.fields.every(({ id }) => ids.includes(id));
  return isAll ? '' : `${before}${group.map((field) => field.label).join(', ')}${after}`;
}
