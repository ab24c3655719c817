import { createTurns } from '../jobs/turns.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { isFailed, type Outcome } from './is-failed.ts';
import type { Served, ServedLog } from './ports.ts';

/** How contexts go in this process, until it is written down. Notes neither wait nor throw. */
export interface ServedCounter {
  /** One context that was answered, and how long it took. */
  served(tookMs: number): void;
  /** What it showed. */
  shown(outcome: Outcome): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface ServedCounterDeps {
  readonly tenant: TenantId;
  readonly log: ServedLog;
  /** The SLO of the map. */
  readonly withinMs: number;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
}

const SAY_EVERY_MS = 5000;
const MINUTE_MS = 60_000;
/** While the store does not answer, the newest minutes are worth more than the oldest. */
const MAX_MINUTES = 120;
const NONE: Served = { total: 0, inTime: 0, failed: 0 };

export function createServedCounter({ tenant, log, withinMs, now, steadyNow }: ServedCounterDeps): ServedCounter {
  let minutes = new Map<number, Served>();
  const isTurn = createTurns(SAY_EVERY_MS, steadyNow);

  function add(minuteMs: number, more: Served): void {
    const { total, inTime, failed } = minutes.get(minuteMs) ?? NONE;
    minutes.set(minuteMs, {
      total: total + more.total,
      inTime: inTime + more.inTime,
      failed: failed + more.failed,
    });
    if (minutes.size > MAX_MINUTES) minutes.delete(Math.min(...minutes.keys()));
  }
  const note = (more: Partial<Served>) => add(Math.floor(now() / MINUTE_MS) * MINUTE_MS, { ...NONE, ...more });

  async function write(): Promise<void> {
    if (minutes.size === 0) return;
    const said = minutes;
    minutes = new Map();
    try {
      await log.add(
        tenant,
        [...said].map(([minuteMs, counts]) => ({ minuteMs, ...counts })),
      );
    } catch (error) {
      // Said again with the next.
      for (const [minuteMs, counts] of said) add(minuteMs, counts);
      throw error;
    }
  }

  return {
    served: (tookMs) => note({ total: 1, inTime: tookMs <= withinMs ? 1 : 0 }),
    shown(outcome) {
      if (isFailed(outcome)) note({ failed: 1 });
    },
    async flush() {
      if (isTurn()) await write();
    },
    close: write,
  };
}
