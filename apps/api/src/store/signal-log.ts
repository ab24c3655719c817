import { Reason } from '@sidelight/shared/failure/reason.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { SignalLog } from '../health/ports.ts';
import type { Signal } from '../health/signal.ts';
import type { Database } from './database.ts';
import { writeApart } from './row-fault.ts';
import { StoredHistory } from './stored-history.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Source = z.enum(['calls', 'probe', 'canary']);

/** Everything any process saw of any connection, in the order it arrived, and what was made of it. */
export function createSignalLog(db: Database, onDamaged: OnDamaged = unheard): SignalLog {
  return {
    async append(tenant, signals) {
      if (signals.length === 0) return;
      const rows = signals.map((s) => ({
        ...{ ...s, reason: s.reason ?? null, at_ms: s.atMs },
        hold_ms: s.holdMs === undefined ? null : Math.ceil(s.holdMs),
      }));
      const setAside = (row: Pick<Signal, 'process' | 'seq'>) =>
        onDamaged({ table: 'health_signals', row: `${row.process}|${row.seq}` });
      const write = async (some: readonly (typeof rows)[number][]) =>
        void (await sql`insert into health_signals
          (tenant, process, seq, system, connector, at_ms, source, ok, failed, tail, reason, hold_ms)
        select ${tenant}, process, seq, system, connector, at_ms, source, ok, failed, tail, reason, hold_ms
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as row (process text, seq bigint, system text,
          connector text, at_ms double precision, source text, ok int, failed int, tail int, reason text, hold_ms int)
        on conflict do nothing`.execute(db));
      await writeApart(rows, write, setAside);
    },
    async after(tenant, id, most) {
      const rows = await db
        .selectFrom('health_signals')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('id', '>', String(id))
        .orderBy('id')
        .limit(most)
        .execute();
      const about = { table: 'health_signals', keyOf: (row: { id: string }) => row.id };
      return fitting(rows, (row) => ({ id: Number(row.id), signal: signalOf(row) }), about, onDamaged);
    },
    async connections(tenant) {
      const rows = await db.selectFrom('connection_health').selectAll().where('tenant', '=', tenant).execute();
      const about = { table: 'connection_health', keyOf: (row: { connector: string }) => row.connector };
      const read = (row: (typeof rows)[number]) => ({
        ...{ connector: row.connector, system: row.system, lastSignal: Number(row.last_signal) },
        history: StoredHistory.parse(row.history),
      });
      return fitting(rows, read, about, onDamaged);
    },
    async saveConnections(tenant, connections) {
      if (connections.length === 0) return;
      const rows = connections.map(({ connector, system, history, lastSignal }) => ({
        ...{ connector, system, history, last_signal: lastSignal },
        ...{ state: history.now.state, reason: history.now.reason ?? null, since_ms: history.now.sinceMs },
      }));
      await sql`insert into connection_health (tenant, connector, system, state, reason, since_ms, history, last_signal)
        select ${tenant}, connector, system, state, reason, since_ms, history, last_signal
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (connector text, system text, state text,
          reason text, since_ms double precision, history jsonb, last_signal bigint)
        on conflict (tenant, connector) do update set system = excluded.system, state = excluded.state,
          reason = excluded.reason, since_ms = excluded.since_ms, history = excluded.history,
          last_signal = excluded.last_signal
          where connection_health.last_signal <= excluded.last_signal`.execute(db);
    },
  };
}

interface Row {
  readonly process: string;
  readonly seq: string;
  readonly system: string;
  readonly connector: string;
  readonly at_ms: number;
  readonly source: string;
  readonly ok: number;
  readonly failed: number;
  readonly tail: number;
  readonly reason: string | null;
  readonly hold_ms: number | null;
}

const signalOf = (row: Row): Signal => ({
  ...{ process: row.process, seq: Number(row.seq), system: row.system, connector: row.connector },
  ...{ atMs: row.at_ms, source: Source.parse(row.source), ok: row.ok, failed: row.failed, tail: row.tail },
  reason: row.reason === null ? undefined : Reason.parse(row.reason),
  holdMs: row.hold_ms ?? undefined,
});
