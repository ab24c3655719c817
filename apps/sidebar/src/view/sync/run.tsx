import { ownValue } from '@sidelight/shared/own-property.ts';
import { isDryRun } from '@sidelight/shared/sync/dry-run.ts';
import type { RunResult, SyncRunView } from '@sidelight/shared/sync/sync-report.ts';
import { pauseKey } from '../../model/sync/ids.ts';
import { runAsCsv, runAsJson } from '../../model/sync/run-file.ts';
import { put } from '../../words/put.ts';
import { noun } from '../status/count.ts';
import { commandButton, commandNews } from './command.tsx';
import type { ReportContext } from './context.ts';
import { samplePart } from './sample.tsx';
import { counted, told } from './told.ts';

/**
 * The newest comparison of one kind of record, or of one field of it: how it gets on, or what it found. Of notes there
 * are no figures but how many they are.
 */
export function runPart(id: string, run: SyncRunView | undefined, ctx: ReportContext, hasFigures = true) {
  const { say, relative, nowMs } = ctx;
  if (!run) return <p class="note run">{say.ui.noRun}</p>;
  const isOver = run.state === 'done' || run.state === 'failed';
  const isPaused = run.state === 'paused';
  return (
    <div class="run">
      <p role={isOver ? undefined : 'status'}>
        <b>
          {say.runKind[run.kind]}
          {run.fieldLabel !== undefined && ` (${run.fieldLabel})`}:
        </b>{' '}
        <span class={run.state === 'failed' || isRefused(run) ? 'trouble' : ''}>{cameOf(run, ctx)}</span>
      </p>
      {!isOver && !isPaused && <progress aria-label={say.runKind[run.kind]} />}
      <p class="note">{put(say.ui.askedBy, { at: relative(run.askedAt, nowMs()), who: run.askedBy })}</p>
      {!isOver && ctx.isAdmin && (
        <div class="buttons">
          {commandButton(ctx, {
            ...{ key: pauseKey(run.id), words: isPaused ? say.ui.goOn : say.ui.pause, about: say.runKind[run.kind] },
            ...{ isOff: !isPaused && run.pausedBy !== undefined, run: () => ctx.pause(run.id, !isPaused) },
          })}
          {commandNews(ctx, [pauseKey(run.id)], '')}
        </div>
      )}
      {run.result && hasFigures && found(id, run, run.result, ctx)}
    </div>
  );
}

const isRefused = (run: SyncRunView): boolean => !isDryRun(run) && run.result?.refused != null;

function cameOf(run: SyncRunView, ctx: ReportContext): string {
  const { say, number, report } = ctx;
  const { state, progress, result, reason = '', pausedBy = '' } = run;
  const isDry = isDryRun(run);
  if (state === 'paused') return put(say.ui.paused, { who: pausedBy });
  if (state === 'running' && pausedBy !== '') return put(say.ui.pausing, { who: pausedBy });
  if (state === 'waiting') return say.ui.waitingToBegin;
  if (state === 'running') {
    if (!progress) return say.ui.waitingToBegin;
    return told(noun(progress.done, say.phase[progress.phase]), report, { count: number(progress.done) });
  }
  if (state === 'failed') return put(ownValue(say.runFailed, reason) ?? say.runFailed.other, { reason });
  if (!result) return say.ui.done;
  if (result.refused && !isDry) return say.heldBack[result.refused];
  const values = result.writes.reduce((sum, { left, right }) => sum + left + right, 0);
  const made = result.creations.left + result.creations.right;
  const making = put(say.toMake, { count: number(made) });
  if (values === 0 && made > 0) return making;
  if (values === 0) return isDry ? say.wouldNothing : say.didNothing;
  const params = { values: counted(values, say.values, ctx), records: counted(result.changed, say.records, ctx) };
  return [put(isDry ? say.would : say.did, params), ...(made > 0 ? [making] : [])].join(' ');
}

function found(object: string, run: SyncRunView, result: RunResult, ctx: ReportContext) {
  const { say, number, report, save } = ctx;
  const { ui, figures } = say;
  const lines: readonly (readonly [string, number])[] = [
    [figures.linked, result.linked],
    [figures.newLinks, result.newLinks],
    [figures.aloneLeft, result.alone.left],
    [figures.aloneRight, result.alone.right],
    [figures.madeLeft, result.creations.left],
    [figures.madeRight, result.creations.right],
    [figures.ambiguous, result.ambiguous],
    [figures.asked, result.asked],
    [figures.unreadable, result.unreadable],
    [figures.goneLeft, result.gone.left],
    [figures.goneRight, result.gone.right],
  ];
  const name = ['sync', object, run.field, run.kind].filter(Boolean).join('-');
  const { left, right } = report.systems;
  const into = { left: put(ui.into, { system: left }), right: put(ui.into, { system: right }) };
  return (
    <details key={run.id}>
      <summary>{ui.byField}</summary>
      {result.writes.length > 0 && (
        <table class="figures">
          <thead>
            <tr>
              <th scope="col">{ui.field}</th>
              <th scope="col">{into.left}</th>
              <th scope="col">{into.right}</th>
            </tr>
          </thead>
          <tbody>
            {result.writes.map((one) => (
              <tr key={one.field}>
                <th scope="row">{one.label}</th>
                <td>{number(one.left)}</td>
                <td>{number(one.right)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl class="facts">
        {lines.map(([label, count]) => (
          <div key={label}>
            <dt>{told(label, report)}</dt>
            <dd>{number(count)}</dd>
          </div>
        ))}
      </dl>
      {run.sample && samplePart(run.sample, ctx)}
      <div class="buttons">
        <button
          type="button"
          class="btn"
          onClick={() => save(`${name}.csv`, 'text/csv', runAsCsv(run, [ui.field, into.left, into.right]))}
        >
          {ui.csv}
        </button>
        <button type="button" class="btn" onClick={() => save(`${name}.json`, 'application/json', runAsJson(run))}>
          {ui.json}
        </button>
      </div>
    </details>
  );
}
