import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Signal } from './signal.ts';
import { isWrong } from './worst.ts';

export type BadState = 'degraded' | 'down' | 'locked_out';

/** The health of one connection, with what it takes to leave that state. Plain data: it is stored as it stands. */
export interface ConnectionHealth {
  readonly state: 'ok' | BadState;
  readonly reason?: Reason | undefined;
  readonly sinceMs: number;
  /** What brought it here: only a right canary answers a wrong one. */
  readonly by: 'calls' | 'canary' | 'refusal';
  /** When calls last met a refusal of a kind of question, until one of that kind is answered. */
  readonly refusedMs?: number | undefined;
  /** Failures in a row, of any kind, and of the kind of the last one. */
  readonly failing: number;
  readonly streak: { readonly state: BadState; readonly count: number; readonly firstMs: number };
  /** Good signals in a row while in a bad state. */
  readonly good: number;
  readonly needGood: number;
  /** Answers that were wrong, in a row. */
  readonly wrong: number;
  /** When the canary last found its values right, with nothing against them since. */
  readonly rightMs?: number | undefined;
  readonly recoveredMs: number;
  /** Strange answers to somebody's own question: reason to look, not to judge. */
  readonly isSuspect: boolean;
  readonly recent: readonly { readonly atMs: number; readonly ok: number; readonly failed: number }[];
}

const FAILURES = 3;
const WRONG_ANSWERS = 2;
const GOOD = 3;
/** Who breaks again soon after recovering has to prove it for longer, so that the banner does not flash. */
const SOON_MS = 5 * 60_000;
const MAX_GOOD = 12;
const WINDOW_MS = 30_000;
const WINDOW_LEAST = 8;
const WINDOW_SHARE = 0.25;
/** Nobody has asked such a question again for so long: nothing is known of it any more. */
const REFUSAL_KEPT_MS = 30 * 60_000;
/** A vendor that sends us away for less is only pacing us. */
const LONG_HOLD_MS = 3000;

const wrongValues = { state: 'degraded', reason: 'wrong_values', by: 'canary' } as const;

/** Answered, with something that cannot be shown. */
const isStrange = (reason: Reason | undefined): boolean => reason === 'bad_answer' || reason === 'test_data';

const stateOfReason = (reason: Reason | undefined): BadState => {
  if (reason === 'credential' || reason === 'forbidden') return 'locked_out';
  return reason === 'rate_limited' || isStrange(reason) ? 'degraded' : 'down';
};

export const healthy = (sinceMs: number): ConnectionHealth => ({
  state: 'ok',
  sinceMs,
  by: 'calls',
  failing: 0,
  streak: { state: 'down', count: 0, firstMs: sinceMs },
  good: 0,
  needGood: GOOD,
  wrong: 0,
  recoveredMs: Number.MIN_SAFE_INTEGER,
  isSuspect: false,
  recent: [],
});

/** One signal further. Pure and total; reads no clock but the signal's own. */
export function step(before: ConnectionHealth, signal: Signal): ConnectionHealth {
  const seen = count(before, signal);
  const breach = breachOf(seen, signal);
  if (breach) return enter(seen, breach, signal);
  if (seen.state === 'ok' && seen.refusedMs !== undefined) return enter(seen, refusal(seen.refusedMs), signal);
  // One answer of the kind that was refused is certain: somebody has given us the right.
  if (seen.by === 'refusal' && seen.refusedMs === undefined) return recovered(seen, signal);
  if (seen.state === 'ok' || !isGoodFor(seen, signal)) return seen;
  const good = seen.good + 1;
  if (good < seen.needGood) return { ...seen, good };
  return recovered(seen, signal);
}

/** Its values have been found wrong, whatever its state is said to be. */
export const isFoundWrong = (seen: ConnectionHealth): boolean => isWrong(seen) || seen.wrong >= WRONG_ANSWERS;

/** It answers again, and the last word of the canary was that its answers are wrong. */
const isStillWrong = (seen: ConnectionHealth): boolean => seen.by !== 'canary' && seen.wrong >= WRONG_ANSWERS;

const recovered = (seen: ConnectionHealth, { atMs }: Signal): ConnectionHealth =>
  isStillWrong(seen)
    ? { ...seen, ...wrongValues, good: 0 }
    : {
        ...{ ...healthy(atMs), needGood: seen.needGood, recoveredMs: atMs },
        rightMs: seen.by === 'canary' ? atMs : seen.rightMs,
      };

function count(known: ConnectionHealth, signal: Signal): ConnectionHealth {
  const { atMs, source, ok, failed, tail, reason } = signal;
  const before = forgetRefusal(known, signal);
  if (source === 'canary') {
    if (failed > 0) return { ...before, wrong: before.wrong + 1, good: 0 };
    // Right after wrong may be right by chance: the next look tells.
    const isSure = before.wrong === 0 && !isWrong(before);
    return { ...before, wrong: 0, ...(isSure && { rightMs: atMs }) };
  }
  // One customer's strange record is theirs alone; the probe that follows tells whether everybody's is.
  if (source === 'calls' && isStrange(reason) && ok === 0) return { ...before, isSuspect: true, good: 0 };
  // Of what kind of question, and whether of all: the probe that follows tells.
  if (isRefusal(signal)) return { ...before, isSuspect: true, refusedMs: atMs };
  const recent = [...before.recent.filter((part) => part.atMs > atMs - WINDOW_MS), { atMs, ok, failed }];
  if (failed === 0)
    return { ...before, recent, failing: 0, streak: { ...before.streak, count: 0 }, isSuspect: reason !== undefined };
  const state = stateOfReason(reason);
  const goesOn = ok === 0 && before.streak.count > 0 && before.streak.state === state;
  return {
    ...before,
    recent,
    good: 0,
    failing: ok > 0 ? tail : before.failing + failed,
    streak: {
      state,
      count: goesOn ? before.streak.count + failed : tail,
      firstMs: goesOn ? before.streak.firstMs : atMs,
    },
  };
}

const isRefusal = ({ source, failed, reason }: Signal): boolean =>
  source === 'calls' && failed > 0 && reason === 'forbidden';

function forgetRefusal(known: ConnectionHealth, { source, atMs, failed, holdMs }: Signal): ConnectionHealth {
  const { refusedMs, ...rest } = known;
  if (refusedMs === undefined) return known;
  const isAnswered = source === 'calls' && failed === 0 && holdMs === 0;
  return isAnswered || atMs - refusedMs > REFUSAL_KEPT_MS ? rest : known;
}

const refusal = (firstMs: number): Breach => ({ state: 'degraded', reason: 'forbidden', firstMs, by: 'refusal' });

interface Breach {
  readonly state: BadState;
  readonly reason: Reason | undefined;
  readonly firstMs: number;
  readonly by: ConnectionHealth['by'];
}

function breachOf(seen: ConnectionHealth, signal: Signal): Breach | undefined {
  if (signal.source === 'canary') {
    if (seen.wrong < WRONG_ANSWERS) return undefined;
    return { ...wrongValues, firstMs: signal.atMs };
  }
  if (signal.failed === 0 || isRefusal(signal)) return undefined;
  const { state, firstMs, count: inARow } = seen.streak;
  const breach = { state, reason: signal.reason, firstMs, by: 'calls' } as const;
  if (state === 'locked_out' && inARow > 0) return breach;
  if (signal.reason === 'rate_limited' && (signal.holdMs ?? 0) >= LONG_HOLD_MS) return breach;
  // Out of health any three failures do; from one bad state to another, three of that kind.
  if ((seen.state === 'ok' ? seen.failing : inARow) >= FAILURES) return breach;
  const ok = sum(seen.recent.map((part) => part.ok));
  const failed = sum(seen.recent.map((part) => part.failed));
  const isOften = ok + failed >= WINDOW_LEAST && failed / (ok + failed) >= WINDOW_SHARE;
  const since = seen.recent.find((part) => part.failed > 0)?.atMs ?? signal.atMs;
  return seen.state === 'ok' && isOften ? { ...breach, state: 'degraded', firstMs: since } : undefined;
}

function enter(seen: ConnectionHealth, { state, reason, firstMs, by }: Breach, signal: Signal): ConnectionHealth {
  // Slow and wrong is wrong: the slowness will pass by itself, and the values are relied on meanwhile.
  if (seen.state === state && by === 'canary') return { ...seen, reason, by, good: 0 };
  if (seen.state === state) return { ...seen, good: 0 };
  const isRelapse = seen.state === 'ok' && signal.atMs - seen.recoveredMs < SOON_MS;
  const needGood = seen.state !== 'ok' ? seen.needGood : isRelapse ? Math.min(seen.needGood * 2, MAX_GOOD) : GOOD;
  const sinceMs = seen.state === 'ok' ? firstMs : seen.sinceMs;
  return { ...seen, state, reason, by, sinceMs, good: 0, needGood };
}

const isGoodFor = (seen: ConnectionHealth, { source, ok, failed }: Signal): boolean =>
  seen.by !== 'refusal' && failed === 0 && ok > 0 && (seen.by === 'canary' ? source === 'canary' : source !== 'canary');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
