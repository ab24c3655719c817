import type { Value } from '@sidelight/shared/context/value.ts';
import type { CardContext, ViewContext } from './context.ts';
import { opener } from './fold.tsx';
import { isDoubted, isOld } from './groups.ts';
import { type IconName, icon } from './icon.tsx';
import type { FrameField } from './layout.ts';
import { Live } from './live.tsx';
import { pill } from './pill.tsx';
import { spark } from './spark.tsx';
import { plain, textOf } from './text-of.ts';

/** Letters of a name that are set smaller, so that two lines take the room of one. */
const LONG = 30;

/** The place of one value, in whatever state it is. What failed has its own place: see `lossRows`. */
export function slot({ id, show }: FrameField, ctx: CardContext) {
  const { view, ui } = ctx;
  const field = view.fields.get(id);
  // A key, so that no value is drawn into the bar's own element: it would count as having moved.
  const bar = <span key="bar" class="bar" />;
  if (!field) return view.isReading ? bar : quiet('dash', ui.notLoaded);
  const isWrong = isDoubted(field);
  switch (field.state) {
    case 'failed':
    case 'unlinked':
      return bar;
    case 'absent':
      return opener(
        ctx,
        id,
        quiet(isWrong ? 'triangle' : 'dash', field.none ?? ui.none),
        isWrong ? 'v doubt' : 'v',
        '',
        labelOf(id),
      );
    case 'ok':
    case 'stale': {
      // Where all of a card is old, its head says so.
      const isMarked =
        field.state === 'stale' && field.reason && view.sources.some((source) => source.state !== 'stale');
      // A colour would say that somebody knows.
      const value = isWrong ? { ...field.value, tone: 'neutral' as const } : field.value;
      const shown = content(value, show === 'pill' || show === 'badge', ctx);
      const whole = value.kind === 'trend' ? '' : plain(textOf(value, ctx));
      const parts = isWrong
        ? [icon('triangle'), shown, <span class="sr"> ({ui.wrong})</span>]
        : [isMarked && icon('clock'), shown];
      return opener(
        ctx,
        id,
        parts,
        isWrong
          ? 'v doubt'
          : `v${show === 'strong' ? (whole.length > LONG ? ' strong long' : ' strong') : ''}${isOld(field, ctx.nowMs()) ? ' aged' : ''}`,
        whole,
        labelOf(id),
      );
    }
  }
}

/** The id of what names a field. */
export const labelOf = (id: string): string => `label-${id}`;

export const quiet = (name: IconName, text: string) => (
  <span class="quiet">
    {icon(name)} {text}
  </span>
);

function content(value: Value, isPill: boolean, ctx: ViewContext) {
  const { main, note } = textOf(value, ctx);
  if (value.kind === 'trend') return spark(value.points, main);
  return (
    <>
      {mainPart(value, main, isPill, ctx)}
      {note && <span class="note">{note}</span>}
    </>
  );
}

function mainPart(value: Value, text: string, isPill: boolean, ctx: ViewContext) {
  if (value.kind === 'code') {
    const { isConfirmed, tone } = value;
    if (!isConfirmed) return pill(tone, text, 'query');
    if (tone !== 'neutral') return pill(tone, text);
    if (isPill) return pill(tone, text, 'none');
  }
  // Only times change by themselves.
  const shown = value.kind === 'date' ? <Live ctx={ctx} text={() => textOf(value, ctx).main} /> : text;
  return <span dir="auto">{shown}</span>;
}
