import type { LetterPage, ReviewItem, RuleChange } from '@sidelight/shared/sync/review.ts';
import type { ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import type {
  DecideRefusal,
  FieldPatchRequest,
  ProposalPage,
  RuleApplyAnswer,
  RulePatchAnswer,
  RuleRefusal,
  SyncCommandAnswer,
} from '@sidelight/shared/sync/sync-request.ts';
import type { Answer, Refusal } from '../status/client.ts';
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
  readonly patch: PatchDraft;
}

/** A field that is about to be added to the map. */
export interface FieldDraft extends FieldPatchRequest {
  readonly patch: PatchDraft;
}

/** A change of the map, as far as it has come. */
export type PatchDraft =
  | { readonly state: 'reading' | 'applying' | 'done' }
  | { readonly state: 'failed'; readonly refusal: Refusal }
  | { readonly state: 'refused'; readonly why: RuleRefusal }
  | { readonly state: 'shown'; readonly text: string; readonly base: string; readonly canApply: boolean };

export function patchOf(answer: Answer<RulePatchAnswer>): PatchDraft {
  if (!answer.ok) return { state: 'failed', refusal: answer.refusal };
  const { value } = answer;
  if (value.kind === 'refused') return { state: 'refused', why: value.why };
  return { state: 'shown', text: value.patch, base: value.base, canApply: value.canApply };
}

export function patchOfApply(answer: Answer<RuleApplyAnswer>): PatchDraft {
  if (!answer.ok) return { state: 'failed', refusal: answer.refusal };
  return answer.value.kind === 'done' ? { state: 'done' } : { state: 'refused', why: answer.value.why };
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
  /** Fields that both sides have and the map has not, as far as they were asked for. */
  readonly proposals: Loaded<ProposalPage> | undefined;
  readonly field: FieldDraft | undefined;
  /** The field of a kind of record that is to be compared by itself. */
  readonly chosen: ReadonlyMap<string, string>;
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
  proposals: undefined,
  field: undefined,
  chosen: new Map(),
  command: undefined,
  asked: undefined,
  focus: undefined,
};
