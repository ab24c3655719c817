import type { Evidence } from '@sidelight/shared/setup/readiness.ts';

/** How a claim came out; the mend is only said where there is something to mend. */
interface Finding extends Omit<Evidence, 'mend' | 'at' | 'link'> {
  readonly mend: string;
  readonly at?: string | undefined;
  readonly link?: Evidence['link'] | undefined;
}

export function evidence({ mend, at, link, ...finding }: Finding): Evidence {
  return {
    ...finding,
    ...(at !== undefined && { at }),
    ...(!finding.isMet && { mend }),
    ...(link !== undefined && { link }),
  };
}

const MAX_NAMES = 5;

/** `a, b, c and 4 more`. */
export function list(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return names.length > MAX_NAMES ? `${shown} and ${names.length - MAX_NAMES} more` : shown;
}

const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;
export const DAYS = (days: number): number => days * DAY_MS;

export const isWithin = (at: string | undefined, ms: number, nowMs: number): at is string =>
  at !== undefined && nowMs - Date.parse(at) <= ms;

/** The oldest of several times. */
export const oldest = (times: readonly string[]): string | undefined => [...times].sort()[0];
