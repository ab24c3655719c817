import type { ReadTiming } from '@sidelight/shared/context/event.ts';
import { createTurns } from '../jobs/turns.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { bucketOf } from './buckets.ts';
import type { SpeedKind, SpeedLog } from './ports.ts';

/** How fast things were here, until it is written down. */
export interface LatencyRecorder {
  /** One call that reached the system. */
  call(system: string, tookMs: number): void;
  /** The reads of one context. */
  reads(timings: readonly ReadTiming[]): void;
  /** One whole context. */
  served(tookMs: number): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

const SAY_EVERY_MS = 5000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** While the store does not answer, the newest minutes are worth more than the oldest. */
const MAX_MINUTES = 120;

const KINDS: readonly SpeedKind[] = ['call', 'read', 'start'];
/** What was counted in one minute: buckets by kind and name. */
type Row = Readonly<Record<SpeedKind, Map<string, number[]>>>;

/** Counts by the minute; a minute is written as a whole, again and again until it is over. */
export function createLatencyRecorder(
  tenant: TenantId,
  log: SpeedLog,
  process: string,
  withinMs: number,
  now: () => number,
): LatencyRecorder {
  const minutes = new Map<number, Row>();
  let served = { total: 0, kept: 0 };
  let hasChanged = false;
  const isTurn = createTurns(SAY_EVERY_MS, now);

  function note(kind: SpeedKind, name: string, ms: number): void {
    const minute = Math.floor(now() / MINUTE_MS) * MINUTE_MS;
    const row = minutes.get(minute) ?? { call: new Map(), read: new Map(), start: new Map() };
    minutes.set(minute, row);
    if (minutes.size > MAX_MINUTES) minutes.delete(Math.min(...minutes.keys()));
    const buckets = row[kind].get(name) ?? [];
    row[kind].set(name, buckets);
    const at = bucketOf(ms);
    while (buckets.length <= at) buckets.push(0);
    buckets[at]++;
    hasChanged = true;
  }

  async function write(): Promise<void> {
    hasChanged = false;
    const rows = [...minutes].flatMap(([minuteMs, row]) =>
      KINDS.flatMap((kind) => [...row[kind]].map(([name, buckets]) => ({ minuteMs, kind, name, buckets }))),
    );
    const counted = served;
    served = { total: 0, kept: 0 };
    await Promise.all([
      log.put(tenant, process, rows),
      counted.total > 0 && log.count(tenant, Math.floor(now() / HOUR_MS) * HOUR_MS, counted),
    ]);
    const thisMinute = Math.floor(now() / MINUTE_MS) * MINUTE_MS;
    for (const minute of minutes.keys()) if (minute < thisMinute) minutes.delete(minute);
  }

  return {
    call: (system, tookMs) => note('call', system, tookMs),
    reads(timings) {
      for (const { read, outcome, startMs, tookMs } of timings) {
        if (outcome === 'cached' || outcome === 'unlinked') continue;
        note('read', read, tookMs);
        note('start', read, startMs);
      }
    },
    served(tookMs) {
      served = { total: served.total + 1, kept: served.kept + (tookMs <= withinMs ? 1 : 0) };
      hasChanged = true;
    },
    async flush() {
      if (isTurn() && hasChanged) await write();
    },
    async close() {
      if (hasChanged) await write();
    },
  };
}
