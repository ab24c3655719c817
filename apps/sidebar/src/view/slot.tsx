import type { Value } from '@sidelight/shared/context/value.ts';
import { opener } from './fold.tsx';
import { isDoubted } from './groups.ts';
import { type IconName, icon } from './icon.tsx';
import type { Here, Kit } from './kit.ts';
import type { FrameField } from './layout.ts';
import { Live } from './live.tsx';
import { pill } from './pill.tsx';
import { spark } from './spark.tsx';
import { textOf } from './text-of.ts';

/** The place of one value, in whatever state it is. What failed has its own place: see `groupsOf`. */
export function slot({ id, show }: FrameField, here: Here) {
  const { view, ui } = here;
  const field = view.fields.get(id);
  // A key, so that no value is drawn into the bar's own element: it would count as having moved.
  if (!field) return view.isReading ? <span key="bar" class="bar" /> : quiet('dash', ui.notLoaded);
  switch (field.state) {
    case 'failed':
    case 'unlinked':
      return null;
    case 'masked':
      return quiet('lock', ui.hidden);
    case 'absent':
      return opener(
        here,
        id,
        quiet(isDoubted(field) ? 'triangle' : 'dash', ui.none),
        isDoubted(field) ? 'v doubt' : 'v',
      );
    case 'ok':
    case 'stale': {
      // Where all of a card is old, its head says so.
      const isOld = field.state === 'stale' && field.reason && view.sources.some((source) => source.state !== 'stale');
      const shown = content(field.value, show === 'pill' || show === 'badge', here, isDoubted(field));
      if (isDoubted(field)) return opener(here, id, [icon('triangle'), shown, doubtNote(here)], 'v doubt');
      return opener(here, id, [isOld && icon('clock'), shown], show === 'strong' ? 'v strong' : 'v');
    }
  }
}

/** Said aloud: the sign beside the value is only seen. */
export const doubtNote = ({ ui }: Here) => <span class="sr"> ({ui.doubted})</span>;

export const quiet = (name: IconName, text: string) => (
  <span class="quiet">
    {icon(name)} {text}
  </span>
);

function content(value: Value, isPill: boolean, kit: Kit, isWrong: boolean) {
  const { main, note } = textOf(value, kit);
  if (value.kind === 'trend') return spark(value.points, main);
  return (
    <>
      {mainPart(value, main, isPill, kit, isWrong)}
      {note && <span class="note">{note}</span>}
    </>
  );
}

function mainPart(value: Value, text: string, isPill: boolean, kit: Kit, isWrong: boolean) {
  if (value.kind === 'code') {
    const { isConfirmed, tone } = value;
    if (!isConfirmed) return pill('neutral', text, 'query');
    // A colour would say that somebody knows.
    if (isWrong && (isPill || tone !== 'neutral')) return pill('neutral', text, 'none');
    if (tone !== 'neutral') return pill(tone, text);
    if (isPill) return pill(tone, text, 'none');
  }
  // Only times change by themselves.
  const shown = value.kind === 'date' ? <Live kit={kit} text={() => textOf(value, kit).main} /> : text;
  return <span dir="auto">{shown}</span>;
}
