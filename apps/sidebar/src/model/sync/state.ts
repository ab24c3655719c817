import type { LetterPage, ReviewItem, RuleChange } from '@sidelight/shared/sync/review.ts';
import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import type { DecideRefusal, RuleRefusal, SyncCommandAnswer } from '@sidelight/shared/sync/sync-request.ts';
import type { Refusal } from '../status/client.ts';
import type { Loaded } from '../status/state.ts';

/** What somebody has just done. `key` is the button's. */
export type SyncCommand = { readonly key: string } & (
  | { readonly state: 'sending' }
  | { readonly state: 'done'; readonly count?: number }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'stopped'; readonly why: Extract<SyncCommandAnswer, { kind: 'refused' }>['why'] }
  | { readonly state: 'undecided'; readonly refusals: readonly DecideRefusal[] }
);

/** A rule that is being made from an item. */
export interface RuleDraft {
  readonly itemId: string;
  readonly change: RuleChange;
  readonly patch:
    | { readonly state: 'reading' | 'applying' | 'done' }
    | { readonly state: 'failed'; readonly refusal: Refusal }
    | { readonly state: 'refused'; readonly why: RuleRefusal }
    | { readonly state: 'shown'; readonly text: string; readonly base: string; readonly canApply: boolean };
}

export interface ReviewFilter {
  readonly object?: string | undefined;
  readonly why?: ReviewWhy | undefined;
}

export interface SyncState {
  readonly report: SyncReport | undefined;
  /** Why the last reading failed. What was read before stays, unless it may not be read any more. */
  readonly refusal: Refusal | undefined;
  /** As far as they were asked for. */
  readonly items: readonly ReviewItem[] | undefined;
  readonly next: string | undefined;
  readonly decided: readonly ReviewItem[];
  readonly filter: ReviewFilter;
  readonly selected: ReadonlySet<string>;
  /** Letters that are unfolded, by kind of record and reason. */
  readonly letters: ReadonlyMap<string, Loaded<LetterPage>>;
  /** The item a value is typed for, and what was typed. */
  readonly typed: { readonly itemId: string; readonly text: string } | undefined;
  readonly rule: RuleDraft | undefined;
  readonly command: SyncCommand | undefined;
  /** Key of the command that waits to be confirmed. */
  readonly asked: string | undefined;
  /** Id of the element the keyboard goes to after the next drawing. */
  readonly focus: string | undefined;
}

export const firstSync: SyncState = {
  report: undefined,
  refusal: undefined,
  items: undefined,
  next: undefined,
  decided: [],
  filter: {},
  selected: new Set(),
  letters: new Map(),
  typed: undefined,
  rule: undefined,
  command: undefined,
  asked: undefined,
  focus: undefined,
};
