import type { ReviewItem } from '@sidelight/shared/sync/review.ts';
import { UNDO, undoKey } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import { commandButton, commandNews } from './command.tsx';
import type { ReportContext } from './context.ts';
import { itemName } from './item-name.ts';
import { ruleButton, rulePanel } from './rule-panel.tsx';
import { valueText } from './value-text.ts';

/** What people decided lately: it can be taken back, or made into a rule. */
export function decidedPart(ctx: ReportContext) {
  const { say, state } = ctx;
  const { ui } = say;
  const keys = state.decided.map(({ id }) => undoKey(id));
  const isNews = state.command?.key.startsWith(`${UNDO} `);
  if (state.decided.length === 0 && !isNews) return null;
  return (
    <section key="decided" aria-labelledby={UNDO}>
      <h2 id={UNDO} tabIndex={-1}>
        {ui.decided}
      </h2>
      <ul class="decided">{state.decided.map((item) => line(item, ctx))}</ul>
      {commandNews(ctx, isNews && state.command ? [...keys, state.command.key] : keys, ui.undoneNews)}
    </section>
  );
}

function line(item: ReviewItem, ctx: ReportContext) {
  const { say, state, relative, nowMs } = ctx;
  const { ui } = say;
  const { id, decided } = item;
  if (!decided) return null;
  const when = decided.at === undefined ? ui.aboutToBe : relative(decided.at, nowMs());
  return (
    <li key={id} class="card">
      <p>
        <b dir="auto">{itemName(item)}</b>: {cameOf(item, ctx)} <span class="note">{when}</span>
      </p>
      <div class="buttons">
        {decided.undo === 'under_way' ? (
          <span class="note">{ui.undoing}</span>
        ) : (
          commandButton(ctx, { key: undoKey(id), words: ui.undo, about: itemName(item), run: () => ctx.undo(id) })
        )}
        {ruleButton(item, ctx)}
      </div>
      {state.rule?.itemId === id && rulePanel(item, state.rule, ctx)}
    </li>
  );
}

function cameOf({ decided, sides, isMasked }: ReviewItem, ctx: ReportContext): string {
  const { say, report } = ctx;
  const { by: who = '', take = 'neither', value } = decided ?? {};
  if (take === 'neither') return put(say.ui.leftBoth, { who });
  const said = (of: typeof value) => (isMasked || of === undefined ? '' : ` (${valueText(of, ctx)})`);
  if (take === 'value') return `${put(say.ui.tookValue, { who })}${said(value)}`;
  return `${put(say.ui.tookSide, { who, system: report.systems[take] })}${said(sides[take].value)}`;
}
