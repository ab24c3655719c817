import { subscribe, unsubscribe } from 'node:diagnostics_channel';

export interface InFlight {
  /** The most requests that were under way at any one time. */
  peak(): number;
  stop(): void;
}

/** Watches this process's own requests to one origin, as the HTTP client itself tells of them. */
export function watchInFlight(origin: string): InFlight {
  const under = new Set<object>();
  let peak = 0;
  const begin = (message: unknown) => {
    const request = requestIn(message);
    if (request?.origin !== origin) return;
    under.add(request);
    peak = Math.max(peak, under.size);
  };
  const end = (message: unknown) => {
    const request = requestIn(message);
    if (request) under.delete(request);
  };
  subscribe('undici:request:create', begin);
  subscribe('undici:request:trailers', end);
  subscribe('undici:request:error', end);
  return {
    peak: () => peak,
    stop() {
      unsubscribe('undici:request:create', begin);
      unsubscribe('undici:request:trailers', end);
      unsubscribe('undici:request:error', end);
    },
  };
}

function requestIn(message: unknown): { readonly origin: string } | undefined {
  const request = typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined;
  const hasOrigin = typeof request === 'object' && request !== null && 'origin' in request;
  return hasOrigin && isFrom(request) ? request : undefined;
}

const isFrom = (request: { readonly origin: unknown }): request is { readonly origin: string } =>
  typeof request.origin === 'string';
