import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { type Concern, UpstreamError } from '../upstream-error.ts';

/** While a credential, a scope or an account is refused: somebody has to change something first. */
const REFUSED_MS = 60_000;
/** A vendor that does not say what its 403 is about: one private record, or all of that kind? So many in a row say all. */
const REFUSALS = 5;
/** Between two tries of a vendor that says "too many requests" and not until when; less where it does say. */
const PAUSE_MS = { first: 2000, withTime: 1000, most: 60_000 };
const JITTER = 0.2;

interface Hold {
  readonly reason: Reason;
  readonly sinceMs: number;
  /** Its place among the calls: what was sent before it says nothing about it. */
  readonly nth: number;
  readonly untilMs: number;
  /** Refusals in a row, each of a call that was sent after the hold of the one before was over. */
  readonly inARow: number;
}

/** What a failure means beyond its own answer. */
export interface FailureScope {
  readonly concerns: Concern;
  /** How long nothing is sent now, where that is by the vendor's wish. */
  readonly holdMs: number | undefined;
}

export interface Holds {
  /** What a caller of this read is told instead of an answer; undefined when it may be sent. */
  held(read: string): UpstreamError | undefined;
  /** A call is sent now: its place among the others. */
  sent(): number;
  failed(read: string, error: UpstreamError, nth: number): FailureScope;
  /** True when this ends the last refusal of a kind of question. */
  answered(read: string, nth: number): boolean;
  /** What holds the whole connection. */
  whole(): { readonly reason: Reason; readonly sinceMs: number } | undefined;
  release(): void;
}

/** What is not asked for now: one kind of question where a refusal is about that, the whole connection otherwise. */
export function createHolds(now: () => number, random: () => number): Holds {
  let last = 0;
  let whole: Hold | undefined;
  const reads = new Map<string, Hold>();

  /** In whole milliseconds: it is stored. */
  const left = (hold: Hold | undefined): number => (hold ? Math.max(0, Math.ceil(hold.untilMs - now())) : 0);

  function forMs({ reason, retryAfterMs }: UpstreamError, inARow: number): number | undefined {
    if (reason === 'credential') return REFUSED_MS;
    if (reason === 'forbidden') return inARow >= REFUSALS ? REFUSED_MS : 0;
    if (reason !== 'rate_limited') return retryAfterMs;
    const first = retryAfterMs === undefined ? PAUSE_MS.first : PAUSE_MS.withTime;
    const growing = Math.min(first * 2 ** (inARow - 1), PAUSE_MS.most) * (1 - JITTER * random());
    return Math.max(growing, retryAfterMs ?? 0);
  }

  function next(before: Hold | undefined, error: UpstreamError, nth: number): Hold | undefined {
    const isSame = before?.reason === error.reason;
    // Sent together with the one that set the hold: no news, unless the vendor now names a longer time.
    const isTogether = isSame && nth < before.nth && left(before) > 0;
    const inARow = isSame ? before.inARow + (isTogether ? 0 : 1) : 1;
    const counted = error.reason === 'forbidden' && error.concerns === 'connection' ? REFUSALS : inARow;
    const holdMs = isTogether ? error.retryAfterMs : forMs(error, counted);
    if (holdMs === undefined) return isTogether ? before : undefined;
    const untilMs = Math.max(Math.ceil(now() + holdMs), isTogether ? before.untilMs : 0);
    return { reason: error.reason, sinceMs: isSame ? before.sinceMs : now(), nth: ++last, untilMs, inARow };
  }

  return {
    held(read) {
      if (left(whole) > 0) return new UpstreamError(whole!.reason, left(whole), { concerns: 'connection' });
      const own = reads.get(read);
      return left(own) > 0 ? new UpstreamError(own!.reason, left(own), { concerns: 'read' }) : undefined;
    },
    sent: () => ++last,
    failed(read, error, nth) {
      const { concerns } = error;
      if (concerns === 'record') return { concerns, holdMs: undefined };
      const hold = next(concerns === 'read' ? reads.get(read) : whole, error, nth);
      if (hold && concerns === 'read') reads.set(read, hold);
      else if (hold) whole = hold;
      const isRefused = error.reason === 'credential' || error.reason === 'forbidden';
      // Until it is certain that all of that kind are refused, it is about the one record.
      if (isRefused && left(hold) === 0) return { concerns: 'record', holdMs: undefined };
      return { concerns, holdMs: isRefused || !hold ? undefined : left(hold) };
    },
    answered(read, nth) {
      if (whole && nth > whole.nth) whole = undefined;
      const own = reads.get(read);
      if (!own || nth < own.nth) return false;
      reads.delete(read);
      return isRefusal(own) && ![...reads.values()].some(isRefusal);
    },
    whole() {
      return whole && left(whole) > 0 ? { reason: whole.reason, sinceMs: whole.sinceMs } : undefined;
    },
    release() {
      whole = undefined;
      reads.clear();
    },
  };
}

/** A kind of question that is refused altogether, held or tried again just now. */
const isRefusal = ({ reason, inARow }: Hold): boolean => reason === 'forbidden' && inARow >= REFUSALS;
