import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

/**
 * By connection that a canary watches: the fields agents decide by. What they are shown of these as right may be found
 * wrong later. Empty where nothing is watched. Pure.
 */
export function watchedFields({ systems, health }: IntegrationMap): ReadonlyMap<string, readonly string[]> {
  const { canary, probes } = health;
  if (!canary || !probes.isOn) return new Map();
  const all = Object.values(systems).flatMap((spec) =>
    Object.entries(spec.fields).flatMap(([id, field]) => {
      const connector = ownValue(spec.reads, field.from)?.connector;
      return connector === undefined ? [] : [{ id, connector, isDecision: field.decision }];
    }),
  );
  const seen = new Set(all.flatMap(({ id, connector }) => (Object.hasOwn(canary.expects, id) ? [connector] : [])));
  const decided = all.filter(({ connector, isDecision }) => isDecision && seen.has(connector));
  const byConnector = Map.groupBy(decided, ({ connector }) => connector);
  return new Map([...byConnector].map(([connector, fields]) => [connector, fields.map(({ id }) => id)]));
}
