import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Role } from '@sidelight/shared/map/system.ts';
import { createTokenBuckets, type TokenBuckets } from '../access/token-buckets.ts';
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
function createTries({ perHour }: IntegrationMap['reveal'], now: () => number): Readonly<Record<Role, TokenBuckets>> {
  const triesOf = (role: Role) =>
    createTokenBuckets({ burst: 3 * perHour[role], perSecond: (3 * perHour[role]) / 3600 }, now);
  return { agent: triesOf('agent'), lead: triesOf('lead'), admin: triesOf('admin') };
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
  const tries = createTries(map.reveal, steadyNow);
  const fields = new Set(context.blueprint.cards.flatMap((card) => card.fields.map(({ id }) => id)));
  return {
    async reveal(caller, ...args) {
      const waitMs = tries[caller.role].take(caller.userId);
      return waitMs > 0 ? { kind: 'refused', why: 'limit', waitMs } : reveal(deps, caller, ...args);
    },
    refused({ userId, role }, requestId, why, asked) {
      // What somebody wrote in the place of a field is none, whatever else was wrong.
      const field = asked && fields.has(asked.field) ? ` ${asked.field}` : '';
      audit.tally({
        ...{ tenant, atMs: now(), requestId, actorId: userId, role, action: 'field.reveal_refused' },
        ...{ about: `${why}${field}`, ...(asked && { ticketId: asked.ticketId }) },
      });
    },
  };
}
