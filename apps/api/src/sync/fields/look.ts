import { isUpstreamError } from '../../connectors/upstream-error.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Side } from '../canonical/canon.ts';
import type { SyncObjectPlan } from '../compile.ts';
import type { SideTarget } from '../target.ts';
import { changesOf, returning } from './changes.ts';
import { faultsOf } from './check.ts';
import type { FieldFault, FieldStore, SideDefinitions } from './ports.ts';

/** One kind of record, as far as its fields are looked at. */
export interface LookedAt {
  readonly plan: Pick<SyncObjectPlan, 'fields'>;
  readonly targets: Readonly<Record<Side, Pick<SideTarget, 'definitions'>>>;
}

export interface LookDeps {
  readonly tenant: TenantId;
  readonly store: FieldStore;
  isOn(object: string): Promise<boolean>;
  /** Compares one field of all pairs, after which it flows again; nothing where that is in line already. */
  compareField(object: string, field: string): Promise<void>;
  now(): number;
}

/** So soon after the last look, another one would find the same. */
const FRESH_MS = 600_000;

/** Asks both sides what they say of their properties, and sets aside the fields that these do not fit any more. */
export function createFieldLook({ tenant, store, isOn, compareField, now }: LookDeps) {
  async function read(of: LookedAt, side: Side, signal: AbortSignal) {
    const askedAt = new Date(now()).toISOString();
    try {
      const definitions = await of.targets[side].definitions(signal);
      return { side, askedAt, outcome: 'read', definitions } as const;
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      const isRefused = error.reason === 'forbidden' || error.reason === 'credential';
      return { side, askedAt, outcome: isRefused ? 'forbidden' : 'no_answer', definitions: undefined } as const;
    }
  }

  return {
    /** `isUrgent`: however short a time ago it was done last. */
    async look(object: string, of: LookedAt, isUrgent: boolean, signal: AbortSignal): Promise<void> {
      const scope = { tenant, object };
      const before = await store.definitions(scope);
      const isFresh = (one: SideDefinitions) => now() - Date.parse(one.askedAt) < FRESH_MS;
      const sides = (['left', 'right'] as const).filter(
        (side) => isUrgent || !before.some((one) => one.side === side && isFresh(one)),
      );
      const found = await Promise.all(sides.map((side) => read(of, side, signal)));
      for (const one of found) await store.keepDefinitions(scope, one);
      const faults = found.flatMap(({ side, outcome, definitions }): readonly FieldFault[] =>
        outcome === 'read' ? faultsOf(of.plan, side, definitions) : [],
      );
      const looked = new Set(found.flatMap(({ side, outcome }) => (outcome === 'read' ? [side] : [])));
      await store.change(scope, changesOf(of.plan, await store.aside(scope), faults, looked));
      if (!(await isOn(object))) return;
      for (const field of returning(await store.aside(scope))) await compareField(object, field);
    },
  };
}
export type FieldLook = ReturnType<typeof createFieldLook>;
