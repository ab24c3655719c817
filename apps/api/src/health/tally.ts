import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Outcome } from '../connectors/resilience/policy.ts';
import type { Signal } from './signal.ts';

/** What the calls of one connection came to since they were last asked about. */
export interface Tally {
  add(outcome: Outcome): void;
  /** Answers, and nothing else. */
  isCalm(): boolean;
  signals(): readonly Pick<Signal, 'ok' | 'failed' | 'tail' | 'reason' | 'holdMs'>[];
}

/**
 * A refusal of one record says nothing of the others: it only asks for a look (`reason` without a failure).
 * Refusals of a kind of question are a signal of their own, for what they say is no matter of counting.
 */
export function createTally(): Tally {
  let [ok, failed, tail, refused] = [0, 0, 0, 0];
  let isDoubtful = false;
  let isRestored = false;
  let reason: Reason | undefined;
  let holdMs: number | undefined;

  return {
    add(outcome) {
      if (outcome.reason === 'ok') {
        ok++;
        tail = 0;
        isRestored = outcome.isRestored ?? isRestored;
        return;
      }
      if (outcome.concerns === 'record') {
        isDoubtful ||= outcome.reason === 'forbidden';
        return;
      }
      if (outcome.reason === 'forbidden') {
        refused++;
        isRestored = false;
        return;
      }
      failed++;
      tail++;
      reason = outcome.reason;
      holdMs = outcome.holdMs ?? holdMs;
    },
    isCalm: () => failed + refused === 0 && !isDoubtful && !isRestored,
    signals() {
      const isCalm = failed === 0 && isDoubtful;
      const counted = { ok, failed, tail, reason: isCalm ? ('forbidden' as const) : reason };
      const calls = { ...counted, holdMs: failed === 0 && isRestored ? 0 : holdMs };
      const refusal = { ok: 0, failed: refused, tail: refused, reason: 'forbidden' as const, holdMs: undefined };
      return [...(ok + failed > 0 || isCalm ? [calls] : []), ...(refused > 0 ? [refusal] : [])];
    },
  };
}
