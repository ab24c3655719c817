import type { Customer, Evidence } from '@sidelight/shared/context/customer.ts';
import type { Unlinked } from '@sidelight/shared/context/field.ts';
import type { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Trouble } from '../model/state.ts';
import type { basicEn } from './basic-en.ts';
import type { en } from './en.ts';

/** What is so, and what to do about it. */
interface Advice {
  readonly say: string;
  readonly next: string;
}

/** A sentence for every state there is: a new one does not compile until somebody has found words for it. */
export interface BasicSentences {
  /** % is the system that could not be asked or believed. */
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly problems: Readonly<Record<ProblemCode, string>>;
  /** What became of the answer as a whole. */
  readonly trouble: Readonly<Record<Exclude<Trouble['kind'], 'refused'>, string>>;
}

export interface Sentences extends BasicSentences {
  /** Why there is nothing to ask with. */
  readonly unlinked: Readonly<Record<Unlinked, string>>;
  readonly customer: Readonly<Record<Exclude<Customer['state'], 'linked'>, Advice>>;
  /** How we know, as the end of "Matched by …". */
  readonly evidence: Readonly<Record<Evidence, string>>;
}

/** What the pages for leads say with the sidebar's words. */
export interface BasicWords extends BasicSentences {
  readonly ui: Readonly<Record<keyof (typeof basicEn)['ui'], string>>;
}

/**
 * Every word the sidebar itself says, in one language; labels, fallbacks and titles are the map's.
 * English decides which there are, and the compiler holds the other languages to it.
 */
export interface Words extends Sentences {
  readonly ui: Readonly<Record<keyof (typeof en)['ui'], string>>;
}

/** Puts the values in where the percent signs are. */
export const fill = (text: string, ...values: readonly string[]): string => {
  let next = 0;
  return text.replaceAll('%', () => values[next++] ?? '');
};
