import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { Database } from '@sidelight/api/store/database.ts';
import { sql } from 'kysely';

/** Linux counts CPU time in these. */
const TICKS_A_SECOND = 100;

/** User and system time of a process so far. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // The 14th and 15th of the line are user and system time; two stood before the bracket.
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

export const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

/** Transactions of this database so far, those of this question among them. */
export async function commits(db: Database): Promise<number> {
  // The server writes its counters down now and then: its own snapshot of them must be let go.
  await sql`select pg_stat_clear_snapshot()`.execute(db);
  const { rows } = await sql<{ count: string }>`select xact_commit + xact_rollback as count
    from pg_stat_database where datname = current_database()`.execute(db);
  return Number(rows[0]?.count);
}

export const machineName = (): string =>
  `Node ${process.versions.node} on ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'})`;
