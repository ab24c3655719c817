import type { SyncRule } from '@sidelight/shared/map/sync.ts';
import type { Canon, Side } from './canonical/canon.ts';

/** How the values of one field compare, each side by what it can keep of them. Pure. */
export interface Comparison {
  /** Whether `seen` is all that this side can hold of `value`. */
  isSame(side: Side, value: Canon, seen: Canon): boolean;
  /** The fuller of two values that are the same as far as each side can hold them. */
  merge(left: Canon, right: Canon): Canon | undefined;
}

export type FieldPolicy =
  /** `sidelight`: it is worked out by us, and neither side's to edit. */
  | { readonly kind: 'owned'; readonly owner: Side | 'sidelight'; readonly foreignEdit: 'revert' | 'show' }
  | { readonly kind: 'shared'; readonly rule: SyncRule; readonly windowMs: number };

/** What the map says of one field, ready to decide by. */
export interface FieldRule {
  readonly policy: FieldPolicy;
  readonly nulls: 'propagate' | 'keep';
  /** Whose value counts where both hold one and never agreed. */
  readonly first: Side | 'review';
  /** The value that says that somebody wants no advertising: only a person turns it into anything else. */
  readonly no?: Canon;
  readonly breaker: { readonly rounds: number; readonly withinMs: number };
  readonly compare: Comparison;
}

/** How far the sides' clocks are ahead of ours, and how sure of that we are. */
export interface Clocks {
  readonly aheadMs: Readonly<Record<Side, number>>;
  readonly uncertaintyMs: number;
}
