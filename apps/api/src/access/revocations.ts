import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Revocation, RevocationLog } from './ports.ts';
import type { Session } from './session.ts';

export interface Revocations {
  isRevoked(session: Pick<Session, 'tenant' | 'userId' | 'openedAtMs'>): boolean;
  /** In this process from now on, in the others as soon as it is stored. Rejects where it cannot be. */
  revoke(tenant: TenantId, userId: string, record?: OnRecord): Promise<void>;
  /** What other processes have said. */
  read(): Promise<void>;
  /** Somebody was put out elsewhere. Not told of what was said before this process began: whoever ran then was told. */
  onEnded(listener: (revocation: Revocation) => void): void;
}

/** No session is older than twelve hours; an hour more for clocks that differ. */
const COUNTS_MS = 13 * 3_600_000;

/** What was signed cannot be taken back, so who is out is known at each process: as few as were put out in half a day. */
export function createRevocations(log: RevocationLog, now: () => number): Revocations {
  const listeners = new Set<(revocation: Revocation) => void>();
  let befores = new Map<string, number>();
  let hasRead = false;
  const key = (tenant: TenantId, userId: string) => `${tenant} ${userId}`;
  function add(into: Map<string, number>, { tenant, userId, beforeMs }: Revocation): void {
    const name = key(tenant, userId);
    into.set(name, Math.max(beforeMs, into.get(name) ?? 0));
  }
  return {
    onEnded: (listener) => void listeners.add(listener),
    isRevoked({ tenant, userId, openedAtMs }) {
      if (befores.size === 0) return false;
      const beforeMs = Math.max(befores.get(key(tenant, userId)) ?? 0, befores.get(key(tenant, '')) ?? 0);
      return openedAtMs <= beforeMs;
    },
    async revoke(tenant, userId, record) {
      const revocation = { tenant, userId, beforeMs: now() };
      add(befores, revocation);
      await log.put(revocation, record);
    },
    async read() {
      const sinceMs = now() - COUNTS_MS;
      const next = new Map<string, number>();
      for (const one of await log.since(sinceMs)) {
        add(next, one);
        if (hasRead && one.beforeMs > (befores.get(key(one.tenant, one.userId)) ?? 0))
          for (const listener of listeners) listener(one);
      }
      hasRead = true;
      // What was said here a moment ago may not be stored yet.
      for (const [name, beforeMs] of befores)
        if (beforeMs > sinceMs) next.set(name, Math.max(beforeMs, next.get(name) ?? 0));
      befores = next;
    },
  };
}
