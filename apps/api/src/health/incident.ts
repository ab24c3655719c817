import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { IncidentEntry, IncidentState } from '@sidelight/shared/health/incident.ts';
import type { StoredIncident } from './ports.ts';

/** What an incident's timeline adds up to. */
export interface IncidentNow {
  readonly state: IncidentState;
  readonly reason: Reason | undefined;
  readonly since: string;
  /** Planned end of the maintenance that is on, or when a lead expects it to be over, until that has passed. */
  readonly until: string | undefined;
  /** Who takes care of it. */
  readonly assigned: string | undefined;
  /** The last one that was written. */
  readonly note: { readonly by: string; readonly text: string } | undefined;
  readonly acknowledged: { readonly at: string; readonly by: string } | undefined;
  readonly hasAnswersChecked: boolean;
  readonly atRisk: number;
}

/** Folds a timeline. Pure: what anybody was shown at any time can be worked out again. */
export function incidentNow({ timeline, openedAt }: Pick<StoredIncident, 'timeline' | 'openedAt'>): IncidentNow {
  const first: IncidentNow = {
    state: 'degraded',
    reason: undefined,
    since: openedAt,
    until: undefined,
    assigned: undefined,
    note: undefined,
    acknowledged: undefined,
    hasAnswersChecked: false,
    atRisk: 0,
  };
  return timeline.reduce(fold, first);
}

const NOTHING_SAID = { until: undefined, assigned: undefined, note: undefined, acknowledged: undefined };

function fold(now: IncidentNow, entry: IncidentEntry): IncidentNow {
  switch (entry.kind) {
    case 'opened':
      return { ...now, state: entry.state, reason: entry.reason, since: entry.at };
    case 'changed':
      return {
        ...{ ...now, state: entry.state, reason: entry.reason },
        // What was said of a maintenance is no word on the outage that follows it.
        ...(now.state === 'maintenance' && NOTHING_SAID),
      };
    case 'assigned':
      return { ...now, assigned: entry.to };
    case 'note':
      return { ...now, note: { by: entry.by, text: entry.text } };
    case 'expected':
      return { ...now, until: entry.until };
    case 'overdue':
      return { ...now, until: undefined };
    case 'maintenance':
      return { ...now, state: 'maintenance', reason: undefined, until: entry.until };
    case 'acknowledged':
      return { ...now, acknowledged: { at: entry.at, by: entry.by } };
    case 'answers_checked':
      return { ...now, hasAnswersChecked: true, atRisk: entry.differing };
    case 'closed':
      return { ...now, until: undefined };
    default:
      return now;
  }
}
