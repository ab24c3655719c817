import type { BatchOutcome, ItemOutcome } from '../../sync-port.ts';
import { isUpstreamError } from '../../upstream-error.ts';
import type { BatchItem, Refused } from './refusals.ts';

/** What one call about a batch came to. */
export type Attempt =
  | { readonly kind: 'taken'; readonly items: ReadonlyMap<string, ItemOutcome> }
  /** None was written. `named`: those it was for, as far as told. */
  | { readonly kind: 'refused'; readonly named: ReadonlyMap<string, Refused>; readonly why: Refused };

/** A batch has its time, and its calls are everybody's: what is left after so many is sent with the next one. */
const MOST_CALLS = 25;
const WITHIN_MS = 20_000;

/**
 * Sends a batch that one bad item refuses as a whole, until all the others are written: the items that are named are
 * taken out; where none is, halves are sent until the bad one stands alone. Rejects when nothing was decided before
 * the failure; else what was not decided is `unknown`, as is what was not reached.
 */
export async function sendSplit<T extends BatchItem>(
  items: readonly T[],
  send: (items: readonly T[]) => Promise<Attempt>,
  steadyNow: () => number = () => performance.now(),
): Promise<BatchOutcome> {
  const begunMs = steadyNow();
  let calls = 0;
  const attempt = (some: readonly T[]) => {
    calls++;
    return send(some);
  };
  /** Never before something was decided: the next batch would be the same one. */
  const isOver = () => outcomes.size > 0 && (calls >= MOST_CALLS || steadyNow() - begunMs > WITHIN_MS);
  const outcomes = new Map<string, ItemOutcome>();
  const take = (decided: ReadonlyMap<string, ItemOutcome>) => {
    for (const [key, outcome] of decided) outcomes.set(key, outcome);
  };
  const isOpen = ({ key }: T) => !outcomes.has(key);

  /** Narrows a refused batch down to its bad item; what was not tried on the way is still open. */
  async function isolate(refused: readonly T[], first: Refused): Promise<void> {
    let [suspects, why] = [refused, first];
    while (suspects.length > 1) {
      if (isOver()) return;
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
    for (let open = items; open.length > 0 && !isOver(); open = items.filter(isOpen)) {
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
