import { Agent, type Dispatcher } from 'undici';
import type { Connect } from './guarded-connect.ts';
import { socketTimes } from './socket-times.ts';

/** The sockets of a whole process: one pool an origin, whoever asks. Credentials travel with each request. */
export interface Sockets {
  readonly dispatcher: Dispatcher;
  close(): Promise<void>;
}

/** More are not opened to one origin; a tenant's own share is bounded by its policies. */
const MAX_A_ORIGIN = 512;

/** `connect`: what opens a connection, where not every address may be connected to. */
export function createSockets(connect?: Connect): Sockets {
  const dispatcher = new Agent({ connections: MAX_A_ORIGIN, ...socketTimes, ...(connect && { connect }) });
  return { dispatcher, close: () => dispatcher.destroy() };
}
