import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { TestRun } from '../../model/setup/state.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';
import { refusalText } from './refusal-text.ts';

/** What is being asked right now, or why there is no answer. */
export function testNews({ connector, name }: SetupConnection, testRun: TestRun | undefined, ctx: SetupContext) {
  const { ui } = ctx.say;
  return (
    <div role="status">
      {testRun?.state === 'running' && (
        <p class="running">
          <span class="bar" aria-hidden="true" />
          {fill(testRun.isSaving ? ui.savingTest : ui.testing, name)}
          <button type="button" class="btn" onClick={() => ctx.leave(connector)}>
            {ui.cancel}
          </button>
        </p>
      )}
      {testRun?.state === 'left' && <p class="note">{testRun.isSaving ? ui.leftSaving : ui.left}</p>}
      {testRun?.state === 'refused' && (
        <p class="trouble">
          {icon('triangle')} {refusalText(testRun.refusal, ctx)} {ui.keptTyped}
        </p>
      )}
    </div>
  );
}
