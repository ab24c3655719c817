import type { BatchOutcome, ItemOutcome } from '../../sync-port.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import type { BatchItem, Refused } from './refusals.ts';

/** What one call about a batch came to. */
export type Attempt =
  | { readonly kind: 'taken'; readonly items: ReadonlyMap<string, ItemOutcome> }
  /** None was written. `named`: those it was for, as far as told. */
  | { readonly kind: 'refused'; readonly named: ReadonlyMap<string, Refused>; readonly why: Refused };

/**
 * Sends a batch that one bad item refuses as a whole, until all the others are written: the items that are named are
 * taken out; where none is, halves are sent until the bad one stands alone. Rejects when nothing was decided before
 * the failure; else what was not decided is `unknown`.
 */
export async function sendSplit<T extends BatchItem>(
  items: readonly T[],
  attempt: (items: readonly T[]) => Promise<Attempt>,
): Promise<BatchOutcome> {
  const outcomes = new Map<string, ItemOutcome>();
  const take = (decided: ReadonlyMap<string, ItemOutcome>) => {
    for (const [key, outcome] of decided) outcomes.set(key, outcome);
  };
  const isOpen = ({ key }: T) => !outcomes.has(key);

  /** Narrows a refused batch down to its bad item; what was not tried on the way is still open. */
  async function isolate(refused: readonly T[], first: Refused): Promise<void> {
    let [suspects, why] = [refused, first];
    while (suspects.length > 1) {
      const half = Math.floor(suspects.length / 2);
      const tried = suspects.slice(0, half);
      const answer = await attempt(tried);
      if (answer.kind === 'taken') {
        take(answer.items);
        suspects = suspects.slice(half);
      } else if (answer.named.size > 0) {
        return take(answer.named);
      } else [suspects, why] = [tried, answer.why];
    }
    take(new Map(suspects.map(({ key }) => [key, why])));
  }

  try {
    for (let open = items; open.length > 0; open = items.filter(isOpen)) {
      const answer = await attempt(open);
      if (answer.kind === 'taken') {
        take(answer.items);
        break;
      }
      if (answer.named.size > 0) take(answer.named);
      else await isolate(open, answer.why);
    }
  } catch (error) {
    if (!isUpstreamError(error) || outcomes.size === 0) throw error;
  }
  const unknown: ItemOutcome = { kind: 'unknown' };
  return { items: Object.fromEntries(items.map(({ key }) => [key, outcomes.get(key) ?? unknown])) };
}
