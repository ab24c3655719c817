import { sql } from 'kysely';
import { z } from 'zod';
import { webhookQueue } from '../jobs/queues.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Pace } from '../webhooks/ports.ts';
import type { Database } from './database.ts';
import { lastDelivery } from './last-delivery.ts';
import { ofJournal } from './of-journal.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Ways in which deliveries cannot be read; a vendor that has more of them in a day is told of all the same. */
const MOST_KINDS = 5;
/** Deliveries that were handled are kept no longer: hours before are as they were added up. */
const DELIVERIES_SINCE_MS = 48 * HOUR_MS;
/** Refused deliveries of this hour and the one before it. */
const REFUSED_HOURS = 1;

export interface SenderFacts {
  /** Undefined where none has ever come. */
  readonly pace: Pace | undefined;
  readonly refused: number;
  /** When each kind came that was signed and could not be read, of the last day. */
  readonly unread: readonly string[];
}

/** One delivery that was refused. Nothing of what it said: that is whoever's who sent it. */
export interface RefusedDelivery {
  readonly tenant: TenantId;
  readonly system: string;
  readonly atMs: number;
}

const hourOf = (ms: number): Date => new Date(Math.floor(ms / HOUR_MS) * HOUR_MS);

/** Adds up the deliveries of hours that may still be counted. Safe to repeat. */
export async function rollUpDeliveries(db: Database, nowMs: number): Promise<void> {
  await sql`insert into webhook_hours (tenant, system, hour, delivered)
    select w.tenant, w.system, date_trunc('hour', w.received_at, 'UTC'), count(*)
    from webhook_inbox w where w.received_at >= ${hourOf(nowMs - DELIVERIES_SINCE_MS)} and not ${ofJournal('w')}
    group by w.tenant, w.system, date_trunc('hour', w.received_at, 'UTC')
    on conflict (tenant, system, hour)
    do update set delivered = greatest(webhook_hours.delivered, excluded.delivered)`.execute(db);
}

/** Each process adds its own. */
export async function countRefused(db: Database, refused: readonly RefusedDelivery[]): Promise<void> {
  const byHour = Map.groupBy(refused, ({ tenant, system, atMs }) =>
    JSON.stringify({ tenant, system, hour: hourOf(atMs).toISOString() }),
  );
  const rows = [...byHour].map(([key, those]) => ({ ...JSON.parse(key), refused: those.length }));
  await sql`insert into webhook_hours (tenant, system, hour, refused)
    select tenant, system, hour, refused from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (tenant text, system text, hour timestamptz, refused bigint)
    on conflict (tenant, system, hour)
    do update set refused = webhook_hours.refused + excluded.refused`.execute(db);
}

const n = z.coerce.number();
const Hour = z.object({ hour: z.date(), delivered: n, refused: n });

/** How the webhooks of one system come. */
export async function readSender(db: Database, tenant: TenantId, system: string, nowMs: number): Promise<SenderFacts> {
  const { rows } = await sql`select hour, delivered, refused from webhook_hours
    where tenant = ${tenant} and system = ${system}`.execute(db);
  const hours = z.array(Hour).parse(rows);
  const last = await lastDelivery(db, tenant, system);
  const unread = await sql<{ at: Date }>`select died_at as at from dead_letters where tenant = ${tenant}
    and queue = ${webhookQueue.name} and reason = 'unreadable' and ids->>'system' = ${system}
    and died_at > ${new Date(nowMs - DAY_MS)} order by died_at limit ${MOST_KINDS}`.execute(db);
  const since = hourOf(nowMs - REFUSED_HOURS * HOUR_MS);
  return {
    unread: unread.rows.map(({ at }) => at.toISOString()),
    pace: last
      ? { lastAtMs: last.getTime(), hours: new Map(hours.map((row) => [row.hour.getTime(), row.delivered])) }
      : undefined,
    refused: hours.reduce((sum, row) => (row.hour >= since ? sum + row.refused : sum), 0),
  };
}
