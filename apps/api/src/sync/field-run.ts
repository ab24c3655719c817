import type { TenantId } from '../tenants/tenant-id.ts';
import { type BackfillDeps, backfill, type Checkpoint } from './backfill.ts';
import type { FieldStore } from './fields/ports.ts';
import type { SyncStore } from './ports.ts';
import type { ReconcileDeps } from './reconcile.ts';
import type { Reconciled } from './reconciled.ts';

/** One field of one kind of record, with both sides that can be reached. */
export interface FieldParts extends Pick<BackfillDeps, 'codec' | 'targets' | 'clocks'> {
  readonly wave: Pick<ReconcileDeps['wave'], 'changes' | 'atLeast'>;
}

export interface FieldRunDeps {
  readonly tenant: TenantId;
  readonly store: Pick<SyncStore, 'transact'>;
  readonly fields: Pick<FieldStore, 'aside' | 'release'>;
  /** Undefined where the map or a connection has no such field. */
  partsOf(object: string, field: string): FieldParts | undefined;
  now(): number;
}

export interface FieldRunHow {
  readonly isDry: boolean;
  /** Somebody has seen how much it is. */
  readonly isSeen: boolean;
  readonly from: Checkpoint | undefined;
}

/** `aside`: its property does not fit the map. */
export type FieldRunEnd = Reconciled | 'not_connected' | 'aside';

/**
 * Compares one field of all pairs. What nobody has seen is weighed first, and not done where it is more than a wave; a
 * field that comes back flows once it is done.
 */
export function createFieldRun({ tenant, store, fields, partsOf, now }: FieldRunDeps) {
  return async (
    object: string,
    field: string,
    { isDry, isSeen, from }: FieldRunHow,
    heard: Pick<BackfillDeps, 'onWeighed'> & { onPage(checkpoint: Checkpoint): Promise<void> },
    signal: AbortSignal,
  ): Promise<FieldRunEnd> => {
    const scope = { tenant, object };
    const parts = partsOf(object, field);
    if (!parts) return 'not_connected';
    const standing = (await fields.aside(scope)).filter((one) => one.field === field);
    if (standing.some(({ isReturning }) => !isReturning)) return 'aside';
    const run = (how: Pick<FieldRunHow, 'isDry' | 'from'>) =>
      backfill({ ...parts, store, now, ...heard }, scope, how, heard.onPage, signal);
    if (isDry) return run({ isDry, from });
    if (!isSeen && !from) {
      const { wave } = parts;
      const weighed = await backfill(
        { ...parts, store, now },
        scope,
        { isDry: true, from: undefined },
        async () => {},
        signal,
      );
      if (weighed.changed > Math.max(wave.atLeast, wave.changes * weighed.linked))
        return { ...weighed, refused: 'changes' };
    }
    const done = await run({ isDry: false, from });
    if (standing.length > 0) await fields.release(scope, field);
    return done;
  };
}
export type FieldRun = ReturnType<typeof createFieldRun>;
