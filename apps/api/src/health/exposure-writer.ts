import type { TenantId } from '../tenants/tenant-id.ts';
import type { BelievedLog, Noted, ShownAnswer, ShownLog } from './ports.ts';

type Seen = Pick<ShownAnswer, 'ticketId' | 'field'>;

/** Neither waits, neither throws. */
export interface ExposureWriter {
  note(shown: Noted): void;
  settle(seen: Seen): void;
  /** It was shown as right, by a system that may yet be found wrong. */
  believe(shown: Noted): void;
}

export interface ExposureLogs {
  readonly shown: Pick<ShownLog, 'note' | 'settle'>;
  readonly believed: Pick<BelievedLog, 'note'>;
}

/**
 * One write at a time: what comes while one is under way goes together with the next, and only the last word on a field
 * counts. While something is out of order every view has something to write, and must not take a connection each.
 */
export function createExposureWriter(
  tenant: TenantId,
  logs: ExposureLogs,
  onTrouble: (error: unknown) => void,
): ExposureWriter {
  let noted = new Map<string, Noted>();
  let settled = new Map<string, Seen>();
  let believed = new Map<string, Noted>();
  let isWriting = false;

  async function write(): Promise<void> {
    isWriting = true;
    // What the same view still has to say goes along.
    await Promise.resolve();
    while (noted.size + settled.size + believed.size > 0) {
      const [rows, seen, right] = [[...noted.values()], [...settled.values()], [...believed.values()]];
      noted = new Map();
      settled = new Map();
      believed = new Map();
      try {
        await logs.shown.settle(tenant, seen);
        await logs.shown.note(tenant, rows);
        await logs.believed.note(tenant, right);
      } catch (error) {
        onTrouble(error);
      }
    }
    isWriting = false;
  }
  const changed = () => {
    if (!isWriting) void write();
  };
  const keyOf = ({ ticketId, field }: Seen) => `${ticketId}|${field}`;

  return {
    note(shown) {
      const key = keyOf(shown);
      // A value that could be shown is what the agent decided by, whatever came after it.
      noted.set(key, { ...shown, shown: shown.shown ?? noted.get(key)?.shown ?? null });
      changed();
    },
    settle(seen) {
      const key = keyOf(seen);
      noted.delete(key);
      settled.set(key, seen);
      changed();
    },
    believe(shown) {
      believed.set(keyOf(shown), shown);
      changed();
    },
  };
}
