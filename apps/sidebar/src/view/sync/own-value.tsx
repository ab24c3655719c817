import type { ReviewItem } from '@sidelight/shared/sync/review.ts';
import { decideKey, inputId } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import type { ReportContext } from './context.ts';
import { told } from './told.ts';

/** A value of one's own for both sides. What was typed stays where it is none of the field's. */
export function ownValueForm(item: ReviewItem, text: string, ctx: ReportContext) {
  const { say, state, report } = ctx;
  const { ui } = say;
  const id = inputId(item.id);
  const isSending = state.command?.state === 'sending';
  const isWrong = state.command?.key === decideKey(item.id) && state.command.state === 'undecided';
  const onSubmit = (event: Event) => {
    event.preventDefault();
    ctx.saveTyped();
  };
  return (
    <form class="own" onSubmit={onSubmit}>
      <label for={id}>{ui.ownFor}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        aria-describedby={`${id}-hint`}
        aria-invalid={isWrong}
        value={text}
        onInput={(event) => ctx.type(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && ctx.typeFor(undefined)}
      />
      <p class="note" id={`${id}-hint`}>
        {told(ui.ownHint, report)} {item.codes && put(ui.ownCodes, { codes: item.codes.join(', ') })}
      </p>
      <div class="buttons">
        <button type="submit" class="btn main" disabled={isSending}>
          {ui.ownSave}
        </button>
        <button type="button" class="btn" onClick={() => ctx.typeFor(undefined)}>
          {ui.cancel}
        </button>
      </div>
    </form>
  );
}
