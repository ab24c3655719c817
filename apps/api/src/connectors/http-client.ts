import type { Reason } from '@sidelight/shared/failure/reason.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST';
  /** Below the base URL, already escaped, e.g. `/v1/invoices?customer=cus_1`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
}

/** A 2xx, 404 or 410 answer; everything else is an UpstreamError. `json` is parsed, unchecked. */
export interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
}

/**
 * One vendor's HTTP door: base URL, credentials, size cap (1 MB), no redirects, JSON only.
 * Rejects with UpstreamError alone. A body that is not JSON, or not said to be, is `bad_answer`.
 */
export interface HttpClient {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
}

/** Lets a vendor say what its own error means; undefined leaves the status to decide. */
export type Classify = (status: number, json: unknown) => Reason | undefined;
