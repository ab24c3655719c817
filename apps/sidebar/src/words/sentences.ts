import type { Evidence } from '@sidelight/shared/context/customer.ts';
import type { Unlinked } from '@sidelight/shared/context/field.ts';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Trouble } from '../model/state.ts';

/** What is so, and what to do about it. */
export interface Advice {
  readonly say: string;
  readonly next: string;
}

/** A sentence for every state there is: a new one does not compile until somebody has found words for it. */
export interface CommonSentences {
  /** % is the system that could not be asked or believed. */
  readonly reasons: Readonly<Record<Reason, string>>;
  /** What became of the answer as a whole. */
  readonly trouble: Readonly<Record<Exclude<Trouble['kind'], 'refused'>, string>>;
}

/** The pages for leads can say at once why they were refused. */
export interface BasicSentences extends CommonSentences {
  readonly problems: Readonly<Record<ProblemCode, string>>;
}

export interface Sentences extends CommonSentences {
  /** Why there is nothing to ask with. */
  readonly unlinked: Readonly<Record<Unlinked, string>>;
  /** How we know, as the end of "Matched by …". */
  readonly evidence: Readonly<Record<Evidence, string>>;
}
