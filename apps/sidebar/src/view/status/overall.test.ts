import { beforeAll, expect, it } from 'vitest';
import { createFormat } from '../../words/format.ts';
import { statusEn } from '../../words/status-en.ts';
import { overall } from './overall.ts';
import type { Told } from './shown-states.ts';

beforeAll(() => {
  process.env.TZ = 'UTC';
});

const nowMs = Date.parse('2026-11-23T11:00:00.000Z');
const since = '2026-11-23T10:42:00.000Z';
const say = (...all: Told[]) => overall(all, statusEn, createFormat('en-GB'), nowMs);
const crm: Told = { system: 'crm', name: 'CRM', standing: 'degraded', since };
const billing: Told = { system: 'billing', name: 'Billing', standing: 'down', since };
const issues: Told = { system: 'issues', name: 'Issues', standing: 'ok' };
const gone = ({ system, name }: Told): Told => ({ system, name, standing: 'not_connected' });

it.each<[string, Told[]]>([
  ['All systems operational', []],
  ['All systems operational', [issues]],
  ['Billing has been down since 10:42', [issues, billing]],
  ['Not connected: Billing, Issues', [gone(billing), gone(issues)]],
  ['Billing has been down since 10:42. Also: Issues (Not connected).', [gone(issues), billing]],
  ['Billing has been down since 10:42. Also: CRM (Degraded).', [crm, billing]],
  ['CRM has answered slowly or only at times since 10:42', [crm]],
  ['Billing has been down since 22 Nov', [{ ...billing, since: '2026-11-22T10:42:00.000Z' }]],
  [
    'Billing is in planned maintenance until 12:00',
    [{ ...billing, standing: 'maintenance', until: '2026-11-23T12:00:00.000Z' }],
  ],
])('%s', (sentence, all) => {
  expect(say(...all)).toBe(sentence);
});
