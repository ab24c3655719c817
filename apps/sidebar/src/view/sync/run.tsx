import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ObjectStanding, RunResult, SyncRunView } from '@sidelight/shared/sync/sync-report.ts';
import { runAsCsv, runAsJson } from '../../model/sync/run-file.ts';
import { put } from '../../words/put.ts';
import { noun } from '../status/count.ts';
import type { ReportContext } from './context.ts';
import { counted, told } from './told.ts';

/** The newest comparison of one kind of record: how it gets on, or what it found. */
export function runPart({ id, run }: ObjectStanding, ctx: ReportContext) {
  const { say, relative, nowMs } = ctx;
  if (!run) return <p class="note run">{say.ui.noRun}</p>;
  const isOver = run.state === 'done' || run.state === 'failed';
  return (
    <div class="run">
      <p role={isOver ? undefined : 'status'}>
        <b>{say.runKind[run.kind]}:</b>{' '}
        <span class={run.state === 'failed' || isRefused(run) ? 'trouble' : ''}>{cameOf(run, ctx)}</span>
      </p>
      {!isOver && <progress aria-label={say.runKind[run.kind]} />}
      <p class="note">{put(say.ui.askedBy, { at: relative(run.askedAt, nowMs()), who: run.askedBy })}</p>
      {run.result && found(id, run, run.result, ctx)}
    </div>
  );
}

const isRefused = ({ kind, result }: SyncRunView): boolean => kind !== 'dry_run' && result?.refused != null;

function cameOf(run: SyncRunView, ctx: ReportContext): string {
  const { say, number, report } = ctx;
  const { state, progress, result, reason = '', kind } = run;
  if (state === 'waiting') return say.ui.waitingToBegin;
  if (state === 'running') {
    if (!progress) return say.ui.waitingToBegin;
    return told(noun(progress.done, say.phase[progress.phase]), report, { count: number(progress.done) });
  }
  if (state === 'failed') return put(ownValue(say.runFailed, reason) ?? say.runFailed.other, { reason });
  if (!result) return say.ui.done;
  if (result.refused && kind !== 'dry_run') return say.heldBack[result.refused];
  const values = result.writes.reduce((sum, { left, right }) => sum + left + right, 0);
  const isDry = kind === 'dry_run';
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
  const name = `sync-${object}-${run.kind}`;
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
