import { fill } from '../words/words.ts';
import type { CardContext } from './context.ts';
import { fetched, opener, unfolded } from './fold.tsx';
import { isDoubted } from './groups.ts';
import { icon } from './icon.tsx';
import { issueRow } from './issue-row.tsx';
import { issuesOf, type KnownField } from './issues.ts';
import type { FrameField } from './layout.ts';

const MORE = 'more';
const NONE = 'none';

/** The worst issue, in a place kept for exactly one; the others on demand. */
export function issuesSlot(fields: readonly FrameField[], ctx: CardContext) {
  const { view, ui } = ctx;
  const { items, elsewhere, others, partial, known, state } = issuesOf(fields, view);
  const whole = (field: KnownField | undefined, words?: string) =>
    field && typeof ctx.unfold === 'object' && ctx.unfold.wholeList(field.receipt, ctx, ctx.unfold.say, words);
  const rest = items.length - 1;
  if (rest >= 0) {
    const isMore = view.open.includes(MORE);
    const more = rest > 0 && opener(ctx, MORE, isMore ? ui.less : fill(ui.more, String(rest)));
    const shown = isMore ? items : items.slice(0, 1);
    return shown.map(({ issue, field }, i) => issueRow(issue, field, ctx, i === 0 && [more, whole(partial)]));
  }
  if (state !== 'complete') {
    const bar = <span class="bar" />;
    // Nothing found by half of those we asked is not "nothing known". Bars stand until what is said instead can be drawn.
    return (state === 'waiting' || !ctx.unfold) && <div class="issue">{[bar, bar, bar]}</div>;
  }
  // "Nothing known" is worth nothing from one who gives wrong values.
  const isWrong = known.some(isDoubted);
  const count = fill(ui.elsewhere, String(elsewhere));
  const look = isWrong ? 'v doubt' : 'v';
  return (
    <>
      <div class="issue">
        {opener(ctx, NONE, [icon(isWrong ? 'triangle' : 'check'), <span key={NONE}>{ui.noIssues}</span>], look)}
        {others && <p class="note">{whole(others, count) || count}</p>}
      </div>
      {unfolded(ctx, NONE, () =>
        fetched(ctx, (part) => known.map((field) => part.receiptList(field.receipt, ctx, part.say))),
      )}
    </>
  );
}
