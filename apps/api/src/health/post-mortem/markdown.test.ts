import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import { expect, it } from 'vitest';
import type { StoredIncident } from '../ports.ts';
import { type PostMortem, postMortemText } from './markdown.ts';

const incident: StoredIncident = {
  ...{ id: 'i1', system: 'billing', openedAt: '2026-11-16T09:00:00.000Z', closedAt: '2026-11-16T10:24:00.000Z' },
  timeline: [
    { kind: 'opened', at: '2026-11-16T09:00:00.000Z', state: 'down', reason: 'upstream_error' },
    { kind: 'acknowledged', at: '2026-11-16T09:02:00.000Z', by: 'Ruth Abara' },
    { kind: 'note', at: '2026-11-16T09:05:00.000Z', by: 'Ruth Abara', text: 'see [this](https://evil.example) | # hm' },
    { kind: 'closed', at: '2026-11-16T10:24:00.000Z' },
    { kind: 'answers_checked', at: '2026-11-16T10:25:00.000Z', checked: 3, differing: 1 },
  ],
};

const owner = { name: 'Integrations', contact: '#integrations' };
const all: PostMortem = {
  incident,
  name: 'Billing',
  radius: {
    fields: [{ id: 'payment.status', label: 'Status' }],
    cards: [{ id: 'payment', title: 'Payment' }],
    workflows: [
      {
        ...{ id: 'w', name: 'Entitlement check', priority: 'critical', owner },
        ...{ impact: 'Nobody knows what is paid.', workaround: 'Look in the console.' },
      },
    ],
    ...{ owner, openTickets: 0, agents: 0, accounts: 0 },
  },
  shown: ['7', '7', '8', '9'].map((ticketId, n) => ({
    ...{ ticketId, field: `f${n}`, system: 'billing', shown: null, shownAt: '2026-11-16T09:10:00.000Z' },
    ...{ answeredAt: ticketId === '7' ? '2026-11-16T09:11:00.000Z' : undefined, answeredBy: undefined },
  })),
  answers: {
    ...{ incidentId: 'i1', state: 'done', shown: 3, checked: 3, unchecked: 0, uncheckedTickets: [] },
    tickets: [
      {
        ...{ ticketId: '7', url: 'https://acme.example/agent/tickets/7', customer: 'Hooli', wasAnswered: true },
        ...{ answeredAt: '2026-11-16T09:11:00.000Z', answeredBy: 'Maya Lindqvist' },
        fields: [
          {
            ...{ id: 'payment.status', label: 'Status', shownAt: '2026-11-16T09:10:00.000Z' },
            shown: { kind: 'code', code: 'overdue', label: 'Past due', tone: 'bad', isConfirmed: true },
            isNow: { kind: 'code', code: 'paid', label: 'Paid', tone: 'good', isConfirmed: true },
          },
        ],
        handled: { by: 'Ruth Abara', at: '2026-11-16T11:00:00.000Z' },
      },
    ],
  },
  searchUrl: 'https://acme.example/agent/search/1?q=tags',
  allUrl: 'https://acme.example/agent/search/1?q=all',
  at: '2026-11-16T12:00:00.000Z',
};

it('says how long, why, who was on it, what broke and for whom, and what became of each answer at risk', () => {
  const text = postMortemText(all, 'en-US');
  expect(text).toContain('# Post-mortem: Billing (2026-11-16)');
  expect(text).toContain('- **Incident**: `i1`');
  expect(text).toContain('- **Reason**: down (answered with errors)');
  expect(text).toContain('- **Lasted**: 1 h 24 min');
  expect(text).toContain('- **Owner**: Integrations · \\#integrations');
  expect(text).toContain('- **Who was on it**: Ruth Abara (acknowledged 2026-11-16 09:02)');
  expect(text).toContain('Tickets that were shown old, missing or wrong values: 3; of these answered: 1.');
  expect(text).toContain('(https://acme.example/agent/search/1?q=tags)');
  expect(text).toContain('| Entitlement check | critical | Integrations | Nobody knows what is paid. |');
  expect(text).toContain(
    '| [\\#7](https://acme.example/agent/tickets/7) | Hooli | Maya Lindqvist, 2026-11-16 09:11 | Status | Past due | Paid | Handled by Ruth Abara, 2026-11-16 11:00 |',
  );
});

it('lets no text of a person make a link, a heading or a cell', () => {
  const text = postMortemText(all, 'en');
  expect(text).toContain('see \\[this\\](https://evil.example) \\| \\# hm');
});

it('is German for Germans, whatever could not be done', () => {
  const timeline: IncidentEntry[] = [
    ...incident.timeline,
    { kind: 'alerted', at: '2026-11-16T09:00:00.000Z', channel: 'ops', what: 'opened' },
    { kind: 'alert_failed', at: '2026-11-16T09:00:00.000Z', channel: 'pager', why: 'channel_gone' },
    { kind: 'tagged', at: '2026-11-16T09:00:00.000Z', by: 'Ruth Abara', tag: 'tag', tickets: 3 },
  ];
  const text = postMortemText({ ...all, incident: { ...incident, timeline } }, 'de');
  expect(text).toContain('Benachrichtigt: ops (Beginn)');
  expect(text).toContain('Nicht benachrichtigt: pager (den Kanal gibt es nicht mehr)');
  expect(text).toContain('Ruth Abara hat den betroffenen Tickets (3) das Tag „tag“ gegeben');
  expect(text).toContain('[Alle betroffenen in der Suche des Helpdesks](https://acme.example/agent/search/1?q=all)');
  expect(text).toContain('# Nachbetrachtung: Billing (2026-11-16)');
  expect(text).toContain('- **Grund**: ausgefallen (antwortete mit Fehlern)');
  expect(text).toContain('Erledigt von Ruth Abara, 2026-11-16 11:00');
});

it('names the tickets that could not be read again', () => {
  const answers = { ...all.answers, unchecked: 2, uncheckedTickets: ['8', '9'] };
  expect(postMortemText({ ...all, answers }, 'en')).toContain(
    'Could not be read again: 2. Look at them by hand: \\#8, \\#9.',
  );
});

it('of one that is not over says so, and that answers are not checked yet', () => {
  const open = { ...all, incident: { ...incident, closedAt: undefined, timeline: incident.timeline.slice(0, 1) } };
  const text = postMortemText({ ...open, answers: { ...all.answers, state: 'waiting', tickets: [] } }, 'en');
  expect(text).toContain('- **Ended**: not over yet');
  expect(text).toContain('- **Who was on it**: Nobody had acknowledged it');
  expect(text).toContain('Not known before the incident is over.');
  expect(text).toContain('On screen now: tickets: 0, their accounts: 0, agents: 0.');
});
