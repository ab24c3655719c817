import type { Field } from '@sidelight/shared/context/field.ts';
import type { Observation } from '@sidelight/shared/map/observation.ts';
import { expect, it } from 'vitest';
import { tenantId } from '../tenants/tenant-id.ts';
import { looksPersonal } from './looks-personal.ts';
import { createMapUsage } from './map-usage.ts';

it.each([
  ['dana@north.example', 'an e-mail address'],
  ['Ask Dana <dana@north.example>', 'an e-mail address'],
  ['call +49 30 1234567', 'a phone number'],
  ['(030) 1234-5678', 'a phone number'],
  ['2026-11-25', undefined],
  ['2026-11-25T10:00:00Z', undefined],
  ['cus_S0271Sample42x', undefined],
  ['6100000101', undefined],
  ['@acme', undefined],
  ['Standard support, next day', undefined],
])('%s looks like %s', (text, kind) => expect(looksPersonal(text)).toBe(kind));

const receipt = { system: 'crm', source: 'HubSpot', readAt: '2026-11-25T10:00:00Z', mapping: 'x' };
const text = (id: string, value: string): Field => ({
  ...{ id, label: id, state: 'ok', receipt, value: { kind: 'text', text: value } },
});

function mapUsage() {
  const kept: Observation[] = [];
  let nowMs = 0;
  const made = createMapUsage({
    tenant: tenantId('acme')!,
    log: { add: async (_tenant, _at, seen) => void kept.push(...seen), since: async () => [] },
    now: () => 1_700_000_000_000 + nowMs,
    steadyNow: () => nowMs,
  });
  const pass = (ms: number) => {
    nowMs += ms;
  };
  return { made, kept, pass };
}

it('keeps kinds and counts, and never what looks personal', async () => {
  const { made, kept } = mapUsage();
  made.call('crm', 'hubspot');
  made.call('crm', 'hubspot');
  const codes = new Map([
    ['plan.entitlement', 'grace_pd'],
    ['account.tier', 'dana@north.example'],
  ]);
  made.shown(codes, () => [text('account.name', 'dana@north.example')]);
  await made.close();
  expect(kept).toEqual(
    expect.arrayContaining([
      { kind: 'call', name: 'crm/hubspot', detail: '', count: 2 },
      { kind: 'code', name: 'plan.entitlement', detail: 'grace_pd', count: 1 },
      { kind: 'looks', name: 'account.tier', detail: 'an e-mail address', count: 1 },
      { kind: 'looks', name: 'account.name', detail: 'an e-mail address', count: 1 },
      { kind: 'field', name: 'account.name', detail: 'filled', count: 1 },
    ]),
  );
  expect(JSON.stringify(kept)).not.toContain('north.example');
});

it('looks at fields now and then, and fills no memory with codes that are never the same', async () => {
  const { made, kept, pass } = mapUsage();
  let looks = 0;
  for (let i = 0; i < 2000; i++) {
    made.shown(new Map([['plan.entitlement', `code${i}`]]), () => {
      looks++;
      return [text('account.name', 'North')];
    });
    made.answered('crm.account');
    pass(1);
  }
  expect(looks).toBe(8);
  await made.flush();
  expect(kept, 'said every fifteen seconds').toEqual([]);
  pass(15_000);
  await made.flush();
  expect(kept.length).toBeLessThanOrEqual(1000);
  expect(kept.find(({ kind }) => kind === 'read')?.count).toBe(2000);
});
