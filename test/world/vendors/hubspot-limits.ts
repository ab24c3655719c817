import type { Answer } from './answer.ts';
import { refusal } from './hubspot-errors.ts';

const BURST = { calls: 190, windowMs: 10_000 };
const DAY = { calls: 650_000, windowMs: 86_400_000 };
const SEARCH = { calls: 5, windowMs: 1000 };

export interface HubspotLimits {
  /** Counts a call; a refusal where it is one too many and limits are enforced. */
  take(isSearch: boolean, isEnforced: boolean): Answer | undefined;
  /** What answers say of them; those of searches say nothing. */
  headers(): Readonly<Record<string, string>>;
}

/** Rolling windows: what was sent in the last ten seconds, whenever those begin. */
export function createHubspotLimits(now: () => number): HubspotLimits {
  const burst = createRolling(BURST.windowMs, now);
  const search = createRolling(SEARCH.windowMs, now);
  let day = { number: 0, calls: 0 };
  const today = () => {
    const number = Math.floor(now() / DAY.windowMs);
    if (day.number !== number) day = { number, calls: 0 };
    return day;
  };
  return {
    take(isSearch, isEnforced) {
      if (isEnforced && today().calls >= DAY.calls) return tooMany('DAILY', 'daily');
      if (isEnforced && burst.count() >= BURST.calls) return tooMany('TEN_SECONDLY_ROLLING', 'ten_secondly_rolling');
      if (isEnforced && isSearch && search.count() >= SEARCH.calls) return tooMany('SECONDLY', 'secondly');
      today().calls++;
      burst.add();
      if (isSearch) search.add();
      return undefined;
    },
    headers: () => ({
      'x-hubspot-ratelimit-daily': String(DAY.calls),
      'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, DAY.calls - today().calls)),
      'x-hubspot-ratelimit-interval-milliseconds': String(BURST.windowMs),
      'x-hubspot-ratelimit-max': String(BURST.calls),
      'x-hubspot-ratelimit-remaining': String(Math.max(0, BURST.calls - burst.count())),
    }),
  };
}

const tooMany = (policyName: string, limit: string): Answer =>
  refusal(429, 'RATE_LIMITS', `You have reached your ${limit} limit.`, {
    body: { errorType: 'RATE_LIMIT', policyName },
  });

function createRolling(windowMs: number, now: () => number) {
  let times: number[] = [];
  return {
    add: () => void times.push(now()),
    count: () => {
      const from = now() - windowMs;
      const first = times.findIndex((at) => at > from);
      if (first !== 0) times = first < 0 ? [] : times.slice(first);
      return times.length;
    },
  };
}
