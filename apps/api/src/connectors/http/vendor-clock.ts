/** How far a vendor's clock is ahead of ours, from the `date` of its answers (RFC 9110, 6.6.1: whole seconds). */
export interface VendorClock {
  told(date: string | undefined): void;
  /** Undefined until an answer has said. */
  ahead(): { readonly aheadMs: number; readonly uncertaintyMs: number } | undefined;
}

/** Enough for one slow answer not to count. */
const KEPT = 9;
/** The header's step, and the way of the answer. */
const UNCERTAINTY_MS = 1500;

export function createVendorClock(now: () => number): VendorClock {
  const seen: number[] = [];
  // Worked out as it is heard: it is asked for with every field of every record.
  let known: ReturnType<VendorClock['ahead']>;
  return {
    told(date) {
      const at = date === undefined ? Number.NaN : Date.parse(date);
      if (Number.isNaN(at)) return;
      // The stamp is cut to its second: on average it is half of one behind.
      seen.push(at + 500 - now());
      if (seen.length > KEPT) seen.shift();
      const sorted = seen.toSorted((a, b) => a - b);
      known = { aheadMs: sorted[Math.floor(sorted.length / 2)] ?? 0, uncertaintyMs: UNCERTAINTY_MS };
    },
    ahead: () => known,
  };
}
