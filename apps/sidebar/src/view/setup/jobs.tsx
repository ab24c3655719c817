import type { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { jobsKey, sectionId } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { commandNews, twoStep } from './command.tsx';
import type { SetupContext } from './context.ts';

type Waiting = JobsReport['waiting'][number];
type GivenUp = JobsReport['givenUp'][number];

/** What is done in the background: what waits, what fails, and what nobody tries any more. */
export function jobs(ctx: SetupContext) {
  const { say, state, number } = ctx;
  const { ui } = say;
  if (!state.jobs) return null;
  const { waiting, givenUp } = state.jobs;
  const some = waiting.filter(({ count }) => count > 0);
  const lost = givenUp.reduce((sum, { count }) => sum + count, 0);
  const id = sectionId('jobs');
  return (
    <section key="jobs" class="step" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>
        {ui.jobs} <span class="quiet">{lost > 0 ? fill(ui.jobsLost, number(lost)) : ''}</span>
      </h2>
      <div class="card">
        <p class="note">{ui.jobsHint}</p>
        {some.length + givenUp.length === 0 && <p class="quiet">{ui.noJobs}</p>}
        {some.map((one) => waitingLine(one, ctx))}
        {givenUp.map((one) => givenUpLine(one, ctx))}
      </div>
    </section>
  );
}

function waitingLine({ queue, count, failing }: Waiting, { say, number }: SetupContext) {
  return (
    <p key={`waiting ${queue}`}>
      <b>{say.queue[queue]}</b>: {fill(say.ui.jobsWaiting, number(count))}
      {failing > 0 && <span class="trouble">, {fill(say.ui.jobsFailing, number(failing))}</span>}
    </p>
  );
}

function givenUpLine({ queue, reason, count, at }: GivenUp, ctx: SetupContext) {
  const { say, number, relative, nowMs, settleJobs } = ctx;
  const { ui } = say;
  const [retry, discard] = [jobsKey('retry', queue, reason), jobsKey('discard', queue, reason)];
  const many = number(count);
  return (
    <div key={`${queue} ${reason}`} class="part">
      <p>
        <b>{say.queue[queue]}</b>: {fill(ui.jobsLost, many)}, {fill(ui.jobsLatest, relative(at, nowMs()))}.{' '}
        {say.jobReason[reason]}
      </p>
      <div class="buttons">
        {twoStep(
          ctx,
          { key: retry, words: ui.retryJobs, run: () => settleJobs('retry', { queue, reason }) },
          fill(ui.retryJobsSure, many),
          ui.retryJobs,
          ui.leaveJobs,
        )}
        {twoStep(
          ctx,
          { key: discard, words: ui.discardJobs, run: () => settleJobs('discard', { queue, reason }) },
          fill(ui.discardJobsSure, many),
          ui.discardJobs,
          ui.leaveJobs,
        )}
        {commandNews(ctx, retry, discard)}
      </div>
    </div>
  );
}
