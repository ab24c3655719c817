import type { ErasureItem, ErasureReceipt, ErasureStep } from '@sidelight/shared/privacy/erasure-receipt.ts';
import type { Erasures, HeldPlace, Look, PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';

export interface PrivacyScenario {
  readonly story: string;
  readonly locale?: string;
  /** What is done once the page stands. */
  readonly next?: 'look_up' | 'ask' | 'receipt';
  readonly refuse?: { readonly status: number; readonly code: string };
  report(): PrivacyReport;
  erasures(): Erasures;
  receipt(): ErasureReceipt;
}

const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const DAY = 1440;

const place = (name: string, held: HeldPlace['class'], rows: number, minutes: number, days?: number): HeldPlace => ({
  ...{ place: name, class: held, rows, since: at(minutes) },
  ...(days !== undefined && { until: at(-days * DAY) }),
});
const held: readonly HeldPlace[] = [
  place('last_known', 'personal', 5, 190),
  place('sync_records', 'personal', 1, 41 * DAY),
  place('support_customers', 'personal', 1, 2 * DAY, 178),
  place('field_reveals', 'personal', 2, 9 * DAY, 88),
  place('links', 'pseudonymous', 1, 120 * DAY),
  place('webhook_inbox', 'pseudonymous', 4, 3 * DAY, 7),
  place('issue_reports', 'pseudonymous', 1, 20 * DAY, 160),
  { place: 'incident_entries', class: 'other', rows: 1 },
];
const look = (minutes: number, action: string, role: string, actorId: string, ticketId?: string): Look => ({
  ...{ at: at(minutes), action, role, actorId },
  ...(ticketId !== undefined && { ticketId }),
});
const looks: readonly Look[] = [
  look(1, 'privacy.shown', 'admin', '7005'),
  look(64, 'context.viewed', 'agent', '7001', '1001'),
  look(70, 'context.viewed', 'agent', '7001', '1001'),
  look(3 * DAY, 'field.revealed', 'agent', '7002', '1001'),
  look(3 * DAY + 1, 'context.viewed', 'agent', '7002', '1001'),
  look(9 * DAY, 'link.picked', 'lead', '7004', '1001'),
  look(30 * DAY, 'privacy.exported', 'operator', ''),
];

const report = (change: Partial<PrivacyReport> = {}): PrivacyReport => ({
  at: at(0),
  known: {
    ...{ addresses: ['dana.reyes@northwind.example'], names: ['Dana Reyes'], users: ['900010'], contacts: ['501'] },
    tickets: 4,
  },
  held: [...held],
  elsewhere: [
    { system: 'helpdesk', id: '900010', owner: 'Support Lead · #support-leads' },
    { system: 'crm', id: '501', owner: 'Sales Ops · #sales-ops' },
  ],
  ...{ looks: [...looks], isMoreLooks: false, backupsKeptDays: 30 },
  ...change,
});

const item = (id: string, change: Partial<ErasureItem>): ErasureItem => ({
  ...{ id, state: 'done', cause: 'page', askedBy: '7005', askedAt: at(DAY), findings: 0 },
  ...change,
});
const own = item('1f0c7a52-4a4e-4d07-9d3c-0b1b6b0f6f11', {
  ...{ state: 'held_elsewhere', reason: 'they_asked', askedAt: at(95), endedAt: at(92), nextAt: at(-28) },
  ...{ backupsUntil: at(-30 * DAY), findings: 2 },
});
const items: readonly ErasureItem[] = [
  own,
  item('77aa02c4-3f6e-4c3e-8d8a-9a5b6d1c2e22', {
    ...{ state: 'restorable', cause: 'helpdesk', askedBy: 'helpdesk', askedAt: at(2 * DAY), dueAt: at(-28 * DAY) },
  }),
  item('0d9e4c11-6d0b-4b9b-8a3e-7f7f7f7f7f33', {
    ...{ cause: 'command_line', askedBy: 'cli:operator', askedAt: at(50 * DAY), endedAt: at(49 * DAY) },
    backupsUntil: at(19 * DAY),
  }),
];
const step = (name: string, rows: number, change: Partial<ErasureStep> = {}): ErasureStep => ({
  ...{ place: name, state: 'done', rows, at: at(94), tries: 2 },
  ...change,
});
const steps: readonly ErasureStep[] = [
  step('helpdesk 4f1b02aa', 0, {
    ...{ state: 'elsewhere', reason: 'still_held', owner: 'Support Lead · #support-leads', ref: '900010', tries: 3 },
  }),
  step('crm 90ab77c1', 0, {
    state: 'elsewhere',
    reason: 'not_asked',
    owner: 'Sales Ops · #sales-ops',
    ref: '501',
    tries: 3,
  }),
  step('marks', 0),
  step('last_known', 5),
  step('links', 1),
  step('sync', 3),
  step('shown_answers', 0),
  step('jobs', 1),
  step('memory', 0),
  step('memory of process 3c9f01ab', 0),
];
const receipt = (): ErasureReceipt => ({ ...own, steps: [...steps] });
const failing = (): ErasureReceipt => ({
  ...own,
  ...{ state: 'running', findings: 1, endedAt: undefined },
  steps: [step('sync', 0, { state: 'failed', reason: 'no_answer', owner: 'operator', tries: 6 }), ...steps.slice(2)],
});

const all = { report, erasures: (): Erasures => ({ items: [...items], isMore: false }), receipt };

/** What the Privacy page can show. */
export const privacyScenarios: Readonly<Record<string, PrivacyScenario>> = {
  'privacy-fresh': {
    ...all,
    story: 'just installed: nobody has been erased',
    erasures: () => ({ items: [], isMore: false }),
  },
  'privacy-list': { ...all, story: 'erasures, one with findings, one that can still be restored' },
  'privacy-person': { ...all, story: 'somebody was looked up', next: 'look_up' },
  'privacy-nothing': {
    ...{ ...all, story: 'nothing is held of whoever was looked up, since they were erased', next: 'look_up' },
    report: () =>
      report({
        known: { addresses: ['dana.reyes@northwind.example'], names: [], users: [], contacts: [], tickets: 0 },
        ...{ held: [], elsewhere: [], looks: [], erasure: receipt() },
      }),
  },
  'privacy-ask': { ...all, story: 'what is asked before an erasure', next: 'ask' },
  'privacy-receipt': { ...all, story: 'a receipt with findings', next: 'receipt' },
  'privacy-failing': { ...all, story: 'a copy cannot be reached', next: 'receipt', receipt: failing },
  'privacy-failed': {
    ...all,
    story: 'the database is away',
    refuse: { status: 503, code: 'store_away' },
    next: 'look_up',
  },
  'privacy-limit': { ...all, story: 'looked up too many', refuse: { status: 429, code: 'too_many_requests' } },
  'privacy-german': { ...all, story: 'somebody in German, before an erasure', locale: 'de', next: 'ask' },
  'privacy-german-receipt': { ...all, story: 'a receipt in German', locale: 'de', next: 'receipt' },
};
