import { setTimeout as wait } from 'node:timers/promises';
import { isUpstreamError } from '../../connectors/upstream-error.ts';
import { done, giveUp, type Outcome, retry } from '../../jobs/outcome.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import { otherSide, type Side } from '../canonical/canon.ts';
import type { SyncStore } from '../ports.ts';
import { companyOf } from './company-of.ts';
import { make } from './make.ts';
import type { MakeDeps } from './make-deps.ts';
import type { PlanDeps } from './plan-makings.ts';

export interface MakeWorkerDeps {
  readonly tenant: TenantId;
  readonly store: SyncStore;
  isOn(object: string): Promise<boolean>;
  partsOf(object: string): Promise<(PlanDeps & Pick<MakeDeps, 'wave' | 'clocks'>) | undefined>;
  now(): number;
  steadyNow(): number;
}

/** So long in one go; then others have their turn. */
const WORKED_MS = 40_000;
const COMPANY = 'company';

/** Makes what is in line to be made on one side. */
export function createMakeWorker({ tenant, store, isOn, partsOf, now, steadyNow }: MakeWorkerDeps) {
  return async ({ object, to }: { object: string; to: Side }, signal: AbortSignal): Promise<Outcome> => {
    const parts = await partsOf(object);
    if (!parts) return retry('not_connected');
    const scope = { tenant, object };
    const from = otherSide(to);
    const property = parts.making.company?.[from];
    const company = property === undefined ? undefined : await partsOf(COMPANY);
    const mayBeMade = async () => company?.create.includes(to) === true && (await isOn(COMPANY));
    const deps: MakeDeps = {
      ...{ store, now, codecs: parts.codecs, match: parts.match, plan: parts.making, targets: parts.makers },
      ...{ wave: parts.wave, clocks: parts.clocks, erasedOf: parts.erasedOf, erase: parts.erase },
      async companyOf(record, making) {
        if (property === undefined) return { kind: 'none' };
        return companyOf({ store, scope: { tenant, object: COMPANY }, property, mayBeMade }, from, record, making);
      },
    };
    const begunMs = steadyNow();
    try {
      while (!signal.aborted && steadyNow() - begunMs < WORKED_MS) {
        const isMade = parts.create.includes(to) && (await isOn(object));
        const made = await make(deps, scope, from, isMade, signal);
        if (made.kind === 'nothing_due') return done;
        if (made.kind === 'later') return retry('no_answer', made.afterMs);
        // Called off, it is somebody else's to go on with.
        if (made.kind === 'wait') await wait(made.forMs, undefined, { signal }).catch(() => {});
      }
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return error.reason === 'forbidden' ? giveUp('not_allowed') : retry('no_answer', error.retryAfterMs);
    }
    await store.transact(scope, async (tx) => tx.goOnMaking(from));
    return done;
  };
}
