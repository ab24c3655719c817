import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { QueueName } from '@sidelight/shared/jobs/jobs-report.ts';
import type { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import type { Area } from '@sidelight/shared/setup/area.ts';
import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { CriterionName } from '@sidelight/shared/setup/breach.ts';
import type { Claim } from '@sidelight/shared/setup/claim.ts';
import type { ConnectionStanding, InputLabel, MappedField, RawName } from '@sidelight/shared/setup/connection.ts';
import type { Finding } from '@sidelight/shared/setup/finding.ts';
import type { Phase } from '@sidelight/shared/setup/phase.ts';
import type { RollbackCriteria, Watched } from '@sidelight/shared/setup/rollout.ts';
import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { RolloutChange, StepReason, WhoIsLeft } from '@sidelight/shared/setup/step-reason.ts';
import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import type { WebhookStanding } from '@sidelight/shared/setup/webhook.ts';
import type { Pair } from './status-words.ts';

type Told<T extends string, S = string> = Readonly<Record<T, S>>;
type Unusable = Extract<ConnectionStanding, { kind: 'unusable' }>['reason'];
type NotPossible = Extract<WebhookStanding, { kind: 'not_possible' }>['reason'];
type Sample = Extract<InputLabel, { kind: 'sample' }>;

/** What is wrong, and what to do about it. */
export interface FailureWords {
  readonly reason: string;
  readonly remedy: string;
}

/** What readiness checks and finds. */
export interface ReadinessSentences {
  readonly claim: Told<Claim['code']>;
  /** Who looked. */
  readonly foundBy: Told<Claim['code']>;
  readonly found: Told<Finding['code'], string | Pair>;
  readonly remedy: Told<Claim['code']>;
  /** Where what was found asks for something else than the claim. */
  readonly remedyOf: Told<'no_critical_workflow' | 'too_little_shown'>;
}

/**
 * A sentence for every code the API sends an admin: a new one does not compile until somebody has found words for it
 * in each language. `{name}` stands for the code's parameter of that name; a pair is for a `count` of one and of many.
 */
export interface SetupSentences extends ReadinessSentences {
  /** Which of a vendor's texts. */
  readonly language: keyof VendorText;
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
  readonly blocker: Told<Blocker['code']>;
  readonly breach: Told<CriterionName>;
  readonly stepReason: Told<StepReason['code']>;
  readonly change: Told<RolloutChange>;
  readonly whoIsLeft: Told<WhoIsLeft>;
  /** `{vendor}` is who was asked. What only a vendor's form knows comes in words. */
  readonly failure: Told<Exclude<SetupFailure['code'], 'vendor'>, FailureWords>;
  readonly sample: string;
  readonly sampleAbout: Told<Sample['about']>;
  readonly sampleBy: Told<Sample['by']>;
  /** Names that were left out. */
  readonly andMore: string;
  /** Between two breaches. */
  readonly and: string;
}
