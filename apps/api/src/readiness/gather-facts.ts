import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { IncidentLog, ObservationLog, SpeedLog, StoredIncident } from '../health/ports.ts';
import { driftOf } from '../map/compare/drift.ts';
import type { RolloutLog } from '../rollout/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { DAYS, MINUTE_MS, oldest } from './evidence.ts';
import type { ConnectionFact, MapRemark, Practice, ReadinessFacts, SecretFacts } from './facts.ts';
import type { EvidenceLog } from './ports.ts';
import { readinessOf } from './score.ts';

/** Where facts come from: stores of ours, and what only the composition knows. */
export interface ReadinessPorts {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly evidence: EvidenceLog;
  readonly observations: Pick<ObservationLog, 'since'>;
  readonly speeds: Pick<SpeedLog, 'sloHours'>;
  readonly incidents: Pick<IncidentLog, 'current'>;
  readonly rollouts: Pick<RolloutLog, 'find' | 'steps'>;
  /** The map's files, checked now. */
  remarks(signal: AbortSignal): Promise<readonly MapRemark[]>;
  /** One for each connector of the map. */
  connections(): readonly ConnectionFact[];
  vendorPages(): readonly VendorReport[];
  secrets(signal: AbortSignal): Promise<SecretFacts>;
  publicUrl(): string | undefined;
  /** Undefined where nobody tells us of backups. */
  backup(signal: AbortSignal): Promise<ReadinessFacts['backup']>;
  now(): number;
}

const SEEN_DAYS = 7;
/** At least; what is done more seldom is looked for over twice its pace. */
const SIGNALS_MS = 60 * MINUTE_MS;
const AGENTS_DAYS = 30;
const PRACTICE_DAYS = 90;
const MAX_PRACTICES = 5;
const MAX_STEPS = 200;

/** Readiness as it stands now, worked out anew. */
export const createReadiness =
  (ports: ReadinessPorts) =>
  async (signal: AbortSignal): Promise<Readiness> =>
    readinessOf(await gatherFacts(ports, signal));

export async function gatherFacts(ports: ReadinessPorts, signal: AbortSignal): Promise<ReadinessFacts> {
  const { tenant, map, evidence } = ports;
  const nowMs = ports.now();
  const ago = (ms: number) => new Date(nowMs - ms).toISOString();
  const { probes, canary } = map.health;
  const signalsMs = Math.max(SIGNALS_MS, 2 * probes.quietMs, 2 * (canary?.everyMs ?? 0));
  const [seen, signals, people, chosen, given] = await Promise.all([
    ports.observations.since(tenant, nowMs - DAYS(SEEN_DAYS - 1)),
    Promise.all([
      evidence.deliveries(tenant),
      evidence.askedAt(tenant, nowMs - signalsMs),
      evidence.canary(tenant, nowMs - signalsMs),
      evidence.webhookAt(tenant),
      ports.speeds.sloHours(tenant, nowMs - DAYS(map.health.slo.days)),
    ]),
    Promise.all([
      evidence.ticketsByAgent(tenant, ago(DAYS(AGENTS_DAYS))),
      evidence.ownerToldAt(tenant),
      practicesOf(ports, ago(DAYS(PRACTICE_DAYS)), nowMs),
    ]),
    Promise.all([ports.rollouts.find(tenant), ports.rollouts.steps(tenant, MAX_STEPS)]),
    Promise.all([ports.remarks(signal), ports.secrets(signal), ports.backup(signal)]),
  ]);
  const [delivered, askedAt, canaryWords, webhookAt, hours] = signals;
  const [ticketsByAgent, ownerToldAt, practices] = people;
  const [stored, steps] = chosen;
  const [remarks, secrets, backup] = given;
  const wrong = canaryWords.filter(({ isRight }) => !isRight).map(({ at }) => at);
  return {
    ...{ nowMs, map, remarks, delivered, secrets, webhookAt, askedAt, backup, ticketsByAgent, practices, ownerToldAt },
    connections: ports.connections(),
    drift: driftOf(map, { days: SEEN_DAYS, all: seen }),
    fieldsShown: seen.reduce((sum, { kind, count }) => (kind === 'field' ? sum + count : sum), 0),
    publicUrl: ports.publicUrl(),
    canary: {
      rightAt: oldest(canaryWords.filter(({ isRight }) => isRight).map(({ at }) => at)),
      wrongAt: wrong.sort().at(-1),
    },
    vendorPages: ports.vendorPages(),
    slo: {
      total: hours.reduce((sum, { total }) => sum + total, 0),
      kept: hours.reduce((sum, { kept }) => sum + kept, 0),
    },
    rollout: stored && { ...stored, steps },
  };
}

/** Newest first. An outage that was only announced while it was under way is no practice. */
async function practicesOf({ tenant, incidents, evidence }: ReadinessPorts, since: string, nowMs: number) {
  const all = await incidents.current(tenant, since);
  const declared = all.filter(({ timeline: [first] }) => first?.kind === 'opened' && first.state === 'maintenance');
  return Promise.all(
    declared.slice(0, MAX_PRACTICES).map(async (incident): Promise<Practice> => {
      const until = incident.closedAt ?? new Date(nowMs).toISOString();
      return {
        ...{
          id: incident.id,
          system: incident.system,
          at: incident.openedAt,
          acknowledgedBy: acknowledgedBy(incident),
        },
        seenBy: await evidence.agentsBetween(tenant, incident.openedAt, until),
      };
    }),
  );
}

const acknowledgedBy = ({ timeline }: StoredIncident): string | undefined =>
  timeline.flatMap((entry) => (entry.kind === 'acknowledged' ? [entry.by] : []))[0];
