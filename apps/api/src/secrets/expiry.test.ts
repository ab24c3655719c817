import { describe, expect, it } from 'vitest';
import { expiryNotices } from './expiry.ts';
import type { ListedSecret, Told } from './ports.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const DAY_MS = 86_400_000;
const secret = (leftMs: number | undefined, told?: Told): ListedSecret => ({
  ...{ system: 'issues', name: 'api-token', version: 7, setBy: '42', setAt: '2026-01-01T00:00:00.000Z', told },
  ...{ expiresAt: leftMs === undefined ? undefined : new Date(NOW + leftMs).toISOString(), previousUntil: undefined },
});
const whatOf = (leftMs: number | undefined, told?: Told) => expiryNotices([secret(leftMs, told)], NOW)[0]?.what;

describe('secrets that end', () => {
  it.each([
    ['has no known end', undefined, undefined],
    ['ends in a week and a bit', 7 * DAY_MS + 1, undefined],
    ['ends in a week', 7 * DAY_MS, 'expires_soon'],
    ['ends in a moment', 1, 'expires_soon'],
    ['ends now', 0, 'expired'],
    ['ended long ago', -300 * DAY_MS, 'expired'],
  ] as const)('one that %s', (_when, leftMs, what) => {
    expect(whatOf(leftMs)).toBe(what);
  });

  it('are told of once for each: that they will, and that they have', () => {
    expect(whatOf(DAY_MS, 'expires_soon')).toBeUndefined();
    expect(whatOf(-DAY_MS, 'expires_soon')).toBe('expired');
    expect(whatOf(-DAY_MS, 'expired')).toBeUndefined();
    // A clock that is put back does not make an ended one end again.
    expect(whatOf(DAY_MS, 'expired')).toBeUndefined();
  });

  it('each make one notice that names them', () => {
    const [notice, ...others] = expiryNotices([secret(DAY_MS), secret(undefined)], NOW);
    expect(others).toEqual([]);
    expect(notice).toEqual({
      ...{ system: 'issues', name: 'api-token', version: 7, what: 'expires_soon' },
      expiresAt: '2026-11-25T10:00:00.000Z',
    });
  });
});
