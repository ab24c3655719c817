import type { AuditEntry } from './ports.ts';

export interface RepeatsDeps {
  record(entry: AuditEntry): void;
  readonly everyMs: number;
}

const MAX_KINDS = 5000;

/**
 * What anybody can make happen again and again: the first of a kind is written at once, and those of the time after it
 * as one row with their number. A thousand refusals a second are two rows a minute.
 */
export function createRepeats({ record, everyMs }: RepeatsDeps) {
  const open = new Map<string, { latest: AuditEntry | undefined; count: number; timer: NodeJS.Timeout }>();

  function close(kind: string): void {
    const window = open.get(kind);
    open.delete(kind);
    clearTimeout(window?.timer);
    if (window?.latest) record({ ...window.latest, count: window.count });
  }

  return {
    tally(entry: AuditEntry): void {
      const of = [entry.tenant, entry.action, entry.about ?? ''];
      // Where so many kinds are open at once, who it was no longer keeps them apart.
      const kind = JSON.stringify(open.size < MAX_KINDS ? [...of, entry.actorId] : of);
      const window = open.get(kind);
      if (window) {
        window.latest = entry;
        window.count += 1;
        return;
      }
      record(entry);
      open.set(kind, { latest: undefined, count: 0, timer: setTimeout(() => close(kind), everyMs) });
    },
    /** Writes what has been counted so far. */
    end(): void {
      for (const kind of [...open.keys()]) close(kind);
    },
  };
}
