import { SAVE_ROLLOUT } from '../../model/setup/ids.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews } from './command.tsx';
import type { SetupContext } from './context.ts';

/** What was changed about the rollout waits here until it is saved or dropped. */
export function saveBar(ctx: SetupContext) {
  const { state, say } = ctx;
  const { ui } = say;
  return (
    <div class={state.draft ? 'buttons save' : 'buttons'}>
      {state.draft && (
        <>
          <b class="unsaved">
            {icon('dot')} {ui.unsaved}
          </b>
          {commandButton(ctx, { key: SAVE_ROLLOUT, words: ui.saveChanges, run: ctx.saveRollout, isMain: true })}
          <button type="button" class="btn" onClick={ctx.discard}>
            {ui.discard}
          </button>
        </>
      )}
      {commandNews(ctx, SAVE_ROLLOUT)}
    </div>
  );
}
