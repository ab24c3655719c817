import type { FieldAside, ObjectStanding } from '@sidelight/shared/sync/sync-report.ts';
import { runKey } from '../../model/sync/ids.ts';
import { put } from '../../words/put.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews, twoStep } from './command.tsx';
import type { ReportContext } from './context.ts';
import { runPart } from './run.tsx';

/** The fields of one kind of record: which of them do not flow, and one compared by itself. */
export function fieldsPart(of: ObjectStanding, ctx: ReportContext) {
  const { say, report } = ctx;
  const { ui } = say;
  const { aside, definitions } = of;
  const unread = (['left', 'right'] as const).flatMap((side) => {
    const look = definitions[side];
    if (!look || look.outcome === 'read') return [];
    return [put(say.unread[look.outcome], { system: report.systems[side], ago: ctx.relative(look.at, ctx.nowMs()) })];
  });
  return (
    <>
      {aside.length > 0 && <ul class="flows aside">{aside.map((one) => asideLine(one, ctx))}</ul>}
      {unread.map((text) => (
        <p key={text} class="note">
          {text}
        </p>
      ))}
      {of.fieldRun && runPart(of.id, of.fieldRun, ctx)}
      {ctx.isAdmin && of.fields.length > 0 && (
        <details key="backfill">
          <summary>{ui.oneField}</summary>
          {backfill(of, ctx)}
        </details>
      )}
    </>
  );
}

function asideLine({ field, label, side, why, lost, since, isReturning }: FieldAside, ctx: ReportContext) {
  const { say, report, moment } = ctx;
  const system = report.systems[side];
  const remedy = isReturning ? say.asideReturning : put(say.asideRemedy[why], { system, lost: lost.join(', ') });
  return (
    <li key={`${field} ${side}`}>
      <b>{label}</b>{' '}
      <span class={isReturning ? 'quiet' : 'trouble'}>
        {icon(isReturning ? 'dash' : 'triangle')} {put(say.asideWhy[why], { system, at: moment(since) })}
      </span>
      <p class="note">{remedy}</p>
    </li>
  );
}

/** What a dry run of it has shown first. */
function backfill(of: ObjectStanding, ctx: ReportContext) {
  const { say, state } = ctx;
  const { ui } = say;
  const { id, fields, fieldRun, isOn } = of;
  const can = fields.filter(({ mayBackfill }) => mayBackfill);
  const chosen = can.find((one) => one.id === state.chosen.get(id)) ?? can[0];
  if (!chosen) return null;
  const isRunning = fieldRun !== undefined && !['done', 'failed'].includes(fieldRun.state);
  const selectId = `field-${id}`;
  const isSeen = fieldRun?.kind === 'backfill_dry_run' && fieldRun.field === chosen.id && fieldRun.state === 'done';
  const button = (kind: 'backfill' | 'backfill_dry_run', words: string) => ({
    ...{ key: runKey(id, kind), words, about: chosen.label },
    run: () => ctx.run(id, kind, chosen.id),
  });
  return (
    <>
      <label for={selectId}>{ui.field}</label>
      <select
        id={selectId}
        value={chosen.id}
        disabled={isRunning}
        onChange={(event) => ctx.choose(id, event.currentTarget.value)}
      >
        {can.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
      <p class="note">{ui.oneFieldHint}</p>
      <div class="buttons">
        {commandButton(ctx, { ...button('backfill_dry_run', ui.dryRun), isOff: isRunning })}
        {isOn &&
          twoStep(
            ctx,
            { ...button('backfill', ui.backfill), isOff: isRunning || !isSeen },
            ui.backfillSure,
            ui.backfillYes,
          )}
        {commandNews(ctx, [runKey(id, 'backfill'), runKey(id, 'backfill_dry_run')], '')}
      </div>
    </>
  );
}
