import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { createTokenBuckets } from '../access/token-buckets.ts';
import { type RevealDeps, reveal } from '../context/reveal.ts';
import type { RevealRouteDeps } from '../http/reveal-route.ts';
import { errorFields } from '../log.ts';
import { createRevealUse } from '../privacy/reveal-use.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Alerting } from './alerting.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantContext } from './tenant-context.ts';

export interface TenantRevealDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly context: TenantContext;
  readonly owners: Pick<Alerting['owners'], 'revealed'>;
}

/** What comes to nothing is not counted as shown: so that nobody walks through tickets by it, it may not go on for ever. */
function triesOf({ perHour }: IntegrationMap['reveal']) {
  const burst = 3 * Math.max(...Object.values(perHour));
  return { burst, perSecond: burst / 3600 };
}

/** Masked values that one tenant's people have shown to them. */
export function createTenantReveal({ shared, tenant, map, context, owners }: TenantRevealDeps): RevealRouteDeps {
  const { audit, reveals } = shared;
  const { log, now, steadyNow } = shared.serviceDeps;
  const { take } = createRevealUse({
    ...{ rules: map.reveal, now },
    timesOf: (userId, sinceMs) => reveals.timesOf(tenant, userId, sinceMs),
    tell: (notice) =>
      void owners
        .revealed(notice)
        .catch((error: unknown) => log.error('an alert was not kept', { tenant, ...errorFields(error) })),
  });
  const deps: RevealDeps = { ...context, revealed: reveals, take };
  const tries = createTokenBuckets(triesOf(map.reveal), steadyNow);
  return {
    async reveal(caller, ...args) {
      const waitMs = tries.take(caller.userId);
      return waitMs > 0 ? { kind: 'refused', why: 'limit', waitMs } : reveal(deps, caller, ...args);
    },
    refused({ userId, role }, requestId, why, asked) {
      // What somebody else wrote in the place of a field is none.
      const field = why === 'unknown_field' || !asked ? '' : ` ${asked.field}`;
      audit.tally({
        ...{ tenant, atMs: now(), requestId, actorId: userId, role, action: 'field.reveal_refused' },
        ...{ about: `${why}${field}`, ...(asked && { ticketId: asked.ticketId }) },
      });
    },
  };
}
