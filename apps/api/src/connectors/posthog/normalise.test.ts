import { ErrorsRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import { describe, expect, it } from 'vitest';
import { errors, noRows, usage } from './fixtures.ts';
import { normaliseErrors, normaliseUsage } from './normalise.ts';
import { WireErrors, WireUsage } from './wire.ts';

const usageOf = (...row: unknown[]) =>
  normaliseUsage(WireUsage.parse({ ...usage, results: [[...row, null, null].slice(0, 6)] }));
const errorsOf = (...row: unknown[]) => normaliseErrors(WireErrors.parse({ ...errors, results: [row] }));
const trend = [0, 0, 0, 0, 0, 0, 0, 0];

describe('usage', () => {
  it('reads the row', () => {
    expect(UsageRecord.parse(normaliseUsage(WireUsage.parse(usage)))).toEqual({
      activeUsers7d: 182,
      activeUsers30d: 250,
      lastSeenAt: '2026-11-23T09:52:11.204Z',
      trend: [113, 127, 120, 135, 56, 51, 146, 155],
      appVersion: '8.14.2',
      flags: ['new-editor', 'export-v2'],
    });
  });

  it('of an account that sent nothing is nobody: no row, zeros, or ClickHouse’s epoch', () => {
    expect(normaliseUsage(WireUsage.parse(noRows))).toBeNull();
    expect(usageOf(0, 0, null, trend)).toBeNull();
    expect(usageOf(0, 0, '1970-01-01T00:00:00Z', trend)).toBeNull();
  });

  it.each([
    ['2026-11-23T01:52:11-08:00', '2026-11-23T09:52:11.000Z'],
    ['2026-11-23 09:52:11', '2026-11-23T09:52:11.000Z'],
    ['2026-11-23T09:52:11.204000', '2026-11-23T09:52:11.204Z'],
  ])('reads the time %s', (text, expected) => {
    expect(usageOf(1, 1, text, trend)?.lastSeenAt).toBe(expected);
  });

  it.each<[unknown, unknown, string | null, string[]]>([
    ['2.0', '["a","a","b"]', '2.0', ['a', 'b']],
    ['', '', null, []],
    [null, null, null, []],
    // Somebody's own property of that name.
    ['x'.repeat(500), '{"a":true}', 'x'.repeat(100), []],
    [' ', 'beta', null, []],
    ['1', '[1,2]', '1', []],
  ])('reads version %j and flags %j', (version, flags, appVersion, expected) => {
    const row = [1, 1, '2026-11-23T09:52:11Z', trend, version, flags];
    expect(normaliseUsage(WireUsage.parse({ ...usage, results: [row] }))).toMatchObject({
      appVersion,
      flags: expected,
    });
  });

  it('refuses what is not a time, and more rows than were asked for', () => {
    expect(WireUsage.safeParse({ results: [[1, 1, 'soon', trend, null, null]] }).success).toBe(false);
    // A time with words behind it is not taken for none.
    expect(WireUsage.safeParse({ results: [[1, 1, '2026-11-23 09:52:11 UTC', trend, null, null]] }).success).toBe(
      false,
    );
    for (const odd of [
      null,
      undefined,
      [],
      [null, 1, null, trend, null, null],
      [1, 1, 8.64e16, trend, null, null],
      [1, 1, null, null, null, null],
    ])
      expect(WireUsage.safeParse({ results: [odd] }).success, JSON.stringify(odd)).toBe(false);
    expect(WireUsage.safeParse({ results: [usage.results[0], usage.results[0]] }).success).toBe(false);
  });
});

describe('errors', () => {
  it('reads the row', () => {
    expect(ErrorsRecord.parse(normaliseErrors(WireErrors.parse(errors)))).toEqual({
      count24h: 3,
      topType: 'ExportTimeout',
      lastAt: '2026-11-23T09:31:40.000Z',
    });
  });

  it('none is a number, not nobody', () => {
    expect(errorsOf(0, '', '1970-01-01T00:00:00Z')).toEqual({ count24h: 0, topType: null, lastAt: null });
  });
});
