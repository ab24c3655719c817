/** `2026-11-16 23:30`, in UTC: the same for every reader. */
export const moment = (at: string): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** `1 h 24 min`. */
export function lengthOf(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(' ');
}
