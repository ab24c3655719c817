/** A value as its vendor spells it. */
export type Wire = null | string | number | readonly string[];
export type Side = 'left' | 'right';

export type CaseEvent = { readonly at: string } & (
  | {
      readonly kind: 'change';
      readonly side: Side;
      readonly value: Wire;
      readonly version: string;
      readonly writer?: 'person' | 'form' | 'import' | 'workflow' | 'sidelight' | 'unknown';
      /** It follows from what came before: it cannot come first. */
      readonly isReply?: true;
    }
  /** The side was read: without the property where `value` is absent, with a history that says nothing. */
  | { readonly kind: 'poll'; readonly side: Side; readonly value?: Wire; readonly version: string }
  | { readonly kind: 'reconcile' }
  /** Both sides are read, and what was read is looked at later. */
  | { readonly kind: 'read_page' }
  | { readonly kind: 'apply_page' }
  | { readonly kind: 'resolve'; readonly choice: Side }
);

export interface Outcome {
  readonly toLeft?: readonly Wire[];
  readonly toRight?: readonly Wire[];
  readonly reviews?: readonly string[];
  readonly dead?: readonly string[];
  /** `agreed` is "none" while a person decides. */
  readonly final: { readonly left: Wire; readonly right: Wire; readonly agreed: null | string | readonly string[] };
}

export interface SyncCase {
  readonly title: string;
  /** The map's entry for the field. */
  readonly field: Readonly<Record<string, unknown>>;
  /** Absent: the two never agreed. */
  readonly agreed?: string | readonly string[];
  readonly left: Wire;
  readonly right: Wire;
  /** How far the CRM's clock is ahead. */
  readonly leftAheadMs?: number;
  readonly events: readonly CaseEvent[];
  readonly expected: Outcome;
  readonly alsoRight?: readonly Outcome[];
}
