import type { SideStanding, ObjectStanding as Stands, SyncRunView } from '@sidelight/shared/sync/sync-report.ts';
import type { Lag, LetterCount } from '../../store/sync-overview.ts';
import type { SyncRun } from '../../store/sync-runs.ts';
import type { Side } from '../canonical/canon.ts';
import type { DeskFields, Reader } from './fields-of.ts';
import type { MaySwitchOn } from './may-switch-on.ts';
import type { ObjectStanding } from './standing.ts';

export interface ReportDeps {
  readonly fields: DeskFields;
  readonly reader: Reader;
  readonly nowMs: number;
  readonly lags: readonly Lag[];
  readonly letters: readonly LetterCount[];
  /** The CRM's webhooks tell of changes. */
  readonly isTold: boolean;
  /** For how long somebody has been at work: before that little was asked. */
  readonly atWorkForMs: number;
  readonly dryRuns: readonly { readonly object: string; readonly at: string }[];
  isConnected(object: string): boolean;
  aheadMs(object: string, side: Side): number | undefined;
}

/**
 * While somebody is at work the CRM is asked every quarter of a minute, where its webhooks tell of changes every ten
 * minutes, and the helpdesk every minute: several times that is late.
 */
const LATE_MS: Readonly<Record<Side, number>> = { left: 120_000, right: 300_000 };
const TOLD_LATE_MS = 1_500_000;

/** How one kind of record stands, for a page. */
export function objectReport(deps: ReportDeps, standing: ObjectStanding, may: MaySwitchOn): Stands {
  const { fields, reader } = deps;
  const { object, switched, records, items, dead, erased, lastRun } = standing;
  const obstacle = obstacleOf(deps, standing, may);
  const dryRun = deps.dryRuns.find((one) => one.object === object);
  return {
    ...{ id: object, label: fields.objectLabel(object, reader), isOn: switched?.isOn ?? false },
    ...(switched && { switchedBy: switched.setBy, switchedAt: switched.setAt }),
    ...(obstacle && { obstacle }),
    sides: { left: sideReport(deps, standing, 'left'), right: sideReport(deps, standing, 'right') },
    ...{ linked: records?.linked ?? 0, held: records?.held ?? 0, erased },
    reviews: items ?? { open: 0, blocking: 0, overdue: 0 },
    letters: dead.map(({ reason, n }) => ({ reason, count: n, fields: fieldsOf(deps, object, reason) })),
    ...(lastRun && { run: runView(lastRun, fields, reader) }),
    ...(dryRun && { dryRunAt: dryRun.at }),
  };
}

function obstacleOf(
  { isConnected }: ReportDeps,
  { object, isInMap }: ObjectStanding,
  { kind }: MaySwitchOn,
): Stands['obstacle'] {
  if (!isInMap) return 'not_in_map';
  if (!isConnected(object)) return 'not_connected';
  return kind === 'no_dry_run' || kind === 'old_dry_run' ? kind : undefined;
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
  const lateMs = side === 'left' && isTold ? TOLD_LATE_MS : LATE_MS[side];
  const lastMs = Math.max(Date.parse(readAt ?? '') || 0, Date.parse(switched?.setAt ?? '') || 0);
  return {
    ...(readAt !== undefined && { readAt }),
    isLate: (switched?.isOn ?? false) && Math.min(nowMs - lastMs, atWorkForMs) > lateMs,
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

function runView(run: SyncRun, fields: DeskFields, reader: Reader): SyncRunView {
  const { id, object, kind, state, progress, result, reason, askedBy, askedAt, endedAt } = run;
  const writes = Object.entries(result?.writes ?? {}).map(([field, of]) => ({
    ...{ field, label: fields.fieldLabel(object, field, reader), left: of.left, right: of.right },
  }));
  return {
    ...{ id, kind, state, askedBy, askedAt },
    ...(progress && { progress }),
    ...(result && {
      result: { ...result, writes: writes.toSorted((a, b) => b.left + b.right - (a.left + a.right)) },
    }),
    ...(reason !== undefined && { reason }),
    ...(endedAt !== undefined && { endedAt }),
  };
}
