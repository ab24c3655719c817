const SHARE = 0.1;
const FLOOR_MS = 10_000;
const MAX = 10;

export interface RetryBudget {
  /** Call once for every first attempt. */
  earn(): void;
  /** Whether a retry may be spent now. */
  spend(): boolean;
}

/** At most one retry in ten calls, plus one every ten seconds: a struggling system is not asked harder. */
export function createRetryBudget(now: () => number): RetryBudget {
  let tokens = 1;
  let toppedUpAt = now();
  const topUp = () => {
    const elapsed = Math.floor((now() - toppedUpAt) / FLOOR_MS);
    if (elapsed <= 0) return;
    tokens = Math.min(MAX, tokens + elapsed);
    toppedUpAt += elapsed * FLOOR_MS;
  };
  return {
    earn: () => {
      tokens = Math.min(MAX, tokens + SHARE);
    },
    spend: () => {
      topUp();
      // Ten earned tenths must buy one retry, whatever floating point says.
      if (tokens < 1 - 1e-9) return false;
      tokens -= 1;
      return true;
    },
  };
}
