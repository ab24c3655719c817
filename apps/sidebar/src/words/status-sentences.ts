import type { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { Incident, IncidentState } from '@sidelight/shared/health/incident.ts';
import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { VendorReport } from '@sidelight/shared/health/vendor-report.ts';
import type { PictureNode } from '@sidelight/shared/map/picture.ts';
import type { Priority } from '@sidelight/shared/map/workflow.ts';

/** `wrong`: it answers, and gives wrong values. `not_connected`: nobody has connected it. */
type State = SystemHealth['state'] | IncidentState | 'wrong' | 'not_connected';
type Told<T extends string> = Readonly<Record<T, string>>;

/** A word for every state the API can name: a new one does not compile until somebody has found words for it. */
export interface StatusSentences {
  /** First %: the system. Second: since when, or until when. */
  readonly overall: Told<State>;
  readonly state: Told<State>;
  readonly vendor: Told<VendorReport['state']>;
  readonly alert: Told<NonNullable<Incident['alert']>['state']>;
  /** Why an alert has not arrived. */
  readonly why: Told<AlertFailure>;
  readonly priority: Told<Priority>;
  /** What calls are made for. */
  readonly work: Told<WorkKind>;
  readonly unmarked: Told<UnmarkedTicket['reason']>;
  readonly kind: Told<PictureNode['kind']>;
}
