/** `america_slash_port_hyphen_au_hyphen_prince` is America/Port-au-Prince. Undefined where IANA never had that name. */
export const zoneFrom = (slug: string): string | undefined =>
  named(slug.replaceAll('_slash_', '/').replaceAll('_hyphen_', '-'));

/** Undefined also for UTC: HubSpot has places alone in its list. */
export const zoneSlug = (zone: string): string | undefined => {
  const name = named(zone);
  if (name === undefined || name === 'UTC') return undefined;
  return zone.toLowerCase().replaceAll('/', '_slash_').replaceAll('-', '_hyphen_');
};

/** The zone's name as this platform writes it, whatever the case. */
function named(zone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
