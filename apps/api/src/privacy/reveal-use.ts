import type { RevealRules } from '@sidelight/shared/map/reveal-rules.ts';
import type { Role } from '@sidelight/shared/map/system.ts';

/** What a person does with masked values that somebody who answers for the helpdesk should know of. */
export interface RevealNotice {
  readonly what: 'limit' | 'unusual';
  readonly userId: string;
  readonly role: Role;
  /** In an hour, or in a day. */
  readonly count: number;
}

export interface RevealUseDeps {
  readonly rules: RevealRules;
  /** When a person had values shown since then, in any order. */
  timesOf(userId: string, sinceMs: number): Promise<readonly number[]>;
  /** Does not wait. Saying the same again within a day is saying it once. */
  tell(notice: RevealNotice): void;
  now(): number;
}

interface Person {
  readonly userId: string;
  readonly role: Role;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MONTH_MS = 30 * DAY_MS;
/** Fewer in a day are not worth anybody's time, whatever is usual. */
const LEAST_UNUSUAL = 6;

/** One that may be shown, if the store agrees that there are not as many yet: other processes show them as well. */
export interface RevealTaken {
  readonly most: number;
  over(): void;
  /** How long until there is room, when these were kept in the last hour. */
  full(lastHour: readonly number[]): number;
}

/** How often people have masked values shown: so many times in an hour, as all processes together have kept it. */
export function createRevealUse({ rules, timesOf, tell, now }: RevealUseDeps) {
  /** Not kept yet. */
  const underWay = new Map<string, number>();
  const count = (userId: string, by: number) => {
    const left = (underWay.get(userId) ?? 0) + by;
    if (left > 0) underWay.set(userId, left);
    else underWay.delete(userId);
  };

  return {
    async take({ userId, role }: Person): Promise<RevealTaken | { readonly waitMs: number }> {
      // Before anything is waited for: those that are asked for at once count for each other.
      count(userId, 1);
      const over = () => count(userId, -1);
      try {
        const nowMs = now();
        const times = await timesOf(userId, nowMs - MONTH_MS);
        const most = rules.perHour[role];
        const full = (lastHour: readonly number[]) => {
          tell({ what: 'limit', userId, role, count: most });
          return waitOf(lastHour, most, now());
        };
        const lastHour = times.filter((atMs) => atMs > nowMs - HOUR_MS);
        if (lastHour.length + (underWay.get(userId) ?? 0) > most) {
          over();
          return { waitMs: full(lastHour) };
        }
        const today = times.filter((atMs) => atMs > nowMs - DAY_MS).length + 1;
        if (today >= unusualFrom(times, nowMs, rules.timesUsual)) tell({ what: 'unusual', userId, role, count: today });
        return { most, over, full };
      } catch (error) {
        over();
        throw error;
      }
    },
  };
}

/** Until so many of the last hour are an hour ago that there is room for one. Those under way soon are kept, or are over. */
function waitOf(lastHour: readonly number[], most: number, nowMs: number): number {
  const first = lastHour.toSorted((a, b) => a - b)[Math.max(0, lastHour.length - most)];
  return first === undefined ? 1000 : first + HOUR_MS - nowMs;
}

/** From how many a day on it is unusual for somebody: so many times what they have had shown on a day on which they had any. */
export function unusualFrom(times: readonly number[], nowMs: number, timesUsual: number): number {
  const earlier = times.filter((atMs) => atMs <= nowMs - DAY_MS);
  const days = new Set(earlier.map((atMs) => Math.floor((nowMs - atMs) / DAY_MS)));
  const usual = days.size === 0 ? 1 : earlier.length / days.size;
  return Math.max(LEAST_UNUSUAL, Math.ceil(timesUsual * usual));
}
