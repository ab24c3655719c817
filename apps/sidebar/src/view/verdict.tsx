import { isBlank, type State } from '../model/state.ts';
import type { ViewContext } from './context.ts';
import { icon } from './icon.tsx';
import { isHead, linesOf } from './layout.ts';
import { lineRow } from './line.tsx';
import { Live } from './live.tsx';
import { type VerdictItem, type VerdictPlace, verdictOf } from './verdict-items.ts';

/**
 * Above the cards: who the customer is, and each decisive thing in a place of its own, kept free from the first, so
 * that nothing moves whatever comes when. Drawn from the cards' own answers.
 */
export const verdict = (state: State, leadId: string | undefined, ctx: ViewContext) => (
  <Live ctx={ctx} text={() => line(state, leadId, ctx)} />
);

/** As it is now: ages grow, and what is due is missed, in front of the agent. */
function line(state: State, leadId: string | undefined, ctx: ViewContext) {
  const view = state.cards.find(({ frame }) => frame.id === leadId);
  const {
    facts,
    risks: [first, ...others],
    beside,
  } = verdictOf(state, ctx);
  const head = view ? linesOf(view.frame).filter(isHead) : [];
  // Each in the first free place: what is said with another leaves no gap, and moves nothing. Two risks have places of
  // their own for the same reason: on one line they would take another.
  const rows = facts
    .map((fact, i): VerdictPlace[] => [...(i ? [] : [first]), fact, ...(i < facts.length - 1 ? [] : others)])
    .filter((row) => row.some(Boolean));
  const hasFacts = rows.length > 0;
  if (!hasFacts && (head.length === 0 || (view && isBlank(view)))) return null;
  return (
    <section class="verdict" aria-label={ctx.ui.glance}>
      {beside.length > 0 && <div class="beside">{beside.map(factPill)}</div>}
      {view && head.length > 0 && <dl>{head.map((row) => lineRow(row, { ...ctx, view, id: view.frame.id }))}</dl>}
      {hasFacts && (
        <ul style={{ '--rows': facts.length }}>
          {rows.map((row, i) => (
            <li key={i}>
              {/* Beside what has come before it, a bar is another one: the same would count as having moved. */}
              {row.map((part) =>
                part === 'waiting' ? <span key={row.findIndex(Boolean)} class="bar" /> : part && factPill(part),
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function factPill({ cardId, tone, icon: shape, text, isOld }: VerdictItem) {
  return (
    <button
      key={cardId + isOld}
      type="button"
      class={`pill ${tone}${isOld ? ' dim' : ''}`}
      data-verdict={cardId}
      onClick={() => goTo(cardId)}
    >
      {shape && icon(shape)}
      <span dir="auto">{text()}</span>
    </button>
  );
}

/** The card's title takes the focus, so that reading goes on there, by eye, ear and key. */
export function goTo(cardId: string): void {
  const title = document.getElementById(`card-${cardId}`);
  title?.closest('section')?.scrollIntoView({ block: 'nearest' });
  title?.focus({ preventScroll: true });
}
