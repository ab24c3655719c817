import type { ObjectStanding, RunKind } from '@sidelight/shared/sync/sync-report.ts';
import { runKey, switchKey } from '../../model/sync/ids.ts';
import { commandButton, commandNews, twoStep } from './command.tsx';
import type { ReportContext } from './context.ts';
import { told } from './told.ts';

const KINDS = ['dry_run', 'compare', 'approved'] as const;

/** What an admin does about one kind of record, and what it means. */
export function switchPart(of: ObjectStanding, ctx: ReportContext) {
  const { say, report, isAdmin } = ctx;
  const { ui } = say;
  const { id, isOn, obstacle, obstacleSide, run } = of;
  const system = obstacleSide ? report.systems[obstacleSide] : '';
  const isNamed = obstacle && (!isOn || obstacle === 'not_connected' || obstacle === 'no_right_to_write');
  const needed = isNamed ? told(say.obstacle[obstacle], report, { system }) : undefined;
  if (!isAdmin) return needed ? <p class="note">{needed}</p> : null;
  const isRunning = run !== undefined && run.state !== 'done' && run.state !== 'failed';
  const canRun = obstacle !== 'not_in_map' && obstacle !== 'not_connected';
  const isHeldBack = isOn && run?.kind !== 'dry_run' && run?.result?.refused != null;
  const button = (kind: RunKind, words: string) => ({
    ...{ key: runKey(id, kind), words, about: of.label, isOff: isRunning || !canRun },
    run: () => ctx.run(id, kind),
  });
  const onOff = { key: switchKey(id), about: of.label, run: () => ctx.switchTo(id, !isOn) };
  return (
    <>
      {needed && <p class="todo">{needed}</p>}
      <div class="buttons">
        {commandButton(ctx, {
          ...button('dry_run', ui.dryRun),
          isMain: obstacle === 'no_dry_run' || obstacle === 'old_dry_run',
        })}
        {isOn && twoStep(ctx, button('compare', ui.compare), ui.compareSure, ui.compareYes)}
        {isHeldBack && twoStep(ctx, button('approved', ui.approve), ui.approveSure, ui.approveYes)}
        {isOn
          ? twoStep(ctx, { ...onOff, words: ui.switchOff }, ui.switchOffSure, ui.switchOffYes)
          : twoStep(
              ctx,
              { ...onOff, words: ui.switchOn, isOff: obstacle !== undefined },
              ui.switchOnSure,
              ui.switchOnYes,
            )}
        {commandNews(ctx, [onOff.key, ...KINDS.map((kind) => runKey(id, kind))], '')}
      </div>
    </>
  );
}
