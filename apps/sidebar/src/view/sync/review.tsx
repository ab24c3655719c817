import type { ReviewItem } from '@sidelight/shared/sync/review.ts';
import { isForMany } from '../../model/sync/decide.ts';
import { DECIDE, decideKey } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import { commandButton, commandNews } from './command.tsx';
import type { ReportContext } from './context.ts';
import { filters } from './filters.tsx';
import { reviewItem } from './item.tsx';
import { counted, told } from './told.ts';

/** What waits for a person, and what is only kept. */
export function review(ctx: ReportContext) {
  const { say, state } = ctx;
  const { ui } = say;
  const { items, next, filter } = state;
  const waits = items?.filter(({ blocks }) => blocks) ?? [];
  const kept = items?.filter(({ blocks }) => !blocks) ?? [];
  const isFiltered = filter.object !== undefined || filter.why !== undefined;
  // Of an item that has left the list since.
  const gone = state.command && isDecided(state.command.key, items) ? [state.command.key] : [];
  return (
    <section key="review" aria-labelledby="review">
      <h2 id="review" tabIndex={-1}>
        {ui.waits}
      </h2>
      {filters(ctx)}
      {waits.length > 1 && bulk(waits, ctx)}
      {commandNews(ctx, [DECIDE, ...gone], counted(newsCount(ctx), ui.decidedNews, ctx))}
      {!items && (
        <p>
          <span class="bar wide" />
          <span class="sr">{ui.reading}</span>
        </p>
      )}
      {items && waits.length === 0 && <p class="calm">{isFiltered ? ui.waitsNoneFiltered : ui.waitsNone}</p>}
      <ul class="items">{waits.map((item) => reviewItem(item, ctx))}</ul>
      {kept.length > 0 && (
        <>
          <h3 class="kept">{ui.kept}</h3>
          <p class="note">{ui.keptHint}</p>
          <ul class="items">{kept.map((item) => reviewItem(item, ctx))}</ul>
        </>
      )}
      {next !== undefined && (
        <button type="button" class="btn" onClick={ctx.more}>
          {ui.more}
        </button>
      )}
    </section>
  );
}

const isDecided = (key: string, items: readonly ReviewItem[] | undefined): boolean =>
  key.startsWith(`${DECIDE} `) && !items?.some(({ id }) => decideKey(id) === key);

const newsCount = ({ state: { command } }: ReportContext): number =>
  command?.state === 'done' ? (command.count ?? 0) : 0;

/** For those who decide many at once. */
function bulk(waits: readonly ReviewItem[], ctx: ReportContext) {
  const { say, state, report } = ctx;
  const { ui } = say;
  const isOff = state.selected.size === 0;
  const able = waits.filter(isForMany);
  const isAll = able.length > 0 && able.every(({ id }) => state.selected.has(id));
  return (
    <div class="bulk card">
      <label class="check">
        <input type="checkbox" checked={isAll} onChange={() => ctx.selectAll(!isAll)} /> {ui.selectAll}
      </label>
      <span class="note">{counted(state.selected.size, ui.selected, ctx)}</span>
      <div class="buttons">
        {(['left', 'right'] as const).map((side) =>
          commandButton(ctx, {
            ...{ key: DECIDE, words: put(ui.takeSelected, { system: report.systems[side] }), isOff },
            run: () => ctx.takeSelected(side),
          }),
        )}
        {commandButton(ctx, { key: DECIDE, words: ui.neither, isOff, run: () => ctx.takeSelected('neither') })}
      </div>
      <p class="note">{told(ui.keys, report)}</p>
    </div>
  );
}
