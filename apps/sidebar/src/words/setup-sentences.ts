import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { QueueName } from '@sidelight/shared/jobs/jobs-report.ts';
import type { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import type { ConnectionStanding, MappedField, RawName } from '@sidelight/shared/setup/connection.ts';
import type { Area } from '@sidelight/shared/setup/readiness.ts';
import type { Phase, RollbackCriteria, Watched } from '@sidelight/shared/setup/rollout.ts';
import type { WebhookStanding } from '@sidelight/shared/setup/webhook.ts';

type Told<T extends string> = Readonly<Record<T, string>>;
type Unusable = Extract<ConnectionStanding, { kind: 'unusable' }>['why'];
type NotPossible = Extract<WebhookStanding, { kind: 'not_possible' }>['why'];

/** A word for every state the API can name: a new one does not compile until somebody has found words for it. */
export interface SetupSentences {
  readonly health: Told<SystemHealth['state']>;
  readonly unusable: Told<Unusable>;
  readonly field: Told<MappedField['state']>;
  readonly raw: Told<RawName['state']>;
  readonly notPossible: Told<NotPossible>;
  readonly area: Told<Area>;
  readonly phase: Told<Phase>;
  readonly phaseFor: Told<Phase>;
  readonly toPhase: Told<Phase>;
  readonly saveTo: Told<Phase>;
  readonly canBegin: Told<Phase>;
  readonly backTo: Told<Phase>;
  readonly queue: Told<QueueName>;
  readonly jobReason: Told<ReasonClass>;
  readonly watched: Told<Watched['criterion']>;
  readonly criterion: Told<keyof RollbackCriteria>;
}
