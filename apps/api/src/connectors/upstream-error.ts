import type { Reason } from '@sidelight/shared/failure/reason.ts';

/** The only error that may leave a connector. The message never holds a URL, a token or a body. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly isUpstreamError = true;
  readonly reason: Reason;
  /** How long the vendor asked us to stay away. */
  readonly retryAfterMs: number | undefined;

  constructor(reason: Reason, retryAfterMs?: number, options?: ErrorOptions) {
    super(`upstream failed: ${reason}`, options);
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

export const isUpstreamError = (error: unknown): error is UpstreamError =>
  error instanceof Error && 'isUpstreamError' in error;
