import type { Reason } from '@sidelight/shared/failure/reason.ts';

/** The only error that may leave a connector. The message never holds a URL, a token or a body. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly isUpstreamError = true;
  readonly reason: Reason;
  /** How long the vendor asked us to stay away. */
  readonly retryAfterMs: number | undefined;
  /** The vendor read the question and would not have it (4xx); an answer that nobody can read is none. */
  readonly isRefusal: boolean;

  constructor(reason: Reason, retryAfterMs?: number, options?: ErrorOptions & { readonly isRefusal?: boolean }) {
    super(`upstream failed: ${reason}`, options);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
    this.isRefusal = options?.isRefusal ?? false;
  }
}

export const isUpstreamError = (error: unknown): error is UpstreamError =>
  error instanceof Error && 'isUpstreamError' in error;
