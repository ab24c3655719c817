import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ReviewItem } from '@sidelight/shared/sync/review.ts';
import { boxId, decideKey } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews } from './command.tsx';
import type { ReportContext } from './context.ts';
import { itemName } from './item-name.ts';
import { itemSide } from './item-side.tsx';
import { ownValueForm } from './own-value.tsx';
import { ruleButton, rulePanel } from './rule-panel.tsx';
import { told } from './told.ts';

const TAKES: Readonly<Record<string, 'left' | 'right' | 'neither'>> = { 1: 'left', 2: 'right', 0: 'neither' };

/** An item that waits: both sides next to each other, why, and what can be done. */
export function reviewItem(item: ReviewItem, ctx: ReportContext) {
  const { say, state, report } = ctx;
  const { ui } = say;
  const { id, field, isMasked, blocks } = item;
  const name = itemName(item);
  const canDecide = !isMasked;
  return (
    <li key={id} class={`card item ${item.isOverdue ? 'late' : ''}`}>
      <div class="item-head">
        <input
          id={boxId(id)}
          type="checkbox"
          aria-label={put(ui.select, { what: name })}
          checked={state.selected.has(id)}
          disabled={!canDecide}
          onChange={() => ctx.toggle(id)}
          onKeyDown={(event) => onKey(event, item, ctx)}
        />
        <h3 dir="auto">{name}</h3>
        {due(item, ctx)}
      </div>
      <p>
        {told(say.why[item.why], report)} {item.rule && <span class="note">{ruleText(item.rule, ctx)}</span>}
      </p>
      {field === undefined && <p class="note">{told(say.whole, report)}</p>}
      {isMasked && <p class="todo">{ui.masked}</p>}
      <div class="sides">
        {itemSide(item, 'left', ctx)}
        {itemSide(item, 'right', ctx)}
      </div>
      {canDecide && (
        <div class="buttons">
          {commandButton(ctx, {
            ...{ key: decideKey(id), about: name, words: field === undefined || !blocks ? ui.close : ui.neither },
            run: () => ctx.take(id, 'neither'),
          })}
          {field !== undefined && (
            <button
              type="button"
              class="btn"
              aria-expanded={state.typed?.itemId === id}
              onClick={() => toggleOwn(id, ctx)}
            >
              {ui.own}
              <span class="sr"> {name}</span>
            </button>
          )}
          {ruleButton(item, ctx)}
          {commandNews(ctx, [decideKey(id)], '')}
        </div>
      )}
      {state.typed?.itemId === id && ownValueForm(item, state.typed.text, ctx)}
      {state.rule?.itemId === id && rulePanel(item, state.rule, ctx)}
    </li>
  );
}

const toggleOwn = (id: string, ctx: ReportContext) => ctx.typeFor(ctx.state.typed?.itemId === id ? undefined : id);

function onKey(event: KeyboardEvent, item: ReviewItem, ctx: ReportContext): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
  const take = ownValue(TAKES, event.key);
  // About a whole record there is nothing to take.
  if (by === undefined && (take === undefined || (item.field === undefined && take !== 'neither'))) return;
  event.preventDefault();
  if (by !== undefined) ctx.step(item.id, by);
  else if (take !== undefined) ctx.take(item.id, take);
}

function due(
  { blocks, isOverdue, dueAt, openedAt }: ReviewItem,
  { say, relative, moment, span, nowMs }: ReportContext,
) {
  const { ui } = say;
  if (!blocks) return <span class="note">{put(ui.keptSince, { at: moment(openedAt) })}</span>;
  if (!isOverdue) return <span class="note">{put(ui.due, { at: relative(dueAt, nowMs()) })}</span>;
  return (
    <span class="pill bad">
      {icon('clock')} <span>{put(ui.overdue, { span: span(nowMs() - Date.parse(dueAt)) })}</span>
    </span>
  );
}

function ruleText(rule: NonNullable<ReviewItem['rule']>, { say, report }: ReportContext): string {
  if (rule.kind === 'owned') {
    return rule.owner === 'sidelight' ? say.ui.ownedByUs : put(say.ui.owned, { system: report.systems[rule.owner] });
  }
  return put(say.ui.ruled, { rule: told(say.rule[rule.rule], report) });
}
