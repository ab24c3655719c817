import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';

/**
 * Whom an agent asks while these fields of a system cannot be had: whoever the cards name beside them, and where no
 * card shows any, the system's business owner. Pure.
 */
export function whomToAsk(map: IntegrationMap, system: string, fields: readonly string[], locale: string): string {
  const spec = ownValue(map.systems, system);
  const named = fields.flatMap((id) => {
    const fallback = ownValue(spec?.fields, id)?.fallback;
    return ownValue(spec?.fallbacks, fallback ?? '')?.owner ?? [];
  });
  const teams = new Set(named.length > 0 ? named : spec ? [spec.owners.business] : []);
  return [...teams].map((team) => teamName(map, team, locale)).join(', ');
}

/** A team with where it is asked; its id where the map has none. */
export function teamName(map: IntegrationMap, team: string, locale: string): string {
  const found = ownValue(map.teams, team);
  return found ? `${say(found.name, locale)} · ${found.contact}` : team;
}
