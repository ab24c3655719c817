import { sql } from 'kysely';
import { z } from 'zod';
import type { LastKnown } from '../context/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createBatchWriter } from './batch-writer.ts';
import type { Database } from './database.ts';
import { createGather } from './gather.ts';
import { inTime, ON_PATH_MS } from './in-time.ts';

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
  /** Somebody was erased there; without a tenant, wherever it was: what was written of whom is remembered no more. */
  forget(tenant?: TenantId): void;
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface Row {
  readonly tenant: TenantId;
  readonly read: string;
  readonly subject: string;
  /** Undefined where the record is gone. */
  readonly answer?: unknown;
  readonly read_at: string;
}

type Kept = Awaited<ReturnType<LastKnown['find']>>;

type Wanted = Pick<Row, 'tenant' | 'read' | 'subject'>;
/** What is asked for in one turn of the event loop is one query. */
const GATHERED = { withinMs: 0, atOnce: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY };

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
      const newest = newestOfEach(rows);
      const gone = newest.filter(({ answer }) => answer === undefined);
      if (gone.length > 0) {
        await sql`delete from last_known using jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
          as gone (tenant text, read text, subject text, read_at timestamptz)
          where last_known.tenant = gone.tenant and last_known.read = gone.read
            and last_known.subject = gone.subject and last_known.read_at < gone.read_at`.execute(db);
      }
      const kept = newest.filter(({ answer }) => answer !== undefined);
      if (kept.length === 0) return;
      await sql`insert into last_known (tenant, read, subject, answer, read_at)
        select tenant, read, subject, answer, read_at
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb)
          as row (tenant text, read text, subject text, answer jsonb, read_at timestamptz)
        on conflict (tenant, read, subject) do update
          set answer = excluded.answer, read_at = excluded.read_at
          where last_known.read_at < excluded.read_at`.execute(db);
    },
  });
  const find = createGather(async (all: readonly Wanted[]): Promise<readonly Kept[]> => {
    const keys = JSON.stringify(all.map(({ tenant, read, subject }, i) => ({ tenant, read, subject, i })));
    const { rows } = await sql<{ i: number; answer: unknown; read_at: Date }>`select i, answer, read_at
      from jsonb_to_recordset(${keys}::jsonb) as wanted (tenant text, read text, subject text, i int)
      join last_known using (tenant, read, subject)`.execute(db);
    const kept = new Map(rows.map((row) => [row.i, keptIn(row)]));
    return all.map((_, i) => kept.get(i));
  }, GATHERED);
  const said = new Map<string, { readonly isGone: boolean; readonly atMs: number }>();

  /** Once in a while, unless it was the other thing before. */
  function isDue(key: string, isGone: boolean, atMs: number): boolean {
    const before = said.get(key);
    if (before?.isGone === isGone && atMs - before.atMs < AT_MOST_EVERY_MS) return false;
    if (said.size >= MAX_REMEMBERED) said.clear();
    // In the order in which they were written: a subject can be an address, and is kept for no longer than it counts.
    said.delete(key);
    said.set(key, { isGone, atMs });
    for (const [oldest, last] of said) {
      if (atMs - last.atMs < AT_MOST_EVERY_MS) break;
      said.delete(oldest);
    }
    return true;
  }

  return {
    keep(tenant, read, subject, answer, readAtMs) {
      if (!isDue(`${tenant}|${read}|${subject}`, false, readAtMs)) return;
      writer.push({ tenant, read, subject, answer, read_at: new Date(readAtMs).toISOString() });
    },
    drop(tenant, read, subject, readAtMs) {
      if (!isDue(`${tenant}|${read}|${subject}`, true, readAtMs)) return;
      writer.push({ tenant, read, subject, read_at: new Date(readAtMs).toISOString() });
    },
    // No text of the database's can hold it.
    find: async (tenant, read, subject) =>
      subject.includes('\0') ? undefined : inTime(find({ tenant, read, subject }), ON_PATH_MS),
    forget(tenant) {
      for (const key of said.keys()) if (tenant === undefined || key.startsWith(`${tenant}|`)) said.delete(key);
    },
    flush: writer.flush,
    close: writer.close,
  };
}

function keptIn(row: { readonly answer: unknown; readonly read_at: Date | string }): Kept {
  const answer = StoredAnswer.safeParse(row.answer).data;
  return answer && { answer, readAtMs: new Date(row.read_at).getTime() };
}

/** PostgreSQL refuses to touch one row twice in one statement. */
function newestOfEach(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [`${row.tenant}\n${row.read}\n${row.subject}`, row])).values()];
}
