import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createEvaluator, type Transition } from './evaluate.ts';
import type { IncidentLog, SignalLog, StoredIncident } from './ports.ts';

/** One step of a banner, as it was shown or as the signals say it should have been. */
export interface BannerStep {
  readonly at: string;
  readonly state: string;
  readonly reason: string | undefined;
}

export type Replay =
  | {
      readonly kind: 'replayed';
      readonly isSame: boolean;
      readonly shown: readonly BannerStep[];
      readonly again: readonly BannerStep[];
    }
  | { readonly kind: 'no_such_incident' }
  /** Declared by a person, or its signals have been deleted. */
  | { readonly kind: 'nothing_to_replay' };

const BATCH = 1000;

/** Runs an incident's recorded signals through the state machine once more. Reads only. */
export async function replayIncident(
  deps: { readonly signals: SignalLog; readonly incidents: IncidentLog },
  tenant: TenantId,
  id: string,
): Promise<Replay> {
  const incident = await deps.incidents.find(tenant, id);
  if (!incident) return { kind: 'no_such_incident' };
  const start = await deps.incidents.replayStart(tenant, id);
  const shown = incident.timeline.flatMap(stepOf);
  if (!start) return { kind: 'nothing_to_replay' };
  const { system } = incident;
  const evaluator = createEvaluator(tenant, {
    ...deps.signals,
    connections: async () =>
      start.histories.map((own) => ({ ...own, system, lastSignal: Math.max(0, start.firstSignal - 1) })),
    saveConnections: async () => {},
    after: async (who, after) => {
      const rows = await deps.signals.after(who, Math.max(after, start.firstSignal - 1), BATCH);
      return rows.filter(({ signal }) => signal.system === system);
    },
  });
  await evaluator.load();
  const edges: Transition[] = [];
  for (let isOver = false; !isOver; ) {
    const before = JSON.stringify(evaluator.connections().map((c) => c.lastSignal));
    for (const edge of await evaluator.learnNew()) {
      edges.push(edge);
      isOver ||= edge.state === 'ok';
      if (isOver) break;
    }
    isOver ||= before === JSON.stringify(evaluator.connections().map((c) => c.lastSignal));
  }
  const again = edges.map((edge, i) => stepOfEdge(edge, i === 0));
  return {
    kind: 'replayed',
    isSame: JSON.stringify(again) === JSON.stringify(withoutPeople(incident, shown)),
    shown,
    again,
  };
}

function stepOf(entry: IncidentEntry): BannerStep[] {
  if (entry.kind === 'opened' || entry.kind === 'changed') {
    return [{ at: entry.at, state: entry.state, reason: entry.reason }];
  }
  return entry.kind === 'closed' ? [{ at: entry.at, state: 'ok', reason: undefined }] : [];
}

function stepOfEdge({ state, reason, sinceMs, atMs }: Transition, isFirst: boolean): BannerStep {
  const at = new Date(isFirst ? sinceMs : atMs).toISOString();
  return { at, state, reason: state === 'ok' ? undefined : reason };
}

/** A lead's maintenance is not in the signals. */
const withoutPeople = ({ timeline }: StoredIncident, shown: readonly BannerStep[]): readonly BannerStep[] =>
  timeline.some((entry) => entry.kind === 'maintenance') ? shown.filter((step) => step.state !== 'maintenance') : shown;
