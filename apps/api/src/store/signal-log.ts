import { Reason } from '@sidelight/shared/failure/reason.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { SignalLog, StoredConnection } from '../health/ports.ts';
import type { Signal } from '../health/signal.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { createGather, gatherWrites } from './gather.ts';
import { writeApart } from './row-fault.ts';
import { StoredHistory } from './stored-history.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Source = z.enum(['calls', 'probe', 'canary']);

/** What tenants say and ask of signals at the same moment. */
export const signalStatements = (db: Database) => ({
  append: gatherWrites((asks: readonly Saying[]) => {
    const all = asks.flatMap(({ tenant, signals, onDamaged }) =>
      signals.map((s) => ({
        ...{ ...s, tenant, reason: s.reason ?? null, at_ms: s.atMs, onDamaged },
        hold_ms: s.holdMs === undefined ? null : Math.ceil(s.holdMs),
      })),
    );
    const write = async (some: readonly (typeof all)[number][]) =>
      void (await sql`insert into health_signals
          (tenant, process, seq, system, connector, at_ms, source, ok, failed, tail, reason, hold_ms)
        select tenant, process, seq, system, connector, at_ms, source, ok, failed, tail, reason, hold_ms
        from jsonb_to_recordset(${JSON.stringify(some)}::jsonb) as row (tenant text, process text, seq bigint,
          system text, connector text, at_ms double precision, source text, ok int, failed int, tail int,
          reason text, hold_ms int)
        on conflict do nothing`.execute(db));
    return writeApart(all, write, ({ process, seq, onDamaged }) =>
      onDamaged({ table: 'health_signals', row: `${process}|${seq}` }),
    );
  }),
  after: createGather(
    async (asks: readonly { readonly tenant: TenantId; readonly id: number; readonly most: number }[]) => {
      const wanted = asks.map(({ tenant, id, most }, n) => ({ n, wanted_by: tenant, after: id, most }));
      const { rows } = await sql<Row & { readonly n: number }>`select w.n, s.*
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (n int, wanted_by text, after bigint, most int),
        lateral (select * from health_signals where tenant = w.wanted_by and id > w.after order by id limit w.most) s
      order by s.id`.execute(db);
      const byAsk = Map.groupBy(rows, ({ n }) => n);
      return asks.map((_ask, n) => byAsk.get(n) ?? []);
    },
  ),
  save: gatherWrites(
    (asks: readonly { readonly tenant: TenantId; readonly connections: readonly StoredConnection[] }[]) => {
      // Of one that is being made anew, the newest: a statement must not touch a row twice.
      const newest = new Map(asks.map((ask) => [ask.tenant, ask]));
      const rows = [...newest.values()].flatMap(({ tenant, connections }) =>
        connections.map(({ connector, system, history, lastSignal }) => ({
          ...{ tenant, connector, system, history, last_signal: lastSignal },
          ...{ state: history.now.state, reason: history.now.reason ?? null, since_ms: history.now.sinceMs },
        })),
      );
      return sql`insert into connection_health (tenant, connector, system, state, reason, since_ms, history, last_signal)
        select tenant, connector, system, state, reason, since_ms, history, last_signal
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (tenant text, connector text, system text,
          state text, reason text, since_ms double precision, history jsonb, last_signal bigint)
        order by tenant, connector
        on conflict (tenant, connector) do update set system = excluded.system, state = excluded.state,
          reason = excluded.reason, since_ms = excluded.since_ms, history = excluded.history,
          last_signal = excluded.last_signal
          where connection_health.last_signal <= excluded.last_signal`.execute(db);
    },
  ),
});

interface Saying {
  readonly tenant: TenantId;
  readonly signals: readonly Signal[];
  readonly onDamaged: OnDamaged;
}

/** Everything any process saw of any connection, in the order it arrived, and what was made of it. */
export function createSignalLog(
  db: Database,
  onDamaged: OnDamaged = unheard,
  statements = signalStatements(db),
): SignalLog {
  return {
    async append(tenant, signals) {
      if (signals.length > 0) await statements.append({ tenant, signals, onDamaged });
    },
    async after(tenant, id, most) {
      const rows = await statements.after({ tenant, id, most });
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
      if (connections.length > 0) await statements.save({ tenant, connections });
    },
  };
}

interface Row {
  readonly id: string;
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
