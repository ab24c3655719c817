import type { CardView } from '../../model/state.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { CardContext } from '../context.ts';
import { opener, unfolded } from '../fold.tsx';
import { icon } from '../icon.tsx';
import { goTo } from '../verdict.tsx';
import type { fallbackSteps } from './fallback-steps.tsx';
import { type Loss, linkOf, lossesOf, lossesOn, type Part } from './losses.ts';

/**
 * What one card could not have, and what to do instead: in full where a system failed, a click away where an old value
 * stands in or the card has one such box, and a line that leads there where another card says it.
 */
export function lossRows(
  cards: readonly CardView[],
  isAsking: boolean,
  ctx: CardContext,
  say: UnfoldWords,
  stepsOf: (...given: Head<Parameters<typeof fallbackSteps>>) => ReturnType<typeof fallbackSteps>,
) {
  const { id } = ctx;
  // While the card asks who this is, "pick the account first" would say it twice.
  const own = lossesOn(id, lossesOf(cards, ctx)).filter(({ kind }) => !(isAsking && kind === 'unlinked'));
  const full = own.find(({ kind, because, parts }) => kind === 'failed' && because !== '' && isOf(parts[0]));
  return own.length > 0 && <dl>{own.map((loss) => (isOf(loss.parts[0]) ? told(loss) : elsewhere(loss)))}</dl>;

  function isOf({ view }: Part): boolean {
    return view.frame.id === id;
  }

  function told(loss: Loss) {
    const { kind, because, parts, fallback } = loss;
    const [{ group }] = parts;
    const [first] = group;
    const key = `fallback:${first.id}`;
    const isFull = loss === full;
    const names = namesOf(loss);
    const steps = () => fallback && stepsOf(fallback, key, first.id, ctx, say);
    return (
      <div key={key} class={isFull ? 'todo' : 'missing'} data-group={kind}>
        <dt>
          {icon(kind === 'wrong' ? 'triangle' : kind === 'stale' ? 'clock' : 'dash')}{' '}
          {kind === 'wrong' && names && `${names}: `}
          {kind === 'failed' && `${say.notKnown}${names && `: ${names}`}. `}
          {because} {!isFull && fallback && opener(ctx, key, say.whatToDo)}
          {parts.length > 1 && (
            <ul>
              {parts.map(({ view: { frame }, group: lost }) => (
                <li key={frame.id}>
                  {frame.title}: {labels(lost)}
                </li>
              ))}
            </ul>
          )}
        </dt>
        <dd>{isFull ? steps() : unfolded(ctx, key, steps)}</dd>
      </div>
    );
  }

  function elsewhere(loss: Loss) {
    const { kind, because, parts } = loss;
    const { frame } = parts[0].view;
    return (
      <div key={linkOf(loss)} class="missing" data-group={kind}>
        <dt>
          {icon(kind === 'stale' ? 'clock' : 'dash')} {because}{' '}
          <button type="button" class="link" onClick={() => goTo(frame.id)}>
            {fill(say.see, frame.title)}
          </button>
        </dt>
        <dd />
      </div>
    );
  }
}

/** All but the last, which whoever draws the steps puts there. */
type Head<T extends readonly unknown[]> = T extends readonly [...infer First, unknown] ? First : never;

/** Named only where the card has something else to show: its title says the rest. */
function namesOf({ parts: [{ view, group }, ...others] }: Loss): string {
  const ids = group.map((field) => field.id);
  const isAll = others.length > 0 || view.frame.fields.every(({ id }) => ids.includes(id));
  return isAll ? '' : labels(group);
}

const labels = (group: Part['group']): string => group.map(({ label }) => label).join(', ');
