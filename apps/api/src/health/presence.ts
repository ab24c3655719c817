import type { TenantId } from '../tenants/tenant-id.ts';
import type { Frame, PresenceLog } from './ports.ts';

/** Which pages are open at this process. */
export interface Presence {
  /** Answers how to say that the page was closed. */
  arrive(frame: Frame): () => void;
  /** What a context has just shown: the account behind that ticket. */
  show(ticketId: string, accountId: string): void;
  /** Tells the others, when something has changed or it is time again. */
  flush(): Promise<void>;
  close(): Promise<void>;
  size(agentId: string): number;
  hasPages(): boolean;
}

/** Well within the time after which the others take a page for closed. */
const SAY_AGAIN_MS = 10_000;
const MAX_ACCOUNTS = 5000;

export function createPresence(tenant: TenantId, log: PresenceLog, process: string, now: () => number): Presence {
  const frames = new Map<string, Frame>();
  const accounts = new Map<string, string>();
  let gone: string[] = [];
  let hasChanged = false;
  let saidMs = 0;

  return {
    arrive(frame) {
      frames.set(frame.frame, frame);
      hasChanged = true;
      return () => {
        frames.delete(frame.frame);
        gone.push(frame.frame);
      };
    },
    show(ticketId, accountId) {
      if (accounts.get(ticketId) === accountId) return;
      if (accounts.size >= MAX_ACCOUNTS) accounts.clear();
      accounts.set(ticketId, accountId);
      hasChanged = true;
    },
    async flush() {
      const closed = gone;
      gone = [];
      await log.remove(tenant, closed);
      if (!hasChanged && now() - saidMs < SAY_AGAIN_MS) return;
      hasChanged = false;
      saidMs = now();
      const own = [...frames.values()].map((frame) => ({
        ...frame,
        accountId: frame.accountId ?? (frame.ticketId === undefined ? undefined : accounts.get(frame.ticketId)),
      }));
      await log.put(tenant, process, own);
    },
    close: () => log.remove(tenant, [...frames.keys(), ...gone]),
    hasPages: () => frames.size > 0,
    size: (agentId) => [...frames.values()].filter((frame) => frame.agentId === agentId).length,
  };
}
