import type { Side } from './canonical/canon.ts';

/**
 * Something that happened, for the figures: counts and spans, never a value or a record.
 * - `written`: a side holds a value of ours, by its answer. `found`: its answer was lost, and it does.
 * - `sent_again`: it was not done, and goes out once more by itself. `replayed`: because a person said so.
 * - `lag`: from an edit on the other side to our write's answer. `took`: how long a call that writes took.
 * - `yielded`: a call had to wait for the budget.
 */
export type Noted =
  | { readonly name: 'written' | 'found' | 'sent_again' | 'replayed' | 'yielded'; readonly side: Side }
  | { readonly name: 'refused'; readonly side: Side; readonly reason: string }
  | { readonly name: 'lag' | 'took'; readonly side: Side; readonly ms: number };
