import { zoneName } from '@sidelight/shared/zone-name.ts';

/** `america_slash_port_hyphen_au_hyphen_prince` is America/Port-au-Prince. Undefined where IANA never had that name. */
export const zoneFrom = (slug: string): string | undefined =>
  zoneName(slug.replaceAll('_slash_', '/').replaceAll('_hyphen_', '-'));

/** Undefined also for UTC: HubSpot has places alone in its list. */
export const zoneSlug = (zone: string): string | undefined => {
  const name = zoneName(zone);
  if (name === undefined || name === 'UTC') return undefined;
  return zone.toLowerCase().replaceAll('/', '_slash_').replaceAll('-', '_hyphen_');
};
