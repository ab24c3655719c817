import type { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { StatusReport } from '@sidelight/shared/health/status-report.ts';
import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { VendorBudget } from '@sidelight/shared/health/vendor-budget.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { REOPEN_WITHIN_MS } from './answers.ts';
import { add, type Buckets, countOf, percentile } from './buckets.ts';
import { FRAME_MS } from './frame-age.ts';
import type { Plan, PresenceLog, SpeedKind, SpeedLog } from './ports.ts';
import { dayIn, sloOf } from './slo.ts';
import type { HealthSnapshot } from './snapshot.ts';
import type { StatusBoard } from './status.ts';
import type { Reader } from './status-view.ts';

export interface ReportDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly board: StatusBoard;
  readonly snapshot: HealthSnapshot;
  readonly speeds: SpeedLog;
  readonly presence: PresenceLog;
  isConnected(system: string): boolean;
  /** Stored rows that could not be read, as of now. */
  damaged(): Promise<number>;
  /** Tickets that could not be marked since then. */
  unmarked(since: string): Promise<readonly UnmarkedTicket[]>;
  planned(): Promise<readonly Plan[]>;
  answers(incidentId: string, locale: string): Promise<AnswersAtRisk | undefined>;
  budgets(): Promise<VendorBudget[]>;
  now(): number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Incidents that are looked at for answers at risk, and so many of those are listed. */
const MAX_RISKY = 20;
const MAX_RISKS = 100;

/** The whole picture for leads: what is open, what was, how fast, and whether the SLO is met. */
export function createReport(given: ReportDeps) {
  const { tenant, map, board, snapshot, speeds, presence, damaged, unmarked, budgets, now } = given;
  /** Answered ones first, and of those the newest incident's. */
  async function risksOf(recent: readonly Incident[], locale: string): Promise<StatusReport['risks']> {
    const risky = recent.filter(({ atRisk = 0 }) => atRisk > 0).slice(0, MAX_RISKY);
    const all = await Promise.all(
      risky.map(async ({ id }) =>
        ((await given.answers(id, locale))?.tickets ?? []).map((ticket) => ({ ...ticket, incidentId: id })),
      ),
    );
    return (
      all
        .flat()
        .filter(({ handled }) => handled === undefined || now() - Date.parse(handled.at) < REOPEN_WITHIN_MS)
        // What is handled stays in sight for as long as that can be taken back.
        .sort(
          (a, b) =>
            Number(Boolean(a.handled)) - Number(Boolean(b.handled)) || Number(b.wasAnswered) - Number(a.wasAnswered),
        )
        .slice(0, MAX_RISKS)
    );
  }
  return async (reader: Reader, zone = 'UTC'): Promise<StatusReport> => {
    const nowMs = now();
    const { days } = map.health.slo;
    const [rows, hours, frames, recent, notMarked, planned, vendorBudgets] = await Promise.all([
      speeds.since(tenant, nowMs - HOUR_MS),
      speeds.sloHours(tenant, nowMs - (days + 1) * DAY_MS),
      presence.all(tenant, FRAME_MS),
      board.recent(reader),
      unmarked(new Date(nowMs - 7 * DAY_MS).toISOString()),
      given.planned(),
      budgets(),
    ]);
    const merged = (kind: SpeedKind, name: string) =>
      rows
        .filter((row) => row.kind === kind && row.name === name)
        .reduce<Buckets>((all, row) => add(all, row.buckets), []);
    const speed = (buckets: Buckets) => ({
      calls: countOf(buckets),
      p50Ms: percentile(buckets, 0.5),
      p95Ms: percentile(buckets, 0.95),
    });
    const names = (system: string) => say(ownValue(map.systems, system)?.name ?? system, reader.locale);
    const read = Object.values(map.systems).flatMap((spec) =>
      Object.keys(spec.reads).map((id) => ({ id, system: spec.system, took: merged('read', id) })),
    );
    return {
      ...board.read(reader),
      notConnected: Object.keys(map.systems).filter((system) => !given.isConnected(system)),
      agentsOnline: new Set(frames.map((frame) => frame.agentId)).size,
      openTickets: new Set(frames.flatMap((frame) => frame.ticketId ?? [])).size,
      latency: Object.keys(map.systems).map((system) => ({
        ...{ system, name: names(system) },
        ...speed(merged('call', system)),
      })),
      waterfall: read
        .filter(({ took }) => countOf(took) > 0)
        .map(({ id, system, took }) => ({
          ...{ read: id, system, name: names(system) },
          ...{ startMs: percentile(merged('start', id), 0.5), ...speed(took) },
        }))
        .sort((a, b) => a.startMs - b.startMs || a.p50Ms - b.p50Ms),
      slo: sloOf(map.health.slo, hours, nowMs, dayIn(zone)),
      vendors: [...snapshot.known().vendors],
      budgets: vendorBudgets,
      planned: planned.map((plan) => ({ ...plan, name: names(plan.system) })),
      risks: await risksOf(recent, reader.locale),
      recent,
      unmarked: [...notMarked],
      // After everything else has been read.
      damaged: await damaged(),
    };
  };
}
