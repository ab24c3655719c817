import type { Reason } from '@sidelight/shared/failure/reason.ts';

/**
 * What one process saw of one connection: the calls of about a second together, or one probe or
 * canary. `process` and `seq` name it, so that a second copy of it counts for nothing.
 */
export interface Signal {
  readonly process: string;
  readonly seq: number;
  readonly system: string;
  readonly connector: string;
  /** Unix milliseconds by a clock that does not jump. */
  readonly atMs: number;
  readonly source: 'calls' | 'probe' | 'canary';
  readonly ok: number;
  readonly failed: number;
  /** Failures after the last success among them. */
  readonly tail: number;
  /**
   * Of the last failure. With no failure: something was refused that may say more than about itself.
   * `forbidden` from calls: a kind of question is refused, and others may be answered.
   */
  readonly reason?: Reason | undefined;
  /** How long the vendor asked us to stay away. 0 from good calls: what was refused is answered again. */
  readonly holdMs?: number | undefined;
}

/** The order signals count in, whatever order they arrive in. */
export const inOrder = (a: Signal, b: Signal): number =>
  a.atMs - b.atMs || (a.process < b.process ? -1 : a.process > b.process ? 1 : a.seq - b.seq);
