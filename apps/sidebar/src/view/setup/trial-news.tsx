import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { Trial } from '../../model/setup/state.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';
import { refusalText } from './refusal-text.ts';

/** What is being asked right now, or why there is no answer. */
export function trialNews({ connector, name }: SetupConnection, trial: Trial | undefined, ctx: SetupContext) {
  const { ui } = ctx.say;
  return (
    <div role="status">
      {trial?.state === 'running' && (
        <p class="running">
          <span class="bar" aria-hidden="true" />
          {fill(trial.isSaving ? ui.savingTest : ui.testing, name)}
          <button type="button" class="btn" onClick={() => ctx.leave(connector)}>
            {ui.cancel}
          </button>
        </p>
      )}
      {trial?.state === 'left' && <p class="note">{trial.isSaving ? ui.leftSaving : ui.left}</p>}
      {trial?.state === 'refused' && (
        <p class="trouble">
          {icon('triangle')} {refusalText(trial.refusal, ctx)} {ui.keptTyped}
        </p>
      )}
    </div>
  );
}
