import { ownValue } from '@sidelight/shared/own-property.ts';
import { type RawBuilder, sql } from 'kysely';
import { dataInventory } from '../privacy/data-inventory.ts';
import type { Erasing } from '../privacy/inventory/entry.ts';
import { writtenAt } from '../privacy/inventory/written-at.ts';
import type { HeldIn, PersonRows } from '../privacy/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { requesterOf, widenPerson } from './person-keys.ts';
import { aboutPerson, withoutNames } from './person-match.ts';

/** Rows of one statement: others wait for none of them for long. */
const MOST_AT_ONCE = 500;
const JOBS = 'sidelight_jobs.job';

const erasingOf = (place: string): Erasing => {
  const entry = ownValue(dataInventory, place);
  if (!entry) throw new Error(`there is no table ${place}`);
  return entry.erasing;
};

/** What our tables hold about a person, found and erased as the inventory says. `addresses`: what sync calls the field of an address. */
export function createPersonRows(db: Database, addresses: readonly string[]): PersonRows {
  async function count(tenant: TenantId, place: string, about: RawBuilder<boolean>): Promise<number> {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(place)}
      where tenant = ${tenant} and ${about}`.execute(db);
    return rows[0]?.n ?? 0;
  }

  /** With when the oldest and the newest were written, where the table says so. */
  async function span(tenant: TenantId, place: string, about: RawBuilder<boolean>): Promise<Omit<HeldIn, 'place'>> {
    const column = ownValue(writtenAt, place);
    const at = column === undefined ? sql`null::timestamptz` : sql.ref(column);
    const { rows } = await sql<{ n: number; oldest: Date | null; newest: Date | null }>`select count(*)::int as n,
        min(${at}) as oldest, max(${at}) as newest
      from ${sql.table(place)} where tenant = ${tenant} and ${about}`.execute(db);
    const { n = 0, oldest, newest } = rows[0] ?? {};
    return { n, oldest: oldest ?? undefined, newest: newest ?? undefined };
  }

  /** One bounded statement after the other, until one finds less than it may. */
  async function inPieces(statement: RawBuilder<unknown>, signal: AbortSignal): Promise<number> {
    for (let n = 0; ; ) {
      signal.throwIfAborted();
      const { numAffectedRows = 0n } = await statement.execute(db);
      n += Number(numAffectedRows);
      if (numAffectedRows < MOST_AT_ONCE) return n;
    }
  }

  return {
    widen: (tenant, person) => widenPerson(db, tenant, person, addresses),
    requesterOf: (tenant, ticketId) => requesterOf(db, tenant, ticketId),
    async count(tenant, person) {
      const found: HeldIn[] = [];
      for (const [place, { erasing }] of Object.entries(dataInventory)) {
        const about = aboutPerson(erasing, person);
        const held = about && (await span(tenant, place, about));
        if (held && held.n > 0) found.push({ place, ...held });
      }
      return found;
    },
    async rows(tenant, place, person, most) {
      const about = aboutPerson(erasingOf(place), person);
      if (!about) return [];
      const { rows } = await sql<{ row: unknown }>`select to_jsonb(t) as row from ${sql.table(place)} t
        where tenant = ${tenant} and ${about} limit ${most}`.execute(db);
      return rows.map(({ row }) => row);
    },
    async erase(tenant, place, person, signal) {
      const erasing = erasingOf(place);
      // What sync keeps is counted here, and erased by sync.
      const about = aboutPerson(erasing, person, { isExact: erasing.by === 'sync' });
      if (!about) return 0;
      const table = sql.table(place);
      const some = sql`ctid = any(array(select ctid from ${table}
        where tenant = ${tenant} and ${about} limit ${MOST_AT_ONCE}))`;
      switch (erasing.by) {
        case 'row':
          return inPieces(sql`delete from ${table} where ${some}`, signal);
        case 'blank':
          return inPieces(sql`update ${table} set ${assignments(erasing.set)} where ${some}`, signal);
        case 'redact': {
          const { column, as } = erasing;
          const text = withoutNames(column, as, person);
          return inPieces(sql`update ${table} set ${sql.ref(column)} = ${text} where ${some}`, signal);
        }
        case 'sync':
          return count(tenant, place, about);
        case 'nothing':
          return 0;
      }
    },
    async eraseJobs(tenant, { tickets }) {
      if (tickets.length === 0) return 0;
      const { numAffectedRows = 0n } = await sql`delete from ${sql.table(JOBS)}
        where group_id = ${tenant} and state < 'active' and data->>'ticketId' = any(${tickets}::text[])`.execute(db);
      return Number(numAffectedRows);
    },
  };
}

const assignments = (set: Readonly<Record<string, string | null>>) =>
  sql.join(Object.entries(set).map(([name, value]) => sql`${sql.ref(name)} = ${value}`));
