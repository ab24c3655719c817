import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type ListedSecret, OF_AGENT, type SecretName, type SecretRows, type SecretWithKey } from '../secrets/ports.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';
import type { Schema } from './schema.ts';
import { holdSecrets, storedOf } from './secret-writes.ts';

const TellingKind = z.enum(['expires_soon', 'expired']).nullable();

/** Sealed secrets. What opens them is never here. */
export function createSecretRows(db: Database): SecretRows {
  const named = (tenant: string, { system, name }: SecretName) =>
    db
      .selectFrom('secrets as s')
      .leftJoin('data_keys as k', (join) =>
        join.onRef('k.tenant', '=', 's.tenant').onRef('k.version', '=', 's.key_version'),
      )
      .selectAll('s')
      .select(['k.version as data_key_version', 'k.wrapped_by', 'k.wrapped'])
      .where('s.tenant', '=', tenant)
      .where('s.system', '=', system)
      .where('s.name', '=', name)
      .orderBy('s.version', 'desc');

  return {
    async find(tenant, of) {
      const row = await named(tenant, of).limit(1).executeTakeFirst();
      return row && withKey(row);
    },
    async live(tenant, of, at) {
      const rows = await named(tenant, of).execute();
      return rows.filter(({ ends_at }, i) => i === 0 || (ends_at !== null && ends_at > new Date(at))).map(withKey);
    },
    async list(tenant) {
      const rows = await db
        .selectFrom('secrets')
        .selectAll()
        .where('tenant', '=', tenant)
        .where('system', 'not like', `${OF_AGENT}%`)
        .orderBy('system')
        .orderBy('name')
        .orderBy('version', 'desc')
        .execute();
      return rows.filter((row, i) => !isSameName(row, rows[i - 1])).map((row) => listed(row, rows));
    },
    change: (tenant, work, record, isDone) =>
      changeIn(db, record, async (tx) => work(await holdSecrets(tx, tenant)), isDone),
    async dropEnded(tenant, at) {
      await db.deleteFrom('secrets').where('tenant', '=', tenant).where('ends_at', '<=', new Date(at)).execute();
    },
    async markTold(tenant, version, told) {
      const one = db.updateTable('secrets').where('tenant', '=', tenant).where('version', '=', String(version));
      await one.set({ told }).execute();
    },
    shred: (tenant) =>
      db.transaction().execute(async (transaction) => {
        await holdSecrets(transaction, tenant);
        await transaction.deleteFrom('data_keys').where('tenant', '=', tenant).execute();
        await transaction.deleteFrom('secrets').where('tenant', '=', tenant).execute();
      }),
  };
}

type Row = Selectable<Schema['secrets']>;

const isSameName = (a: SecretName, b: SecretName | undefined) => a.system === b?.system && a.name === b?.name;

const withKey = (
  row: Row & {
    readonly data_key_version: number | null;
    readonly wrapped_by: string | null;
    readonly wrapped: string | null;
  },
): SecretWithKey => {
  const { data_key_version: version, wrapped_by: wrappedBy, wrapped } = row;
  const isThere = version !== null && wrappedBy !== null && wrapped !== null;
  return { secret: storedOf(row), dataKey: isThere ? { version, wrappedBy, wrapped } : undefined };
};

function listed(row: Row, all: readonly Row[]): ListedSecret {
  const { sealed: _, keyVersion: __, ...rest } = storedOf(row);
  const previous = all.find((other) => isSameName(other, row) && other.ends_at !== null);
  const told = TellingKind.parse(row.told) ?? undefined;
  return { ...rest, previousUntil: previous?.ends_at?.toISOString(), told };
}
