import type { AuditEntry } from './ports.ts';

export interface LooksDeps {
  /** On record when it resolves. */
  write(entry: AuditEntry): Promise<void>;
  steadyNow(): number;
}

const HOLDS_MS = 3_600_000;
const MOST = 5000;

/**
 * What a page that is open asks for again and again: the same person, the same thing and the same customer are one row
 * an hour. On record when it resolves, so that nothing is shown before.
 */
export function createLooks({ write, steadyNow }: LooksDeps): (entries: readonly AuditEntry[]) => Promise<void> {
  const onRecord = new Map<string, number>();
  return async (entries) => {
    const byKey = new Map(entries.map((entry) => [keyOf(entry), entry]));
    const isNew = (key: string) => steadyNow() - (onRecord.get(key) ?? Number.NEGATIVE_INFINITY) >= HOLDS_MS;
    const fresh = [...byKey].filter(([key]) => isNew(key));
    await Promise.all(fresh.map(([, entry]) => write(entry)));
    // In the order in which they were seen: nobody is remembered for longer than it is good for.
    for (const [key, atMs] of onRecord) {
      if (steadyNow() - atMs < HOLDS_MS) break;
      onRecord.delete(key);
    }
    if (onRecord.size + fresh.length > MOST) onRecord.clear();
    for (const [key] of fresh) onRecord.set(key, steadyNow());
  };
}

const keyOf = ({ tenant, actorId, action, about, ticketId, requesterId, accountId }: AuditEntry): string =>
  JSON.stringify([tenant, actorId, action, about, ticketId, requesterId, accountId]);
