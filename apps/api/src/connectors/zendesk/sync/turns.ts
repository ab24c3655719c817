import { isLost, isOfRecord } from './lost.ts';
import type { Refusal } from './refusals.ts';

/** How far one item has come. */
export interface End {
  refusal?: Refusal | undefined;
  /** Nobody can say what became of it. */
  isUnknown?: boolean;
}

/** Of the time one call has. */
const WITHIN_MS = 20_000;

/**
 * Does the steps of a batch one after the other. A refusal of all (a limit, the credential) rejects while nothing has
 * been done; after that, and after its time, what is left is not tried, and unknown.
 */
export function createTurns(steadyNow: () => number = () => performance.now()) {
  const begunMs = steadyNow();
  let isBegun = false;
  let isOver = false;
  return {
    begin() {
      isBegun = true;
    },
    async take(end: End, act: () => Promise<Refusal | undefined>): Promise<void> {
      isOver ||= isBegun && steadyNow() - begunMs > WITHIN_MS;
      if (isOver) {
        end.isUnknown = true;
        return;
      }
      try {
        const refusal = await act();
        end.refusal ??= refusal;
        isBegun = true;
      } catch (error) {
        if (isOfRecord(error)) end.refusal ??= { why: 'permission' };
        else if (isLost(error)) {
          end.isUnknown = true;
          isBegun = true;
        } else if (isBegun) {
          end.isUnknown = true;
          isOver = true;
        } else throw error;
      }
    },
  };
}
