import { appendFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sql } from 'kysely';
import { z } from 'zod';
import type { AuditRow } from '../audit/chain.ts';
import { addWithin, lockedHeads, tenantsOf } from './audit-rows.ts';
import type { Database } from './database.ts';

/** There is neither a database nor a file to take a row of the audit: what it stands for does not happen. */
export class NotOnRecord extends Error {
  override readonly name = 'NotOnRecord';
  constructor(cause: unknown) {
    super('a row of the audit could be kept nowhere', { cause });
  }
}

/** Rows that the store did not take, in a file beside it, until it does. */
export interface AuditAside {
  /** In the file when it resolves: there after a kill, and there after a power cut but for the last moments. */
  append(row: AuditRow): Promise<void>;
  /** Puts them into the chain, at its end, with the times they were written at. Answers how many there were. */
  takeIn(db: Database): Promise<number>;
}

const text = z.string().nullable();
const Row: z.ZodType<AuditRow> = z.object({
  ...{ tenant: z.string(), atMs: z.number(), requestId: z.string(), actorId: z.string(), role: z.string() },
  ...{ action: z.string(), ticketId: text, subject: text, account: text, about: text, count: z.number() },
});
const AT_ONCE = 500;

/** One process a file. */
export function createAuditAside(path: string): AuditAside {
  const taken = `${path}.taken`;

  async function rowsIn(file: string): Promise<readonly AuditRow[]> {
    const lines = await readFile(file, 'utf8').catch((error: unknown) => {
      if (isMissing(error)) return '';
      throw error;
    });
    // The last line may have been cut by a full disk: what was not whole was not said to be kept.
    return lines.split('\n').flatMap((line) => Row.safeParse(parsed(line)).data ?? []);
  }

  return {
    async append(row) {
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await appendFile(path, `\n${JSON.stringify(row)}`, { mode: 0o600 });
      } catch (error) {
        throw new NotOnRecord(error);
      }
    },
    async takeIn(db) {
      let count = 0;
      // First what a process was about to take in when it ended.
      for (const isFirst of [true, false]) {
        if (!isFirst && !(await moved(path, taken))) break;
        const rows = await rowsIn(taken);
        for (let i = 0; i < rows.length; i += AT_ONCE)
          await db.transaction().execute(async (tx) => {
            // A statement that was given up may still arrive: nobody adds between the look and the rows.
            await lockedHeads(tx, tenantsOf(rows.slice(i, i + AT_ONCE)));
            const fresh = await unknownAmong(tx, rows.slice(i, i + AT_ONCE));
            if (fresh.length > 0) await addWithin(tx, fresh);
          });
        await rm(taken, { force: true });
        count += rows.length;
      }
      return count;
    },
  };
}

/** One that the store took after all, or that was taken in just before the file could be removed, is there already. */
async function unknownAmong(tx: Database, rows: readonly AuditRow[]): Promise<readonly AuditRow[]> {
  const asked = rows.map(({ tenant, requestId, action, atMs }, n) => ({
    ...{ n, tenant, request_id: requestId, action, at: new Date(atMs).toISOString() },
  }));
  const { rows: found } = await sql<{ n: number }>`select n from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as e (n int, tenant text, request_id text, action text, at timestamptz)
    where exists (select from audit a where a.tenant = e.tenant and a.at = e.at and a.request_id = e.request_id
      and a.action = e.action)`.execute(tx);
  const known = new Set(found.map(({ n }) => n));
  return rows.filter((_, n) => !known.has(n));
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const moved = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );

function parsed(line: string): unknown {
  try {
    return line === '' ? undefined : JSON.parse(line);
  } catch {
    return undefined;
  }
}
