import { Phase } from '@sidelight/shared/setup/phase.ts';
import { RollbackCriteria, type RolloutStep } from '@sidelight/shared/setup/rollout.ts';
import { StepReason } from '@sidelight/shared/setup/step-reason.ts';
import { sql } from 'kysely';
import { z } from 'zod';
import type { RolloutLog, StoredRollout } from '../rollout/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Database } from './database.ts';
import { changeIn } from './on-record.ts';

const Ids = z.array(z.string());

/** One row a tenant, and every step that led to it. Steps are only ever added. */
export function createRolloutLog(db: Database): RolloutLog {
  /** False where the row is no longer as it was. */
  async function write(on: Database, tenant: TenantId, version: number, next: Omit<StoredRollout, 'version'>) {
    const row = {
      ...{ phase: next.phase, pilot_groups: JSON.stringify(next.pilotGroups), groups: JSON.stringify(next.groups) },
      ...{ criteria: JSON.stringify(RollbackCriteria.parse(next.criteria)), since: next.since, version: version + 1 },
    };
    if (version === 0) {
      const first = on.insertInto('rollouts').values({ tenant, ...row });
      const made = await first.onConflict((c) => c.doNothing()).executeTakeFirst();
      return (made.numInsertedOrUpdatedRows ?? 0n) > 0n;
    }
    const changed = await on
      .updateTable('rollouts')
      .set(row)
      .where('tenant', '=', tenant)
      .where('version', '=', String(version))
      .executeTakeFirst();
    return changed.numUpdatedRows > 0n;
  }

  return {
    async find(tenant) {
      const row = await db.selectFrom('rollouts').selectAll().where('tenant', '=', tenant).executeTakeFirst();
      return (
        row && {
          ...{ phase: Phase.parse(row.phase), pilotGroups: Ids.parse(row.pilot_groups), groups: Ids.parse(row.groups) },
          ...{ criteria: RollbackCriteria.parse(row.criteria), since: row.since.toISOString() },
          version: Number(row.version),
        }
      );
    },
    change(tenant, version, next, step, record) {
      const change = async (tx: Database) => {
        if (!(await write(tx, tenant, version, next))) return false;
        if (step) {
          const { at, from, to, by, reason } = step;
          await tx
            .insertInto('rollout_steps')
            .values({ tenant, at, from_phase: from, to_phase: to, by, reason: reason ? JSON.stringify(reason) : null })
            .execute();
        }
        return true;
      };
      return changeIn(db, record, change, Boolean);
    },
    async look(tenant, at) {
      // The row as it was before is joined, because an update answers with what it has written.
      const { rows } = await sql<{ before: Date | null }>`update rollouts r set looked_at = ${at}
        from (select tenant, looked_at from rollouts where tenant = ${tenant} for update) old
        where r.tenant = old.tenant returning old.looked_at as before`.execute(db);
      const before = rows[0]?.before;
      return before ? new Date(before).toISOString() : undefined;
    },
    async steps(tenant, most) {
      const rows = await db
        .selectFrom('rollout_steps')
        .selectAll()
        .where('tenant', '=', tenant)
        .orderBy('n', 'desc')
        .limit(most)
        .execute();
      return rows.map(
        (row): RolloutStep => ({
          ...{ at: row.at.toISOString(), from: Phase.parse(row.from_phase), to: Phase.parse(row.to_phase), by: row.by },
          ...reasonIn(row),
        }),
      );
    },
  };
}

/** `why`: what a release before this one wrote, in words. */
function reasonIn({ reason, why }: { reason: unknown; why: string | null }): Pick<RolloutStep, 'reason'> {
  const read = StepReason.safeParse(reason);
  if (read.success) return { reason: read.data };
  return why === null ? {} : { reason: { code: 'noted', text: why } };
}
