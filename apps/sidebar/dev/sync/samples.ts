import type { Letter, ReviewItem, ReviewSide } from '@sidelight/shared/sync/review.ts';
import type {
  FieldAside,
  ObjectStanding,
  RunResult,
  SampleRecord,
  SideStanding,
  SyncReport,
  SyncRunView,
} from '@sidelight/shared/sync/sync-report.ts';
import type { ProposalPage } from '@sidelight/shared/sync/sync-request.ts';
import { ago } from '../scenarios/values.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const minutesAgo = (n: number): string => ago(n * MINUTE_MS);
const hoursAgo = (n: number): string => ago(n * HOUR_MS);
const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const side = (more: Partial<SideStanding> = {}): SideStanding => ({
  ...{ readAt: ago(12_000), isLate: false, waiting: 0, underWay: 0 },
  lag: { p50Ms: 3_900, p95Ms: 14_200, edits: 212 },
  ...more,
});

export const result = (more: Partial<RunResult> = {}): RunResult => ({
  ...{ left: 24_300, right: 24_211, linked: 24_100, newLinks: 24_100, alone: { left: 188, right: 99 }, ambiguous: 12 },
  creations: { left: 0, right: 176 },
  ...{ changed: 811, asked: 37, unreadable: 4, gone: { left: 0, right: 0 }, refused: null },
  writes: [
    { field: 'phone', label: 'Phone', left: 311, right: 402 },
    { field: 'time_zone', label: 'Time zone', left: 12, right: 380 },
    { field: 'job_title', label: 'Role', left: 0, right: 99 },
  ],
  ...more,
});

export const run = (more: Partial<SyncRunView> = {}): SyncRunView => ({
  ...{ id: id(900), kind: 'compare', state: 'done', result: result({ writes: [], changed: 0, asked: 0 }) },
  ...{ askedBy: 'Olivia Brandt', askedAt: hoursAgo(5), endedAt: hoursAgo(4) },
  ...more,
});

const fieldsOf = () =>
  ['E-mail', 'Phone', 'Time zone', 'Role'].map((label) => ({
    ...{ id: label.toLowerCase().replaceAll(/[^a-z]/g, '_'), label, mayBackfill: true },
  }));

export const sample = (): SampleRecord[] => [
  {
    ...{ left: '5101', right: '388012' },
    urls: {
      left: 'https://app.hubspot.com/contacts/139862416/record/0-1/5101',
      right: 'https://acme.zendesk.com/agent/users/388012',
    },
    changes: [
      { field: 'phone', label: 'Phone', side: 'right', from: null, to: '+1 212 555 0111' },
      { field: 'job_title', label: 'Role', side: 'right', from: 'Head of Operations', to: 'Chief Operating Officer' },
    ],
  },
  {
    ...{ left: '5102', right: '388013', urls: {} },
    changes: [{ field: 'phone', label: 'Phone', side: 'left' }],
  },
];

export const aside = (field: string, label: string, at: 'left' | 'right', why: FieldAside['why']): FieldAside => ({
  field,
  label,
  side: at,
  why,
  lost: [],
  since: hoursAgo(3),
  isReturning: false,
});

export const proposals = (): ProposalPage => ({
  proposals: [
    {
      ...{
        object: 'company',
        id: 'seats',
        label: 'Seats',
        objectLabel: 'Company',
        type: 'number',
        codes: [],
        without: 0,
      },
      sides: {
        left: { property: 'seats', label: 'Seats' },
        right: { property: 'organization_fields.seats', label: 'Seats' },
      },
    },
    {
      ...{ object: 'contact', id: 'interests', label: 'Interests', objectLabel: 'Contact', type: 'multi_select' },
      ...{ codes: ['api', 'sso'], without: 1 },
      sides: {
        left: { property: 'interests', label: 'Interests' },
        right: { property: 'user_fields.interests', label: 'Interests' },
      },
    },
  ],
});

export const contacts = (more: Partial<ObjectStanding> = {}): ObjectStanding => ({
  ...{ id: 'contact', label: 'Contact', isOn: true, switchedBy: 'Olivia Brandt', switchedAt: hoursAgo(220) },
  sides: { left: side(), right: side({ readAt: ago(41_000), lag: { p50Ms: 1_100, p95Ms: 61_000, edits: 34 } }) },
  ...{ linked: 24_100, held: 0, erased: 0, reviews: { open: 0, blocking: 0, overdue: 0 }, letters: [], run: run() },
  ...{ fields: fieldsOf(), aside: [], definitions: {} },
  ...more,
});

const unread: SideStanding = { isLate: false, waiting: 0, underWay: 0 };

export const companies = (more: Partial<ObjectStanding> = {}): ObjectStanding => ({
  ...contacts({
    linked: 3_120,
    sides: { left: side(), right: { readAt: ago(30_000), isLate: false, waiting: 0, underWay: 0 } },
  }),
  ...{ id: 'company', label: 'Company' },
  ...more,
});

export const notesFound = result({
  ...{ left: 0, right: 4_812, linked: 0, newLinks: 0, alone: { left: 0, right: 0 }, ambiguous: 0 },
  ...{ changed: 4_812, asked: 0, unreadable: 0, creations: { left: 0, right: 0 } },
  writes: [{ field: 'note', label: 'Ticket', left: 4_812, right: 0 }],
});

export const notes = (more: Partial<ObjectStanding> = {}): ObjectStanding => ({
  ...contacts({ linked: 0, sides: { left: unread, right: unread }, fields: [], run: undefined }),
  ...{ id: 'ticket', label: 'Ticket', notes: { written: 0, waiting: 0 } },
  ...more,
});

export const report = (objects: ObjectStanding[], more: Partial<SyncReport> = {}): SyncReport => ({
  ...{ at: ago(0), systems: { left: 'HubSpot', right: 'Zendesk' }, isInMap: true, canChangeMap: false, objects },
  ...more,
});

const held = (of: Partial<ReviewSide>, at: 'hubspot' | 'zendesk', n: number): ReviewSide => ({
  recordId: String(n),
  url:
    at === 'hubspot'
      ? `https://app.hubspot.com/contacts/139862416/record/0-1/${n}`
      : `https://acme.zendesk.com/agent/users/${n}`,
  ...of,
});

export const item = (n: number, more: Partial<ReviewItem> = {}): ReviewItem => ({
  ...{ id: id(n), object: 'contact', objectLabel: 'Contact', title: 'ana.ferreira@northwind.example' },
  ...{ field: 'phone', fieldLabel: 'Phone', why: 'inside_window', blocks: true, isMasked: false },
  sides: {
    left: held(
      { value: '+1 212 555 0111', setAt: minutesAgo(42), by: 'person', byName: 'Sean Gallagher' },
      'hubspot',
      5101 + n,
    ),
    right: held({ value: '+1 212 555 0122', setAt: minutesAgo(42), by: 'unknown' }, 'zendesk', 388012 + n),
  },
  rule: { kind: 'shared', rule: 'newest_with_review', windowMs: 5000 },
  ruleChanges: [
    { kind: 'rule', rule: 'crm_wins' },
    { kind: 'rule', rule: 'support_wins' },
    { kind: 'rule', rule: 'customer_first' },
    { kind: 'rule', rule: 'manual' },
  ],
  ...{ openedAt: minutesAgo(42), dueAt: ago(-23 * HOUR_MS), isOverdue: false },
  ...more,
});

export const waiting = (): ReviewItem[] => [
  item(1, { openedAt: hoursAgo(31), dueAt: hoursAgo(7), isOverdue: true, title: 'li.wei@contoso.example' }),
  item(2),
  item(3, {
    ...{ field: 'time_zone', fieldLabel: 'Time zone', why: 'never_agreed', title: 'marta@kestrel.example' },
    sides: {
      left: held({ value: 'America/New_York' }, 'hubspot', 5110),
      right: held({ value: null }, 'zendesk', 388100),
    },
    ruleChanges: [
      { kind: 'first', first: 'crm' },
      { kind: 'first', first: 'helpdesk' },
    ],
  }),
  item(4, {
    ...{ object: 'company', objectLabel: 'Company', title: 'kestrel.example', why: 'gone_on_right' },
    ...{ field: undefined, fieldLabel: undefined, rule: undefined, ruleChanges: [] },
    sides: {
      left: { records: [{ id: '771200', url: 'https://app.hubspot.com/contacts/139862416/record/0-2/771200' }] },
      right: { records: [{ id: '360900', url: 'https://acme.zendesk.com/agent/organizations/360900' }] },
    },
  }),
  item(5, { isMasked: true, title: undefined, sides: { left: held({}, 'hubspot', 1), right: held({}, 'zendesk', 2) } }),
  item(6, {
    ...{ why: 'support_wins', blocks: false, title: 'sam.okafor@fabrikam.example' },
    rule: { kind: 'shared', rule: 'support_wins', windowMs: 5000 },
  }),
];

export const decided = (): ReviewItem[] => [
  item(20, {
    title: 'jo@litware.example',
    decided: { by: 'Ruth Adeyemi', at: minutesAgo(3), isDone: true, take: 'right', undo: 'possible' },
  }),
  item(21, {
    title: 'bo@litware.example',
    decided: { by: 'Ruth Adeyemi', isDone: false, take: 'value', value: '+1 212 555 0199', undo: 'possible' },
  }),
];

export const tooLong = {
  ...{ reason: 'validation', count: 3 },
  fields: [{ label: 'Phone', side: 'right' as const, count: 3 }],
};
export const notAllowed = {
  ...{ reason: 'permission', count: 12 },
  fields: [
    { label: 'Role', side: 'right' as const, count: 9 },
    { label: 'Language', side: 'left' as const, count: 3 },
  ],
};

export const letter = (n: number, more: Partial<Letter> = {}): Letter => ({
  ...{ id: id(500 + n), object: 'contact', objectLabel: 'Contact', title: `person${n}@northwind.example` },
  ...{ field: 'phone', fieldLabel: 'Phone', side: 'right', reason: 'validation', valueClass: 'too_long' },
  ...{ at: hoursAgo(n), recordId: '388012', url: 'https://acme.zendesk.com/agent/users/388012', isReplayed: false },
  ...more,
});

export const newField = `--- a/map/sync.yaml
+++ b/map/sync.yaml
@@ -341,4 +341,11 @@
         at: { crm: support_recurring_issue, helpdesk: organization_fields.recurring_issue }
         nulls: propagate
         class: internal
+      seats:
+        label: Seats
+        owner: crm
+        type: number
+        class: internal
+        at: { crm: seats, helpdesk: organization_fields.seats }
`;

export const patch = `--- a/map/sync.yaml
+++ b/map/sync.yaml
@@ -32,7 +32,7 @@
       phone:
         label: { en: Phone, de: Telefon }
         direction: two_way
-        rule: newest_with_review
+        rule: support_wins
         type: phone
         region: US
         at: { crm: phone, helpdesk: phone }
`;
