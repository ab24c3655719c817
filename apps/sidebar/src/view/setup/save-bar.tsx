import { SAVE_ROLLOUT } from '../../model/setup/ids.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews } from './command.tsx';
import type { Here } from './kit.ts';

/** What was changed about the rollout waits here until it is saved or dropped. */
export function saveBar(here: Here) {
  const { state, say } = here;
  const { ui } = say;
  return (
    <div class={state.draft ? 'acts save' : 'acts'}>
      {state.draft && (
        <>
          <b class="unsaved">
            {icon('dot')} {ui.unsaved}
          </b>
          {commandButton(here, { key: SAVE_ROLLOUT, words: ui.saveChanges, run: here.saveRollout, isMain: true })}
          <button type="button" class="btn" onClick={here.discard}>
            {ui.discard}
          </button>
        </>
      )}
      {commandNews(here, SAVE_ROLLOUT)}
    </div>
  );
}
