import { randomUUID } from 'node:crypto';
import { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { IncidentLog, StoredIncident } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';
import { withAlertFailure } from './stored-alert-failure.ts';
import { StoredHistory } from './stored-history.ts';
import { fitting, type OnDamaged, unheard } from './stored-rows.ts';

const Timeline = z.array(z.unknown());
const Histories = z.array(z.object({ connector: z.string(), history: StoredHistory }));

/** Incidents and their timelines. Entries are only ever added; one that cannot be read leaves the others. */
export function createIncidentLog(db: Database, onDamaged: OnDamaged = unheard): IncidentLog {
  const insertEntry = (on: Database, tenant: TenantId, id: string, entry: IncidentEntry) =>
    on
      .insertInto('incident_entries')
      .values({ tenant, incident_id: id, entry: JSON.stringify(IncidentEntry.parse(entry)) })
      .execute();

  async function select(where: ReturnType<typeof sql>): Promise<StoredIncident[]> {
    const { rows } = await sql<Row>`select i.id, i.system, i.opened_at, i.closed_at,
        coalesce((select jsonb_agg(e.entry order by e.n) from incident_entries e
          where e.tenant = i.tenant and e.incident_id = i.id), '[]'::jsonb) as timeline
      from incidents i where ${where} order by i.opened_at desc, i.id`.execute(db);
    return fitting(rows, incidentOf, { table: 'incidents', keyOf: ({ id }) => id }, onDamaged);
  }

  function incidentOf(row: Row): StoredIncident {
    const entries = Timeline.parse(row.timeline).map((entry, n) => ({ entry, n }));
    const about = { table: 'incident_entries', keyOf: ({ n }: { n: number }) => `${row.id}|${n}` };
    return {
      id: row.id,
      system: row.system,
      openedAt: new Date(row.opened_at).toISOString(),
      closedAt: row.closed_at === null ? undefined : new Date(row.closed_at).toISOString(),
      timeline: fitting(entries, ({ entry }) => IncidentEntry.parse(withAlertFailure(entry)), about, onDamaged),
    };
  }

  return {
    async open(tenant, system, at, entries, replay, record) {
      const id = randomUUID();
      const row = {
        ...{ tenant, id, system, opened_at: at, closed_at: null, first_signal: replay?.firstSignal ?? null },
        histories: replay ? JSON.stringify(replay.histories) : null,
      };
      const open = async (tx: Database) => {
        const first = tx.insertInto('incidents').values(row);
        const opened = await first.onConflict((c) => c.doNothing()).executeTakeFirst();
        if ((opened.numInsertedOrUpdatedRows ?? 0n) === 0n) return false;
        for (const entry of entries) await insertEntry(tx, tenant, id, entry);
        return true;
      };
      return (await changeIn(db, record, open, Boolean)) ? id : undefined;
    },
    append: (tenant, id, added, record) =>
      changeIn(db, record, async (tx) => {
        for (const entry of [added].flat()) await insertEntry(tx, tenant, id, entry);
      }),
    async close(tenant, id, entry, record) {
      const close = async (tx: Database) => {
        const closed = await tx
          .updateTable('incidents')
          .set({ closed_at: entry.at })
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .where('closed_at', 'is', null)
          .executeTakeFirst();
        if (closed.numUpdatedRows === 0n) return false;
        await insertEntry(tx, tenant, id, entry);
        return true;
      };
      return changeIn(db, record, close, Boolean);
    },
    find: async (tenant, id) => (await select(sql`i.tenant = ${tenant} and i.id = ${id}`))[0],
    current: (tenant, closedSince) =>
      select(sql`i.tenant = ${tenant} and (i.closed_at is null or i.closed_at >= ${closedSince})`),
    async replayStart(tenant, id) {
      const row = await db
        .selectFrom('incidents')
        .select(['first_signal', 'histories'])
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row || row.first_signal === null || row.histories === null) return undefined;
      const histories = Histories.safeParse(row.histories).data;
      return histories && { firstSignal: Number(row.first_signal), histories };
    },
  };
}

interface Row {
  readonly id: string;
  readonly system: string;
  readonly opened_at: Date;
  readonly closed_at: Date | null;
  readonly timeline: unknown;
}
