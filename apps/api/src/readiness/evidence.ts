import type { Finding } from '@sidelight/shared/setup/finding.ts';
import type { Evidence } from '@sidelight/shared/setup/readiness.ts';

interface Checked extends Omit<Evidence, 'at' | 'link'> {
  readonly at?: string | undefined;
  readonly link?: Evidence['link'] | undefined;
}

export const evidence = ({ at, link, ...checked }: Checked): Evidence => ({
  ...checked,
  ...(at !== undefined && { at }),
  ...(link !== undefined && { link }),
});

type Naming = Extract<Finding, { names: object }>;

const MAX_NAMES = 5;

/** The first few, and how many more there are. */
export const firstOf = (names: readonly string[]): Naming['names'] => ({
  first: names.slice(0, MAX_NAMES),
  more: Math.max(0, names.length - MAX_NAMES),
});

export const naming = (code: Exclude<Naming['code'], 'ending'>, names: readonly string[]): Finding => ({
  code,
  names: firstOf(names),
});

const DAY_MS = 86_400_000;
export const MINUTE_MS = 60_000;
export const DAYS = (days: number): number => days * DAY_MS;

export const isWithin = (at: string | undefined, ms: number, nowMs: number): at is string =>
  at !== undefined && nowMs - Date.parse(at) <= ms;

/** The oldest of several times. */
export const oldest = (times: readonly string[]): string | undefined => [...times].sort()[0];
