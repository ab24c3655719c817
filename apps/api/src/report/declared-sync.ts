import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { DeclaredSync } from './declared.ts';

const DAY_MS = 86_400_000;

/** What a vendor allows, by the connector's own words; undefined for one nobody knows. */
type LimitsOf = (
  connector: string,
  declared: IntegrationMap['systems'][string]['connectors'][string],
) => readonly { readonly windowMs: number; readonly calls?: number }[] | undefined;

/** What the map says of sync. Undefined where it keeps nothing in agreement. Pure. */
export function declaredSync({ sync, systems, health }: IntegrationMap, limitsOf: LimitsOf): DeclaredSync | undefined {
  if (!sync) return undefined;
  const dailyLimits = Object.values(systems).flatMap(({ connectors }) =>
    Object.entries(connectors).flatMap(([connector, declared]) => {
      const calls = limitsOf(connector, declared)?.find(({ windowMs }) => windowMs === DAY_MS)?.calls;
      return calls === undefined ? [] : [[connector, calls] as const];
    }),
  );
  return {
    mappings: Object.entries(sync.objects).map(([object, { fields }]) => {
      const all = Object.values(fields);
      const owned = (by: 'crm' | 'helpdesk') =>
        all.filter((field) => field.direction === 'one_way' && field.owner === by).length;
      const bothWays = all.filter(({ direction }) => direction === 'two_way').length;
      return { object, toCrm: owned('helpdesk'), toHelpdesk: owned('crm'), bothWays };
    }),
    dailyLimits: Object.fromEntries(dailyLimits),
    reviewDueMs: sync.reviewDueMs,
    sloMs: health.slo.withinMs,
  };
}
