import type { CardView } from '../../model/state.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import type { CardContext } from '../context.ts';
import { isOpen, opener, unfolded } from '../fold.tsx';
import { namesOf as sourceNames } from '../groups.ts';
import { icon } from '../icon.tsx';
import { goTo } from '../verdict.tsx';
import type { fallbackSteps } from './fallback-steps.tsx';
import { type Loss, linkOf, lossesOf, lossesOn, type Part } from './losses.ts';
import { foldedIn, isExtra, LEAST_PX, leastOf, ROW_PX, roomFor } from './room.ts';

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
  const roomPx = roomFor(own.length, ctx.view);
  // On the card that names the customer it takes the room of its first row.
  const isFirst = !isAsking && ctx.view.frame.fields.some(({ show }) => show === 'title');
  return (
    own.length > 0 && (
      <dl class={isFirst ? 'first' : ''}>{own.map((loss) => (isOf(loss.parts[0]) ? told(loss) : elsewhere(loss)))}</dl>
    )
  );

  function isOf({ view }: Part): boolean {
    return view.frame.id === id;
  }

  function notRead(): string {
    return fill(ctx.ui.notRead, sourceNames(ctx.view.sources.filter(({ state }) => state === 'failed')));
  }

  /** Where nobody was asked, since who it is could not be found out, all cards are drawn anew. */
  function keeps(loss: Loss): boolean {
    return loss.kind === 'failed' && loss.because !== '' && loss === own[0];
  }

  function told(loss: Loss) {
    const { kind, because, parts, fallback } = loss;
    const [{ group }] = parts;
    const [first] = group;
    const key = `fallback:${first.id}`;
    const all = `${key} all`;
    const isBox = loss === full && roomPx >= LEAST_PX;
    const isFolded = isBox && !isOpen(ctx, all);
    // Where all that it could take the room of is there, it stands in the head; else on one line. Whole where what to do is.
    const isInHead = kind === 'stale' || (kind === 'failed' && because !== '' && roomPx < ROW_PX);
    const look = isBox ? `todo${isFolded ? ' folded' : ''}` : `missing ${isInHead ? 'inhead' : kind}`;
    const toDo = isInHead && kind === 'failed' ? notRead() : say.whatToDo;
    const names = namesOf(loss);
    const heard = (words: string) => [words, <span class="sr"> {labels(parts[0])}</span>];
    const why = [
      kind === 'wrong' && names && `${names}: `,
      kind === 'failed' && `${say.notKnown}${names && `: ${names}`}. `,
      because,
    ];
    const steps = () => [
      because && (isInHead || (!isBox && kind === 'failed')) && <p>{why}</p>,
      fallback && stepsOf(fallback, key, first.id, ctx, say),
      parts.length > 1 && <ul>{parts.map((part) => lackOf(part))}</ul>,
    ];
    const room = isFolded ? foldedIn(roomPx) : keeps(loss) ? leastOf(roomPx) : {};
    return (
      <div key={key} class={look} style={room} data-group={kind}>
        <dt>
          {icon(kind === 'wrong' ? 'triangle' : 'dash')} <span>{why}</span>{' '}
          {!isBox && fallback && opener(ctx, key, heard(toDo))}
        </dt>
        <dd>
          {isBox ? steps() : unfolded(ctx, key, steps)}
          {isBox && opener(ctx, all, heard(isFolded ? say.allSteps : ctx.ui.less), 'link all')}
        </dd>
      </div>
    );
  }

  function elsewhere(loss: Loss) {
    const { kind, because, parts } = loss;
    const { frame } = parts[0].view;
    return (
      <div
        key={linkOf(loss)}
        class={kind === 'stale' ? 'missing inhead' : 'missing'}
        style={keeps(loss) ? leastOf(roomPx) : {}}
        data-group={kind}
      >
        <dt>
          {icon('dash')} <span>{because}</span>{' '}
          <button type="button" class="link" onClick={() => goTo(frame.id)}>
            {fill(say.see, frame.title)}
          </button>
        </dt>
        <dd class="note">{kind === 'failed' && `${say.notKnown}: ${parts.filter(isOf).map(labels).join(', ')}`}</dd>
      </div>
    );
  }
}

const lackOf = (part: Part) => (
  <li key={part.view.frame.id}>
    {part.view.frame.title}: {labels(part)}
  </li>
);

/** All but the last, which whoever draws the steps puts there. */
type Head<T extends readonly unknown[]> = T extends readonly [...infer First, unknown] ? First : never;

/** Named only where the card has something else to show: its title says the rest. */
function namesOf({ parts: [{ view, group }, ...others] }: Loss): string {
  const ids = group.map((field) => field.id);
  const isAll = others.length > 0 || view.frame.fields.every(({ id }) => ids.includes(id));
  return isAll ? '' : labels({ view, group });
}

/** Of what most do not have nobody knows whether it is missed. */
function labels({ view, group }: Part): string {
  const extras = view.frame.fields.filter(isExtra).map(({ id }) => id);
  const missed = group.filter(({ id }) => !extras.includes(id));
  return (missed.length > 0 ? missed : group).map(({ label }) => label).join(', ');
}
