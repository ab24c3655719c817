import type { Reason } from '@sidelight/shared/failure/reason.ts';

/**
 * What a refusal is about. `record`: the one thing asked for (a private ticket). `read`: what this kind
 * of question needs (a scope, a permission). `connection`: the credential or the account as a whole.
 */
export type Concern = 'record' | 'read' | 'connection';

interface Details extends ErrorOptions {
  readonly isRefusal?: boolean;
  readonly concerns?: Concern | undefined;
}

/** The only error that may leave a connector. The message never holds a URL, a token or a body. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly isUpstreamError = true;
  readonly reason: Reason;
  /** How long the vendor asked us to stay away. */
  readonly retryAfterMs: number | undefined;
  /** The vendor read the question and would not have it (4xx); an answer that nobody can read is none. */
  readonly isRefusal: boolean;
  /** How far a refusal reaches. A 403 of which the vendor says no more is about the kind of question. */
  readonly concerns: Concern;

  constructor(reason: Reason, retryAfterMs?: number, options?: Details) {
    super(`upstream failed: ${reason}`, options);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
    this.isRefusal = options?.isRefusal ?? false;
    this.concerns = options?.concerns ?? (reason === 'forbidden' ? 'read' : 'connection');
  }
}

export const isUpstreamError = (error: unknown): error is UpstreamError =>
  error instanceof Error && 'isUpstreamError' in error;
