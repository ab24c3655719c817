import type { FieldAside, SideStanding, ObjectStanding as Stands } from '@sidelight/shared/sync/sync-report.ts';
import type { Lag, LetterCount } from '../../store/sync-overview.ts';
import type { UnpairedStore } from '../../store/sync-unpaired.ts';
import type { Side } from '../canonical/canon.ts';
import type { Sample } from '../sample.ts';
import { isLate } from './is-late.ts';
import type { MaySwitchOn } from './may-switch-on.ts';
import { type RunViewDeps, runView } from './run-view.ts';
import type { ObjectStanding } from './standing.ts';

export interface ReportDeps extends RunViewDeps {
  readonly nowMs: number;
  readonly lags: readonly Lag[];
  readonly letters: readonly LetterCount[];
  /** The CRM's webhooks tell of changes. */
  readonly isTold: boolean;
  /** For how long somebody has been at work: before that little was asked. */
  readonly atWorkForMs: number;
  readonly unpaired: Awaited<ReturnType<UnpairedStore['totals']>>;
  readonly dryRuns: readonly { readonly object: string; readonly at: string }[];
  /** Of dry runs that are over, by the run. */
  readonly samples: ReadonlyMap<string, Sample>;
  isConnected(object: string): boolean;
  aheadMs(object: string, side: Side): number | undefined;
}

/** How one kind of record stands, for a page. */
export function objectReport(
  deps: ReportDeps,
  standing: ObjectStanding,
  may: MaySwitchOn,
  readOnly: Side | undefined,
): Stands {
  const { fields, reader, samples } = deps;
  const { object, switched, records, items, dead, erased, notes, lastRun, lastFieldRun } = standing;
  const obstacle = obstacleOf(deps, standing, may, readOnly);
  const dryRun = deps.dryRuns.find((one) => one.object === object);
  const unpaired = deps.unpaired.find((one) => one.object === object);
  return {
    ...{ id: object, label: fields.objectLabel(object, reader), isOn: switched?.isOn ?? false },
    ...(switched && { switchedBy: switched.setBy, switchedAt: switched.setAt }),
    ...(obstacle && { obstacle }),
    ...(obstacle === 'no_right_to_write' && readOnly && { obstacleSide: readOnly }),
    sides: { left: sideReport(deps, standing, 'left'), right: sideReport(deps, standing, 'right') },
    ...{ linked: records?.linked ?? 0, held: records?.held ?? 0, erased },
    ...(notes && { notes }),
    ...(unpaired && { unpaired: unpaired.found }),
    reviews: items ?? { open: 0, blocking: 0, overdue: 0 },
    letters: dead.map(({ reason, n }) => ({ reason, count: n, fields: fieldsOf(deps, object, reason) })),
    ...(lastRun && { run: runView(deps, lastRun, samples.get(lastRun.id) ?? []) }),
    ...(lastFieldRun && { fieldRun: runView(deps, lastFieldRun, samples.get(lastFieldRun.id) ?? []) }),
    ...(dryRun && { dryRunAt: dryRun.at }),
    ...fieldsReport(deps, standing),
  };
}

/** Its fields, those that are set aside among them. */
function fieldsReport({ fields, reader }: ReportDeps, { object, aside, definitions }: ObjectStanding) {
  const labelOf = (field: string) => fields.fieldLabel(object, field, reader);
  const lookAt = (side: Side) => {
    const look = definitions.find((one) => one.side === side);
    return look && { [side]: { outcome: look.outcome, at: look.askedAt } };
  };
  const isAside = new Set(aside.filter(({ isReturning }) => !isReturning).map(({ field }) => field));
  return {
    fields: (fields.object(object)?.fields ?? [])
      .filter(({ isReplaced }) => !isReplaced)
      .map(({ id }) => ({ id, label: labelOf(id), mayBackfill: !isAside.has(id) })),
    aside: aside.map(
      ({ field, side, why, since, lost, isReturning }): FieldAside => ({
        ...{ field, label: labelOf(field), side, why, since, lost: [...lost], isReturning },
      }),
    ),
    definitions: { ...lookAt('left'), ...lookAt('right') },
  };
}

function obstacleOf(
  { isConnected }: ReportDeps,
  { object, isInMap }: ObjectStanding,
  { kind }: MaySwitchOn,
  readOnly: Side | undefined,
): Stands['obstacle'] {
  if (!isInMap) return 'not_in_map';
  if (!isConnected(object)) return 'not_connected';
  // Before the right to write, which is asked for once somebody has looked at what would be written.
  if (kind === 'no_dry_run' || kind === 'old_dry_run') return kind;
  return readOnly && 'no_right_to_write';
}

function fieldsOf({ letters, fields, reader }: ReportDeps, object: string, reason: string) {
  return letters
    .filter((one) => one.object === object && one.reason === reason)
    .map(({ field, side, n }) => ({ label: fields.fieldLabel(object, field, reader), side, count: n }));
}

function sideReport(
  { nowMs, lags, isTold, atWorkForMs, aheadMs }: ReportDeps,
  standing: ObjectStanding,
  side: Side,
): SideStanding {
  const { object, switched, records, looks, batches } = standing;
  const readAt = looks.find((look) => look.side === side)?.at;
  const waiting = records?.waiting[side];
  const lag = lags.find((one) => one.object === object && one.side === side);
  const ahead = aheadMs(object, side);
  const lastMs = Math.max(Date.parse(readAt ?? '') || 0, Date.parse(switched?.setAt ?? '') || 0);
  return {
    ...(readAt !== undefined && { readAt }),
    isLate: (switched?.isOn ?? false) && isLate(side, isTold, { unreadMs: nowMs - lastMs, atWorkForMs }),
    waiting: waiting?.records ?? 0,
    ...(waiting?.since !== undefined && { waitingSince: waiting.since }),
    underWay: batches.filter((batch) => batch.side === side).reduce((sum, batch) => sum + batch.records, 0),
    // Nobody can say how long it took while one clock is not known against the other.
    ...(lag &&
      ahead !== undefined && {
        lag: { p50Ms: Math.max(0, lag.p50 + ahead), p95Ms: Math.max(0, lag.p95 + ahead), edits: lag.edits },
      }),
  };
}
