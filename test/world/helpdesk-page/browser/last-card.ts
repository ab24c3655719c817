/** The app may trigger `sidelight.painted` with `{lastCardMs}`: from its start to its last card, in milliseconds. */
export function lastCardIn(event: string, data: unknown): number | undefined {
  if (event !== 'sidelight.painted' || typeof data !== 'object' || data === null) return undefined;
  const ms = 'lastCardMs' in data ? data.lastCardMs : undefined;
  return typeof ms === 'number' && Number.isFinite(ms) ? Math.round(ms) : undefined;
}
