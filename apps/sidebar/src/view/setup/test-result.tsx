import type { ConnectionTest, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { resultId } from '../../model/setup/ids.ts';
import type { TestRun } from '../../model/setup/state.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import type { SetupContext } from './context.ts';
import { failureWords } from './failure-words.ts';
import { inCode } from './in-code.tsx';
import { mapping } from './mapping.tsx';
import { shownTest } from './shown-test.ts';

/** What one read came to. Focus comes here when there is no input to correct. */
export function testResult(connection: SetupConnection, testRun: TestRun | undefined, ctx: SetupContext) {
  // Of a connection that does not work any more, an old success is no news.
  const isOver = connection.standing.kind === 'unusable' && testRun?.state !== 'answered';
  const test = shownTest(connection, testRun);
  if (!test || isOver) return null;
  const { kind } = test;
  const words = test.kind === 'failed' ? failureWords(test.reason, connection.name, ctx) : undefined;
  const own = testRun?.state === 'answered' && testRun.answer.test === test ? testRun : undefined;
  return (
    <div class={`result ${kind}`} id={resultId(connection.connector)} tabIndex={-1}>
      <p>
        {icon(kind === 'worked' ? 'check' : 'square')} <b>{title(test, own, ctx)}</b>{' '}
        <span class="note">{about(test, ctx)}</span>
      </p>
      {test.kind === 'worked' && mapping(test, ctx)}
      {words && (
        <>
          <p>{words.reason}</p>
          <p>
            <b>{ctx.say.ui.remedy}</b> {inCode(words.remedy)}
          </p>
        </>
      )}
    </div>
  );
}

type Answered = Extract<TestRun, { state: 'answered' }>;

function title({ kind }: ConnectionTest, answered: Answered | undefined, { say: { ui } }: SetupContext): string {
  if (!answered) return kind === 'failed' ? ui.lastFailed : ui.lastWorked;
  if (kind === 'failed') return answered.isSaving ? ui.testFailedSave : ui.testFailed;
  if (!answered.isSaving) return ui.worked;
  return answered.answer.isSaved ? ui.workedSaved : ui.workedNotSaved;
}

function about(test: ConnectionTest, { say: { ui }, clock, duration, nowMs }: SetupContext): string {
  const at = clock(test.at, nowMs());
  if (test.kind === 'failed') return at;
  const { record, asked, tookMs } = test;
  const what = record ? fill(ui.record, record.type, record.id) : asked.join(', ') || ui.keyAlone;
  return fill(ui.read, what, duration(tookMs), at);
}
