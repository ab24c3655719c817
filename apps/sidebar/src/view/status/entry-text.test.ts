import { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { stripeSays } from '../../../dev/status/incidents.ts';
import { en } from '../../words/en.ts';
import { createFormat } from '../../words/format.ts';
import { statusEn } from '../../words/status-en.ts';
import { entryText } from './entry-text.ts';

beforeAll(() => {
  process.env.TZ = 'UTC';
});

const at = '2026-11-23T10:42:00.000Z';
const nowMs = Date.parse(at);
const by = 'Maya';
const entries: readonly [string, IncidentEntry][] = [
  ['Opened: Down. Billing did not answer in time.', { kind: 'opened', at, state: 'down', reason: 'timeout' }],
  ['Now: Degraded', { kind: 'changed', at, state: 'degraded' }],
  ['Acknowledged by Maya', { kind: 'acknowledged', at, by }],
  ['Maya assigned it to Integrations', { kind: 'assigned', at, by, to: 'Integrations' }],
  ['Maya expects it to be over by 10:42', { kind: 'expected', at, by, until: at }],
  ['Not over by the expected time', { kind: 'overdue', at }],
  [
    'Ruth Abara gave the tickets it had touched (12) the tag “sidelight_incident_7f3a91c2”',
    { kind: 'tagged', at, by: 'Ruth Abara', tag: 'sidelight_incident_7f3a91c2', tickets: 12 },
  ],
  ['Maya: “100 % sure”', { kind: 'note', at, by, text: '100 % sure' }],
  ['Maintenance until 10:42, by Maya', { kind: 'maintenance', at, by, until: at }],
  ['Notified ops: started', { kind: 'alerted', at, channel: 'ops', what: 'opened' }],
  ['Could not notify ops: not configured', { kind: 'alert_failed', at, channel: 'ops', why: 'not_configured' }],
  ['Stripe reports all operational', { kind: 'vendor', at, report: stripeSays('operational') }],
  ['Stripe reports API errors', { kind: 'vendor', at, report: stripeSays('outage', 'API errors') }],
  ['Ended', { kind: 'closed', at }],
  ['Ended by Maya', { kind: 'closed', at, by }],
  ['Answers checked: 18, 1 differs now', { kind: 'answers_checked', at, checked: 18, differing: 1 }],
];

describe('entryText', () => {
  it.each(entries)('%s', (text, entry) => {
    expect(entryText(entry, 'Billing', { ...en, ...createFormat('en-GB'), say: statusEn }, nowMs)).toBe(text);
  });

  it('has been tried with every kind of entry', () => {
    const kinds = IncidentEntry.options.map((option) => option.shape.kind.value);
    expect([...new Set(entries.map(([, { kind }]) => kind))].sort()).toEqual(kinds.sort());
  });
});
