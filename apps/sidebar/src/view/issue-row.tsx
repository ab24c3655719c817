import type { Issue } from '@sidelight/shared/context/value.ts';
import { type ComponentChildren, Fragment } from 'preact';
import { fill } from '../words/words.ts';
import type { CardContext } from './context.ts';
import { fetched, opener, unfolded } from './fold.tsx';
import { isDoubted, isOld } from './groups.ts';
import type { KnownField } from './issues.ts';
import { pill } from './pill.tsx';

/**
 * One known issue in three lines: how bad and since when, what, and what helps meanwhile.
 * `end` stands at the end of the last one.
 */
export function issueRow(issue: Issue, field: KnownField, ctx: CardContext, end: ComponentChildren) {
  const { ui } = ctx;
  const isWrong = isDoubted(field);
  const { id, sentence, since, workaround, matched, title, tone, status } = issue;
  const help = workaround && fill(ui.workaround, workaround);
  const touches = matched.length > 0 && fill(ui.touches, matched.join(', '));
  return (
    <Fragment key={id}>
      <div class={isOld(field, ctx.nowMs()) ? 'issue aged' : 'issue'} data-issue={id}>
        <p>
          {pill(isWrong ? 'neutral' : tone, status)}
          <span class="note">{since && fill(ui.since, ctx.clock(since, ctx.nowMs()))}</span>
          {sentence && !isWrong && opener(ctx, id, ui.insert, 'btn', title)}
        </p>
        {opener(ctx, id, <span dir="auto">{title}</span>, isWrong ? 'v doubt' : 'v')}
        <p>
          <span class="note" dir="auto">
            {help || touches}
          </span>
          {end}
        </p>
      </div>
      {unfolded(ctx, id, () =>
        fetched(ctx, (part) => part.issueDetail(issue, field.receipt, [help, touches], ctx, part.say)),
      )}
    </Fragment>
  );
}
