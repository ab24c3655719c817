import type { ListedSecret, Told } from './ports.ts';

/** What is to be told of one secret. */
export interface ExpiryNotice {
  readonly system: string;
  readonly name: string;
  readonly version: number;
  readonly expiresAt: string;
  readonly what: Told;
}

const AHEAD_MS = 7 * 86_400_000;

/** Secrets that end within a week, or have ended, and of which that has not been told: one notice each. */
export function expiryNotices(list: readonly ListedSecret[], nowMs: number): ExpiryNotice[] {
  return list.flatMap(({ system, name, version, expiresAt, told }) => {
    if (expiresAt === undefined) return [];
    const leftMs = Date.parse(expiresAt) - nowMs;
    if (leftMs > AHEAD_MS) return [];
    const what = leftMs > 0 ? 'expires_soon' : 'expired';
    return told === what || told === 'expired' ? [] : [{ system, name, version, expiresAt, what }];
  });
}
