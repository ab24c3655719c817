import type { Ticket } from '../workspace.ts';
import type { Server } from './server.ts';

const LOOK_MS = 1500;

export interface FollowedTicket {
  /** Looks at once. */
  look(): Promise<void>;
}

/** What others do to an open ticket shows by itself, as in the real helpdesk: their comments, tags and its status. */
export function followTicket(
  id: string,
  server: Pick<Server, 'ticket'>,
  isInSight: () => boolean,
  onSeen: (ticket: Ticket) => void,
  signal: AbortSignal,
): FollowedTicket {
  let round = 0;
  const look = async () => {
    const mine = ++round;
    // The page works on while the world does not answer; the next look may.
    const seen = await server.ticket(id, signal).catch(() => undefined);
    if (seen && mine === round && !signal.aborted) onSeen(seen);
  };
  const timer = setInterval(() => {
    if (isInSight() && !document.hidden) void look();
  }, LOOK_MS);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return { look };
}
