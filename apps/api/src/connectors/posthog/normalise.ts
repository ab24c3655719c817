import type { ErrorsRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import type { WireErrors, WireUsage } from './wire.ts';

/** As many as anybody reads. */
const MAX_FLAGS = 50;
const MAX_TEXT = 100;

/** Null when the account sent no event in the time looked at. */
export function normaliseUsage({ results: [row] }: WireUsage): UsageRecord | null {
  if (!row) return null;
  const [activeUsers7d, activeUsers30d, lastSeen, trend, version, flags] = row;
  const lastSeenAt = isoOf(lastSeen);
  if (lastSeenAt === null && activeUsers30d === 0) return null;
  const appVersion = version?.trim().slice(0, MAX_TEXT) || null;
  return { activeUsers7d, activeUsers30d, lastSeenAt, trend, appVersion, flags: flagsIn(flags) };
}

export function normaliseErrors({ results: [row] }: WireErrors): ErrorsRecord | null {
  if (!row) return null;
  const [count24h, topType, lastAt] = row;
  return { count24h, topType: topType || null, lastAt: isoOf(lastAt) };
}

/** Property values are the product's own: what is no list of names is none, and no reason to believe nothing else. */
function flagsIn(text: string | null): string[] {
  try {
    const found: unknown = JSON.parse(text || '[]');
    const flags = Array.isArray(found) ? found.filter((flag) => typeof flag === 'string' && flag !== '') : [];
    return [...new Set<string>(flags)].slice(0, MAX_FLAGS).map((flag) => flag.slice(0, MAX_TEXT));
  } catch {
    return [];
  }
}

/** ISO 8601 in UTC. ClickHouse's "no row" maximum is the epoch. */
const isoOf = (ms: number | null): string | null => (ms !== null && ms > 0 ? new Date(ms).toISOString() : null);
