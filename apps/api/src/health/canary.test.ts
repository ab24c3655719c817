import type { Card } from '@sidelight/shared/context/card.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { Expected, HealthRules } from '@sidelight/shared/map/health-rules.ts';
import { describe, expect, it } from 'vitest';
import { createCanary } from './canary.ts';
import { type ConnectionHealth, healthy } from './health-state-machine.ts';
import { isAsExpected } from './is-as-expected.ts';
import { createSignalCollector } from './signal-collector.ts';

const rules: HealthRules = {
  probes: { isOn: true, quietMs: 300_000, suspectMs: 1000, downMs: 3000, lockedMs: 15_000 },
  statusPages: { everyMs: 60_000 },
  canary: { everyMs: 900_000, ticket: '1027', expects: { 'plan.entitlement': 'business', 'account.name': 'Canary' } },
  slo: { withinMs: 1000, share: 0.99, days: 7 },
  marking: { isOn: true, language: 'en', tag: 'x', note: 'x', outcome: {}, issue: {} },
  reviewEveryDays: 180,
};
const receipt = { system: 'billing', source: 'Stripe', readAt: '2026-11-24T00:00:00Z', mapping: '' };
const code = (value: string): Field => ({
  ...{ id: 'plan.entitlement', label: 'Entitled to', state: 'ok', receipt },
  value: { kind: 'code', code: value, label: value, tone: 'neutral', isConfirmed: true },
});
const name = (text: string): Field => ({
  ...{ id: 'account.name', label: 'Company', state: 'ok', receipt },
  value: { kind: 'text', text },
});
const failed: Field = {
  ...{ id: 'plan.entitlement', label: 'Entitled to', state: 'failed', reason: 'timeout' },
  fallback: { steps: [{ text: 'x' }], owner: 'x' },
};

async function outcomes(...fields: Field[]) {
  let nowMs = 0;
  const collector = createSignalCollector('p', () => nowMs);
  const card: Card = { id: 'plan', version: 1, fields, waiting: [], sources: [] };
  const canary = createCanary({
    ...{ rules, collector, connections: () => [], now: () => nowMs, atWork: { sinceMs: () => 0 } },
    open: async () => [card],
    sourceOf: (id) =>
      id === 'account.name' ? { system: 'crm', connector: 'hubspot' } : { system: 'billing', connector: 'stripe' },
  });
  const { signal } = new AbortController();
  await canary.run(signal);
  nowMs = 899_999;
  await canary.run(signal);
  return collector.take().map(({ connector, source, reason }) => [connector, source, reason ?? 'ok']);
}

describe('the canary', () => {
  it('says of each system whether what it answered was right, once a quarter of an hour', async () => {
    expect(await outcomes(code('business'), name('Canary'))).toEqual([
      ['stripe', 'canary', 'ok'],
      ['hubspot', 'canary', 'ok'],
    ]);
    expect(await outcomes(code('enterprise'), name('Canary'))).toEqual([
      ['stripe', 'canary', 'wrong_values'],
      ['hubspot', 'canary', 'ok'],
    ]);
  });

  it('says nothing of a system that could not be asked: the calls have', async () => {
    expect(await outcomes(failed, name('Canary'))).toEqual([['hubspot', 'canary', 'ok']]);
  });

  it('takes a value that has gone for a wrong one', async () => {
    const absent: Field = { id: 'account.name', label: 'Company', state: 'absent', receipt };
    expect(await outcomes(code('business'), absent)).toContainEqual(['hubspot', 'canary', 'wrong_values']);
  });
});

describe('when the canary is read', () => {
  function watch() {
    let nowMs = 0;
    let reads = 0;
    let sinceMs: number | undefined;
    let health: ConnectionHealth = healthy(0);
    const canary = createCanary({
      ...{ rules, collector: createSignalCollector('p', () => nowMs), now: () => nowMs },
      connections: () => [health],
      atWork: { sinceMs: () => sinceMs },
      open: async () => {
        reads++;
        return [];
      },
      sourceOf: () => undefined,
    });
    return {
      /** How often it is read in that time, looked at every second. */
      async during(ms: number) {
        const before = reads;
        for (const untilMs = nowMs + ms; nowMs < untilMs; nowMs += 1000) await canary.run(new AbortController().signal);
        return reads - before;
      },
      come: () => {
        sinceMs = nowMs;
      },
      leave: () => {
        sinceMs = undefined;
      },
      lie: () => {
        health = { ...health, wrong: 1 };
      },
    };
  }
  const HOUR_MS = 3_600_000;

  it('never while nobody is at work', async () => {
    expect(await watch().during(10 * HOUR_MS)).toBe(0);
  });

  it('at once when somebody comes, and every quarter of an hour while they stay', async () => {
    const { come, leave, during } = watch();
    await during(HOUR_MS);
    come();
    expect(await during(1000)).toBe(1);
    expect(await during(HOUR_MS)).toBe(4);
    leave();
    expect(await during(HOUR_MS)).toBe(0);
    come();
    expect(await during(1000)).toBe(1);
  });

  it('soon again once it was wrong', async () => {
    const { come, lie, during } = watch();
    come();
    await during(1000);
    lie();
    expect(await during(30_000)).toBe(10);
  });
});

describe('what the map expects of the canary', () => {
  const number = (n: number): Field => ({
    ...{ id: 'usage.active', label: 'Active', state: 'ok', receipt },
    value: { kind: 'number', number: n, of: 2 },
  });
  const issues = (...titles: string[]): Field => ({
    ...{ id: 'issues.known', label: 'Known issues', state: 'ok', receipt },
    value: {
      kind: 'issues',
      elsewhere: 4,
      items: titles.map((title, i) => ({ id: `APP-${i}`, title, status: 'Open', tone: 'warn', matched: [] })),
    },
  });
  const absent: Field = { id: 'account.name', label: 'Company', state: 'absent', receipt };
  const stale: Field = { ...name('Canary'), state: 'stale' } as Field;

  it.each<[string, Field | undefined, Expected, boolean | undefined]>([
    ['a text', name('Canary'), 'Canary', true],
    ['another text', name('Somebody'), 'Canary', false],
    ['any value', name('Somebody'), { present: true }, true],
    ['no value', absent, { present: true }, false],
    ['an empty list, which is a value', issues(), { present: true }, true],
    ['a number in between', number(2), { from: 1, to: 2 }, true],
    ['a number above', number(3), { from: 1, to: 2 }, false],
    ['a number below', number(0), { from: 1, to: 2 }, false],
    ['a text where a number was due', name('1'), { from: 1, to: 2 }, false],
    ['an issue among others, by title', issues('Other', 'Exports'), { has: 'Exports' }, true],
    ['an issue by key', issues('Other', 'Exports'), { has: 'APP-1' }, true],
    ['an issue that is not there', issues('Other'), { has: 'Exports' }, false],
    ['no issues, though one is known to be open', issues(), { has: 'Exports' }, false],
    ['an old value', stale, 'Somebody', undefined],
    ['what could not be had', failed, 'business', undefined],
    ['a field nobody sent', undefined, 'business', undefined],
  ])('%s', (_, field, expected, isRight) => {
    expect(isAsExpected(field, expected)).toBe(isRight);
  });
});
