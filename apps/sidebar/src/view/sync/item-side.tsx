import type { ReviewItem } from '@sidelight/shared/sync/review.ts';
import { decideKey } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import { outLink } from '../out-link.tsx';
import { commandButton } from './command.tsx';
import type { ReportContext } from './context.ts';
import { itemName } from './item-name.ts';
import { valueText } from './value-text.ts';

/** One side of an item: what it holds, since when and by whom, and the way to the record. */
export function itemSide(item: ReviewItem, side: 'left' | 'right', ctx: ReportContext) {
  const { say, report, moment } = ctx;
  const { ui } = say;
  const system = report.systems[side];
  const { value, setAt, isLatest, by, byName, url, records } = item.sides[side];
  const isEmpty = value === null || value?.length === 0;
  const when = setAt === undefined ? undefined : put(isLatest ? ui.setBefore : ui.setAt, { at: moment(setAt) });
  return (
    <div key={side} class="half-item">
      <h4>{system}</h4>
      {value !== undefined && (
        <p class={isEmpty ? 'value quiet' : 'value'} dir="auto">
          {valueText(value, ctx)}
        </p>
      )}
      {item.field !== undefined && !item.isMasked && (
        <p class="note">
          {when === undefined ? ui.notKnownWhen : `${when}, ${say.by[by ?? 'unknown']}${byName ? ` (${byName})` : ''}`}
        </p>
      )}
      <div class="buttons">
        {item.field !== undefined &&
          !item.isMasked &&
          !item.decided &&
          commandButton(ctx, {
            ...{ key: decideKey(item.id), words: put(ui.take, { system }), about: itemName(item) },
            run: () => ctx.take(item.id, side),
          })}
        {url !== undefined && outLink(url, ctx, put(ui.openIn, { system }), item.title ?? '')}
        {records?.map(({ id, url: own }) =>
          own === undefined ? <span key={id}>{id}</span> : outLink(own, ctx, put(ui.openRecord, { id, system })),
        )}
      </div>
    </div>
  );
}
