import type { Issue } from '@sidelight/shared/context/value.ts';
import { type ComponentChildren, Fragment } from 'preact';
import { fill } from '../words/words.ts';
import { act } from './act.tsx';
import { opener, unfolded } from './fold.tsx';
import { isDoubted } from './groups.ts';
import type { KnownField } from './issues.ts';
import type { Here } from './kit.ts';
import { outLink } from './out-link.tsx';
import { pill } from './pill.tsx';
import { receiptList } from './receipt.tsx';

/**
 * One known issue in three lines: how bad and since when, what, and what helps meanwhile.
 * `end` stands at the end of the last one.
 */
export function issueRow(issue: Issue, field: KnownField, here: Here, end: ComponentChildren) {
  const { ui } = here;
  const isWrong = isDoubted(field);
  const { id, sentence, since, workaround, matched, url, title, tone, status } = issue;
  const help = workaround && fill(ui.workaround, workaround);
  const touches = matched.length > 0 && fill(ui.touches, matched.join(', '));
  const insert = (text: string) => () => here.insert(here.id, id, text, ui.draftNotice);
  return (
    <Fragment key={id}>
      <div class="issue" data-issue={id}>
        <p>
          {pill(isWrong ? 'neutral' : tone, status)}
          <span class="note">{since && fill(ui.since, here.clock(since, here.nowMs()))}</span>
          {sentence && !isWrong && act(here, id, ui.insert, insert(sentence), title)}
        </p>
        {opener(here, id, <span dir="auto">{title}</span>, isWrong ? 'v doubt' : 'v')}
        <p>
          <span class="note" dir="auto">
            {help || touches}
          </span>
          {end}
        </p>
      </div>
      {unfolded(here, id, () => (
        <>
          <p class="asked" dir="auto">
            {title}
          </p>
          {help && <p dir="auto">{help}</p>}
          {touches && <p>{touches}</p>}
          {receiptList(field.receipt, here)}
          {url && outLink(url, here, undefined, title, 'btn')}
        </>
      ))}
    </Fragment>
  );
}
