import { SyncType } from '@sidelight/shared/map/sync.ts';
import { AsideWhy, DefinitionsOutcome, SyncSide } from '@sidelight/shared/sync/sync-parts.ts';
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { PropertyDefinition } from '../connectors/sync-port.ts';
import type { JobWriter } from '../jobs/ports.ts';
import { syncQueue } from '../jobs/queues.ts';
import type { FieldAside, FieldStore } from '../sync/fields/ports.ts';
import type { Database } from './database.ts';
import { syncJob } from './sync-job.ts';
import type { SyncSchema } from './sync-schema.ts';

const Definitions = z.array(
  z.object({
    ...{ name: z.string(), label: z.string(), type: z.string(), types: z.array(SyncType).exactOptional() },
    options: z.array(z.object({ value: z.string(), label: z.string() })).exactOptional(),
    ...{ isWritable: z.boolean(), isUnique: z.boolean(), isArchived: z.boolean() },
  }),
) satisfies z.ZodType<readonly PropertyDefinition[]>;
const Lost = z.array(z.string());

const asideOf = ({
  field,
  side,
  why,
  lost,
  expression,
  is_returning,
  since,
}: Selectable<SyncSchema['sync_fields_aside']>): FieldAside => ({
  ...{ field, side: SyncSide.parse(side), why: AsideWhy.parse(why), lost: Lost.parse(lost) },
  ...{ isReturning: is_returning, since: new Date(since).toISOString() },
  ...(expression !== null && { expression }),
});

const lookOf = ({
  side,
  outcome,
  asked_at,
}: Pick<Selectable<SyncSchema['sync_definitions']>, 'side' | 'outcome' | 'asked_at'>) => ({
  ...{ side: SyncSide.parse(side), outcome: DefinitionsOutcome.parse(outcome) },
  askedAt: new Date(asked_at).toISOString(),
});

/** What the sides said of their properties, and which fields are set aside for it. */
export function createFieldStore(db: Database, jobs: JobWriter<Database>, now: () => number): FieldStore {
  const asideRows = () => db.selectFrom('sync_fields_aside').selectAll().orderBy('object').orderBy('field');
  return {
    async allAside(tenant) {
      const rows = await asideRows().where('tenant', '=', tenant).execute();
      return rows.map((row) => ({ object: row.object, ...asideOf(row) }));
    },
    async aside({ tenant, object }) {
      const rows = await asideRows().where('tenant', '=', tenant).where('object', '=', object).execute();
      return rows.map(asideOf);
    },
    async looks(tenant) {
      const rows = await db
        .selectFrom('sync_definitions')
        .select(['object', 'side', 'outcome', 'asked_at'])
        .where('tenant', '=', tenant)
        .orderBy('object')
        .orderBy('side')
        .execute();
      return rows.map(({ object, ...row }) => ({ object, ...lookOf(row) }));
    },
    async definitions({ tenant, object }) {
      const rows = await db
        .selectFrom('sync_definitions')
        .selectAll()
        .where((eb) => eb.and({ tenant, object }))
        .execute();
      return rows.map(({ definitions, ...row }) => ({
        ...lookOf(row),
        // Of another release: they are read anew soon.
        definitions: Definitions.nullable().catch(null).parse(definitions) ?? undefined,
      }));
    },
    async keepDefinitions(scope, { side, outcome, askedAt, definitions }) {
      const read = outcome === 'read' && definitions;
      const kept = { outcome, asked_at: askedAt };
      const more = read ? { definitions: JSON.stringify(read) } : {};
      await db
        .insertInto('sync_definitions')
        .values({ ...scope, side, ...kept, definitions: null, ...more })
        .onConflict((conflict) => conflict.columns(['tenant', 'object', 'side']).doUpdateSet({ ...kept, ...more }))
        .execute();
    },
    async change(scope, { began, changed, forgotten }) {
      const since = new Date(now());
      await db.transaction().execute(async (tx) => {
        const faults = [...began.map((one) => ({ ...one, isReturning: false })), ...changed];
        for (const { field, side, why, lost, expression, isReturning } of faults) {
          const row = { why, lost: JSON.stringify(lost), expression: expression ?? null, is_returning: isReturning };
          await tx
            .insertInto('sync_fields_aside')
            .values({ ...scope, field, side, ...row, since })
            .onConflict((conflict) => conflict.columns(['tenant', 'object', 'field', 'side']).doUpdateSet(row))
            .execute();
        }
        for (const { field, side } of forgotten)
          await tx
            .deleteFrom('sync_fields_aside')
            .where((eb) => eb.and({ ...scope, field, side }))
            .execute();
      });
    },
    async release({ tenant, object }, field) {
      await db.transaction().execute(async (tx) => {
        await tx
          .deleteFrom('sync_fields_aside')
          .where((eb) => eb.and({ tenant, object, field, is_returning: true }))
          .execute();
        for (const side of ['left', 'right'] as const) {
          const due = sql.ref(`due_${side}`);
          const since = sql.ref(`open_${side}_since`);
          await sql`update sync_records set ${due} = true, ${since} = now() where tenant = ${tenant} and object = ${object}
            and hold is null and fields->${field}->${side}->'target'->>'isSent' = 'false'`.execute(tx);
        }
        const works = ['deliver_left', 'deliver_right'] as const;
        await jobs.put(
          tx,
          syncQueue,
          works.map((work) => syncJob(tenant, object, work)),
        );
      });
    },
  };
}
