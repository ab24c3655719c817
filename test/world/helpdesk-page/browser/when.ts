const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** A time as people at a desk say it: `Today 09:12`, `Yesterday 17:40`, `11 Nov`. */
export function sayWhen(iso: string, nowMs: number): string {
  const at = new Date(iso);
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0);
  const ageInDays = Math.ceil((midnight - at.getTime()) / 86_400_000);
  if (ageInDays <= 0) return `Today ${clock.format(at)}`;
  if (ageInDays === 1) return `Yesterday ${clock.format(at)}`;
  return `${day.format(at)}, ${clock.format(at)}`;
}
