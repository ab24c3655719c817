import type { Side } from '@sidelight/api/sync/canonical/canon.ts';
import type { FieldPolicy } from '@sidelight/api/sync/rule.ts';
import fc from 'fast-check';

export type Step =
  | {
      readonly kind: 'edit';
      readonly side: Side;
      readonly value: number;
      readonly writer: 'person' | 'customer' | 'workflow';
    }
  /** One of the events that wait, by its place; `again`: it will be delivered once more. */
  | { readonly kind: 'deliver'; readonly side: Side; readonly which: number; readonly again: boolean }
  | {
      readonly kind: 'send';
      readonly side: Side;
      /** `died`: our process ended after it was sent; `died_before`: before. `late`: it arrives after we gave it up. */
      readonly outcome: 'ok' | 'answer_lost' | 'not_arrived' | 'late' | 'refused' | 'died' | 'died_before';
    }
  /** The oldest event that waits never comes. */
  | { readonly kind: 'lose'; readonly side: Side }
  /** A late write arrives. */
  | { readonly kind: 'arrive'; readonly side: Side }
  | { readonly kind: 'wait'; readonly ms: number }
  /** Both sides are read; what was read is looked at when so many steps have gone by. */
  | { readonly kind: 'reconcile'; readonly after: number }
  /** The index that a side is read from lags: the next reading shows what stood there so many changes ago. */
  | { readonly kind: 'lag'; readonly side: Side; readonly back: number }
  | { readonly kind: 'resolve'; readonly pick: Side }
  | { readonly kind: 'undo' };

export interface Schedule {
  readonly policy: FieldPolicy;
  readonly nulls: 'propagate' | 'keep';
  readonly skewMs: Readonly<Record<Side, number>>;
  /** The skew has been measured; else all we know is that it is within ten minutes. */
  readonly isMeasured: boolean;
  /** The helpdesk's stamps are whole seconds. */
  readonly rightStepMs: number;
  /** The helpdesk sends no events for this field. */
  readonly isRightSilent: boolean;
  /** Both held the same when the story begins; else each its own, and they have not been compared. */
  readonly isMet: boolean;
  /** Something at the CRM changes whatever we write there. */
  readonly rewrites: boolean;
  readonly steps: readonly Step[];
}

export const sides = fc.constantFrom<Side>('left', 'right');
export const skew = fc.oneof(fc.constant(0), fc.integer({ min: -600_000, max: 600_000 }));
export const windowMs = 5000;
export const policies = fc.constantFrom<FieldPolicy>(
  { kind: 'owned', owner: 'left', foreignEdit: 'revert' },
  { kind: 'owned', owner: 'right', foreignEdit: 'revert' },
  { kind: 'owned', owner: 'left', foreignEdit: 'show' },
  { kind: 'shared', rule: 'customer_first', windowMs },
  { kind: 'shared', rule: 'crm_wins', windowMs },
  { kind: 'shared', rule: 'support_wins', windowMs },
  { kind: 'shared', rule: 'newest_with_review', windowMs },
  { kind: 'shared', rule: 'newest_with_review', windowMs },
  { kind: 'shared', rule: 'manual', windowMs },
);

/** 0 is an empty value; the others are few, so that values come back. */
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      side: sides,
      value: fc.nat(4),
      writer: fc.constantFrom('person' as const, 'person' as const, 'customer' as const, 'workflow' as const),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('deliver' as const),
      side: sides,
      which: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(3)),
      again: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      side: sides,
      outcome: fc.oneof(
        { weight: 4, arbitrary: fc.constant('ok' as const) },
        fc.constantFrom(
          'answer_lost' as const,
          'not_arrived' as const,
          'late' as const,
          'refused' as const,
          'died' as const,
          'died_before' as const,
        ),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('arrive' as const), side: sides }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(300, 1000, 4000, 6000, 60_000, 700_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('reconcile' as const),
      after: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(3)),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('lag' as const), side: sides, back: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resolve' as const), pick: sides }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const) }) },
);

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  policy: policies,
  nulls: fc.constantFrom('propagate' as const, 'keep' as const),
  skewMs: fc.record({ left: skew, right: skew }),
  isMeasured: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  rightStepMs: fc.constantFrom(1000, 1),
  isRightSilent: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  isMet: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)),
  rewrites: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, fc.constant(true)),
  steps: fc.array(step, { maxLength: 30 }),
});
