import { type AgreedField, keyOf, type Place } from '../../model/synced/state.ts';
import { put } from '../../words/put.ts';
import type { SyncedContext } from './context.ts';

/** Where a value that was put right has got to; undefined where there is nothing to say. */
export function noteOf(place: Place, { waiting, refused }: AgreedField, ctx: SyncedContext): string | undefined {
  const { say, state, systems } = ctx;
  const { ui } = say;
  const saved = state.saved?.key === keyOf(place) ? state.saved.state : undefined;
  if (refused[0]) return put(ui.refusedBy, { system: systems[refused[0]] });
  if (saved === 'saved') return put(waiting.length > 0 ? ui.saved : ui.arrived, systems);
  if (saved) return { undoing: ui.undoing, undone: ui.undone, not_undone: ui.notUndone, broken: ui.broken }[saved];
  return waiting[0] && put(ui.onItsWay, { system: systems[waiting[0]] });
}

/** Below the value: what became of it, and the way back. */
export function note(place: Place, field: AgreedField, ctx: SyncedContext) {
  const text = noteOf(place, field, ctx);
  const { saved } = ctx.state;
  const canUndo = saved?.key === keyOf(place) && (saved.state === 'saved' || saved.state === 'broken');
  return (
    text !== undefined && (
      <p class="note told">
        {text}{' '}
        {canUndo && (
          <button type="button" class="link" onClick={() => ctx.correct.undo(place)}>
            {ctx.say.ui.undo}
            <span class="sr"> {field.label}</span>
          </button>
        )}
      </p>
    )
  );
}
