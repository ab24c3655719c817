const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1000, 'second'],
] as const;

/** `a minute`, `in 10 seconds` */
export function windowWords(windowMs: number): string {
  const [unitMs, unit] = UNITS.find(([ms]) => windowMs >= ms) ?? UNITS[3];
  const count = windowMs / unitMs;
  return count === 1 ? `${unit === 'hour' ? 'an' : 'a'} ${unit}` : `in ${count} ${unit}s`;
}
