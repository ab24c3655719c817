import type { ErrorsRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import type { WireErrors, WireUsage } from './wire.ts';

/** Null when the account sent no event in the time looked at. */
export function normaliseUsage({ results: [row] }: WireUsage): UsageRecord | null {
  if (!row) return null;
  const [activeUsers7d, activeUsers30d, lastSeen, trend] = row;
  const lastSeenAt = isoOf(lastSeen);
  if (lastSeenAt === null && activeUsers30d === 0) return null;
  return { activeUsers7d, activeUsers30d, lastSeenAt, trend };
}

export function normaliseErrors({ results: [row] }: WireErrors): ErrorsRecord | null {
  if (!row) return null;
  const [count24h, topType, lastAt] = row;
  return { count24h, topType: topType || null, lastAt: isoOf(lastAt) };
}

/** ISO 8601 in UTC. ClickHouse's "no row" maximum is the epoch. */
const isoOf = (ms: number | null): string | null => (ms !== null && ms > 0 ? new Date(ms).toISOString() : null);
