import { sql } from 'kysely';
import { z } from 'zod';
import type { LastKnown } from '../context/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createBatchWriter } from './batch-writer.ts';
import type { Database } from './database.ts';

const StoredAnswer = z.object({
  record: z.unknown(),
  source: z.object({
    type: z.string(),
    id: z.string(),
    url: z.string().exactOptional(),
    changedAt: z.string().exactOptional(),
  }),
  gaps: z.object({ isCutShort: z.boolean(), leftOut: z.int() }).exactOptional(),
});

/** A busy ticket is read every few seconds; after a restart an answer a minute older is as good. */
const AT_MOST_EVERY_MS = 60_000;
const MAX_REMEMBERED = 100_000;

export interface StoredLastKnown extends LastKnown {
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface Row {
  readonly tenant: TenantId;
  readonly read: string;
  readonly subject: string;
  readonly answer: unknown;
  readonly read_at: string;
}

/** One row a read and subject: the last good answer. */
export function createLastKnown(
  db: Database,
  onTrouble: (error: unknown, lost: number) => void,
  onSetAside = (error: unknown) => onTrouble(error, 1),
): StoredLastKnown {
  const writer = createBatchWriter<Row>({
    everyMs: 500,
    most: 200,
    capacity: 5000,
    onTrouble,
    onSetAside,
    async write(rows) {
      await sql`insert into last_known (tenant, read, subject, answer, read_at)
        select tenant, read, subject, answer, read_at
        from jsonb_to_recordset(${JSON.stringify(newestOfEach(rows))}::jsonb)
          as row (tenant text, read text, subject text, answer jsonb, read_at timestamptz)
        on conflict (tenant, read, subject) do update
          set answer = excluded.answer, read_at = excluded.read_at
          where last_known.read_at < excluded.read_at`.execute(db);
    },
  });
  const keptAtMs = new Map<string, number>();
  return {
    keep(tenant, read, subject, answer, readAtMs) {
      const key = `${tenant}|${read}|${subject}`;
      if (readAtMs - (keptAtMs.get(key) ?? Number.NEGATIVE_INFINITY) < AT_MOST_EVERY_MS) return;
      if (keptAtMs.size >= MAX_REMEMBERED) keptAtMs.clear();
      keptAtMs.set(key, readAtMs);
      writer.push({ tenant, read, subject, answer, read_at: new Date(readAtMs).toISOString() });
    },
    async find(tenant, read, subject) {
      const row = await db
        .selectFrom('last_known')
        .select(['answer', 'read_at'])
        .where('tenant', '=', tenant)
        .where('read', '=', read)
        .where('subject', '=', subject)
        .executeTakeFirst();
      const answer = row && StoredAnswer.safeParse(row.answer).data;
      return answer && { answer, readAtMs: new Date(row.read_at).getTime() };
    },
    flush: writer.flush,
    close: writer.close,
  };
}

/** PostgreSQL refuses to touch one row twice in one statement. */
function newestOfEach(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.tenant}\n${row.read}\n${row.subject}`, row])).values()];
}
