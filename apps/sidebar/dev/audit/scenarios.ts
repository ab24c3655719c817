import type { AuditCheck, AuditItem, AuditPage } from '@sidelight/shared/audit/audit-page.ts';

export interface AuditScenario {
  readonly story: string;
  readonly locale?: string;
  readonly refuse?: { readonly status: number; readonly code: string };
  page(): AuditPage;
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const sound: AuditCheck = { at: minutesAgo(42), rows: 48_211, findings: [], signedAt: minutesAgo(600) };

const rows: readonly Omit<AuditItem, 'seq' | 'at' | 'count'>[] = [
  { actorId: '7003', role: 'admin', action: 'audit.searched' },
  { actorId: '7001', role: 'agent', action: 'context.viewed', ticketId: '1009' },
  { actorId: '7001', role: 'agent', action: 'link.picked', ticketId: '1012', about: 'crm' },
  { actorId: '7002', role: 'lead', action: 'incident.acknowledged', about: 'inc_billing_20261130' },
  { actorId: '', role: 'system', action: 'context.rechecked', ticketId: '1003' },
  { actorId: '7003', role: 'admin', action: 'connection.saved', about: 'hubspot' },
  { actorId: '7004', role: 'agent', action: 'limit.reached', about: 'context' },
  { actorId: '7001', role: 'agent', action: 'context.hint_mismatch', ticketId: '1014' },
  { actorId: '', role: '', action: 'session.refused', about: 'signature' },
];

const items = (): AuditItem[] =>
  rows.map((row, i) => ({ ...row, seq: 48_211 - i, at: minutesAgo(3 + i * 17), count: i === 6 ? 214 : 1 }));

const page = (change: Partial<AuditPage> = {}): AuditPage => ({
  ...{ at: minutesAgo(0), items: items(), before: 48_203, check: sound },
  ...change,
});

const changed: AuditCheck = {
  ...sound,
  findings: [
    { kind: 'edited', seq: 31_004 },
    { kind: 'missing', seq: 31_007, until: 31_019 },
    { kind: 'rewritten', seq: 31_020 },
  ],
};

/** What the Audit page can show. */
export const auditScenarios: Readonly<Record<string, AuditScenario>> = {
  'audit-well': { story: 'a morning of work, nothing changed behind it', page: () => page() },
  'audit-changed': { story: 'rows were edited and removed in the database', page: () => page({ check: changed }) },
  'audit-person': {
    story: 'one person’s rows, and whether all their sessions are to end',
    page: () => page({ items: items().filter(({ actorId }) => actorId === '7001') }),
  },
  'audit-new': {
    story: 'just installed: never checked, nothing found',
    page: () => ({ at: minutesAgo(0), items: [] }),
  },
  'audit-failed': {
    story: 'the database is away',
    refuse: { status: 503, code: 'unavailable' },
    page: () => page(),
  },
  'audit-german': { story: 'the same in German', locale: 'de', page: () => page({ check: changed }) },
};
