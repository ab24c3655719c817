import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';

interface Outage {
  readonly system: string;
  readonly openedAt: string;
  readonly closedAt: string | undefined;
  readonly timeline: readonly IncidentEntry[];
}

const MINUTE_MS = 60_000;

/** Minutes within a stretch of time in which the worst system was down or refused our sign-in, added up. Pure. */
export function downMinutes(incidents: readonly Outage[], fromMs: number, untilMs: number): number {
  const bySystem = Map.groupBy(incidents, ({ system }) => system);
  const sums = [...bySystem.values()].map((own) => own.reduce((sum, one) => sum + downMs(one, fromMs, untilMs), 0));
  return Math.max(0, ...sums) / MINUTE_MS;
}

/** Maintenance was announced, and does not count. */
function downMs({ timeline, closedAt }: Outage, fromMs: number, untilMs: number): number {
  const endMs = Math.min(untilMs, closedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(closedAt));
  let sum = 0;
  let downFromMs: number | undefined;
  const upTo = (ms: number) => {
    if (downFromMs !== undefined) sum += Math.max(0, Math.min(ms, endMs) - Math.max(downFromMs, fromMs));
    downFromMs = undefined;
  };
  for (const entry of timeline) {
    if (entry.kind !== 'opened' && entry.kind !== 'changed' && entry.kind !== 'maintenance') continue;
    const atMs = Date.parse(entry.at);
    upTo(atMs);
    const isDown = entry.kind !== 'maintenance' && (entry.state === 'down' || entry.state === 'locked_out');
    if (isDown) downFromMs = atMs;
  }
  upTo(endMs);
  return sum;
}
