import { Agent, type Dispatcher } from 'undici';

/** The sockets of a whole process: one pool an origin, whoever asks. Credentials travel with each request. */
export interface Sockets {
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

/** More are not opened to one origin; a tenant's own share is bounded by its policies. */
const MAX_A_ORIGIN = 512;

/** The caller's signal is the deadline; these only bound a socket nobody waits for. */
export const socketTimes = { connect: { timeout: 1000 }, headersTimeout: 5000, bodyTimeout: 5000 } as const;

export function createSockets(): Sockets {
  const dispatcher = new Agent({ connections: MAX_A_ORIGIN, ...socketTimes });
  return { dispatcher, close: () => dispatcher.destroy() };
}
