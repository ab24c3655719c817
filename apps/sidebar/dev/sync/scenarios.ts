import type { LetterPage, ReviewPage } from '@sidelight/shared/sync/review.ts';
import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import {
  aside,
  companies,
  contacts,
  decided,
  letter,
  minutesAgo,
  notAllowed,
  notes,
  notesFound,
  report,
  result,
  run,
  sample,
  side,
  tooLong,
  waiting,
} from './samples.ts';

import { foundAt } from './unpaired.ts';

export interface SyncScenario {
  readonly story: string;
  readonly locale?: string;
  readonly role: 'lead' | 'admin';
  /** What is clicked on the page before its picture is taken. */
  readonly steps?: readonly string[];
  readonly refuse?: { readonly status: number; readonly code: string };
  report(): SyncReport;
  reviews(): ReviewPage;
  letters?(): LetterPage;
}

const none = (): ReviewPage => ({ items: [], decided: [] });
const some = (): ReviewPage => ({ items: waiting(), decided: decided() });
const letters = (): LetterPage => ({
  letters: [letter(1), letter(2, { isReplayed: true }), letter(3, { title: undefined, valueClass: undefined })],
  isMore: true,
});

const waits = () =>
  report([
    contacts({
      reviews: { open: 5, blocking: 4, overdue: 1 },
      letters: [tooLong, notAllowed],
      sides: { left: side(), right: side({ waiting: 3, underWay: 40 }) },
    }),
    companies({ reviews: { open: 1, blocking: 1, overdue: 0 } }),
  ]);

const withFields = () =>
  report([
    contacts({
      definitions: { right: { outcome: 'forbidden', at: minutesAgo(7) } },
      aside: [
        { ...aside('role', 'Role', 'right', 'options'), lost: ['buys_decides', 'buys_budget'] },
        aside('time_zone', 'Time zone', 'left', 'gone'),
        { ...aside('phone', 'Phone', 'left', 'type'), isReturning: true },
      ],
      fieldRun: run({
        ...{ kind: 'backfill', field: 'phone', fieldLabel: 'Phone', state: 'running', result: undefined },
        ...{ endedAt: undefined, askedAt: minutesAgo(2), progress: { phase: 'writing', done: 12_400 } },
      }),
    }),
    companies({
      fieldRun: run({
        ...{ kind: 'backfill', field: 'name', fieldLabel: 'Name', state: 'paused', result: undefined },
        ...{ endedAt: undefined, askedAt: minutesAgo(50), pausedBy: 'Olivia Brandt' },
      }),
    }),
  ]);

const withUnpaired = () =>
  report([
    contacts({ unpaired: { foundAt, orphans: 1_208, duplicates: 2 } }),
    companies({ unpaired: { foundAt, orphans: 0, duplicates: 0 } }),
  ]);

const isOff = { isOn: false, switchedBy: undefined, switchedAt: undefined, linked: 0 } as const;
const never = { left: { isLate: false, waiting: 0, underWay: 0 }, right: { isLate: false, waiting: 0, underWay: 0 } };

/** What there is to look at, by name. */
export const syncScenarios: Readonly<Record<string, SyncScenario>> = {
  'sync-well': { story: 'all agree', role: 'lead', report: () => report([contacts(), companies()]), reviews: none },
  'sync-waits': { story: 'a lead has decisions to make', role: 'lead', report: waits, reviews: some },
  'sync-rule': {
    ...{ story: 'an admin makes a rule of a decision', role: 'admin', reviews: some },
    report: () => ({ ...waits(), canChangeMap: true }),
    steps: ['.decided li:first-child .buttons .btn:last-of-type'],
  },
  'sync-typed': {
    ...{ story: 'somebody types another value', role: 'lead', report: waits, reviews: some },
    steps: ['.items li:nth-child(2) [aria-expanded]', '#item-00000000-0000-4000-8000-000000000001'],
  },
  'sync-letters': {
    ...{ story: 'values were not taken, and an admin looks at them', role: 'admin', report: waits, reviews: none },
    letters,
    steps: ['[aria-labelledby=letters] article:nth-of-type(1) [aria-expanded]'],
  },
  'sync-off': {
    ...{ story: 'nothing was ever switched on', role: 'admin', reviews: none },
    report: () =>
      report([
        contacts({ ...isOff, obstacle: 'no_dry_run', run: undefined, sides: never }),
        companies({ ...isOff, obstacle: 'not_connected', run: undefined, sides: never }),
      ]),
  },
  'sync-dry-run': {
    ...{ story: 'one dry run has ended, another is under way', role: 'admin', reviews: none },
    report: () =>
      report([
        contacts({ ...isOff, sides: never, run: run({ kind: 'dry_run', result: result(), sample: sample() }) }),
        companies({
          ...{ ...isOff, obstacle: 'no_dry_run', sides: never },
          run: run({
            ...{ kind: 'dry_run', state: 'running', result: undefined, endedAt: undefined },
            ...{ askedAt: minutesAgo(1), progress: { phase: 'reading_left', done: 1800 } },
          }),
        }),
      ]),
    steps: [
      '[aria-labelledby=kind-contact] summary',
      '[aria-labelledby=kind-contact] .buttons:last-child .btn:last-of-type',
    ],
  },
  'sync-held-back': {
    ...{ story: 'a side was not read, and a wave was held back', role: 'admin', reviews: none },
    report: () =>
      report([
        contacts({
          sides: { left: side({ readAt: minutesAgo(12), isLate: true }), right: side() },
          run: run({ result: result({ refused: 'changes' }) }),
        }),
        companies({ run: run({ state: 'failed', result: undefined, reason: 'timeout' }) }),
      ]),
  },
  'sync-fields': {
    ...{ story: 'two fields do not fit, one is being filled, others could be added', role: 'admin', reviews: none },
    report: withFields,
    steps: ['[aria-labelledby=proposals] .btn', '[aria-labelledby=proposals] li:first-child .btn'],
  },
  'sync-fields-german': {
    ...{ story: 'the same in German', locale: 'de', role: 'admin', report: withFields, reviews: none },
    steps: [
      '[aria-labelledby=proposals] .btn',
      '[aria-labelledby=kind-contact] .run + details summary',
      '[aria-labelledby=kind-contact] details:last-of-type summary',
    ],
  },
  'sync-notes': {
    ...{ story: 'notes in the CRM are about to be switched on', role: 'admin', reviews: none },
    report: () =>
      report([contacts(), companies(), notes({ ...isOff, run: run({ kind: 'dry_run', result: notesFound }) })]),
    steps: ['[aria-labelledby=kind-ticket] .buttons .btn:last-of-type'],
  },
  'sync-notes-german': {
    ...{ story: 'notes in the CRM are written', locale: 'de', role: 'admin', reviews: none },
    report: () =>
      report([
        contacts(),
        notes({
          notes: { written: 4_812, waiting: 37 },
          run: run({ result: notesFound }),
          letters: [{ reason: 'validation', count: 1, fields: [{ label: 'Ticket', side: 'left', count: 1 }] }],
        }),
      ]),
    steps: ['[aria-labelledby=kind-ticket] .buttons .btn:nth-of-type(2)'],
  },
  'sync-unpaired': {
    ...{ story: 'records have no partner, or are there twice', role: 'lead', reviews: none, report: withUnpaired },
    steps: ['#unpaired article:nth-of-type(1) .btn'],
  },
  'sync-unpaired-german': {
    ...{ story: 'the same in German', locale: 'de', role: 'admin', reviews: none, report: withUnpaired },
    steps: ['#unpaired article:nth-of-type(1) .btn'],
  },
  'sync-journal': {
    ...{ story: 'the CRM’s journal is read', role: 'lead', reviews: none },
    report: () => report([contacts(), companies()], { journal: { readAt: minutesAgo(0.15) } }),
  },
  'sync-journal-german': {
    ...{ story: 'it cannot be read', locale: 'de', role: 'admin', reviews: none },
    report: () =>
      report([contacts(), companies()], {
        journal: { readAt: minutesAgo(125), failingSince: minutesAgo(124), reason: 'credential' },
      }),
  },
  'sync-nothing': {
    ...{ story: 'the map keeps nothing in agreement', role: 'lead', reviews: none },
    report: () => report([], { isInMap: false }),
  },
  'sync-german': {
    ...{ story: 'in German', locale: 'de', role: 'admin', report: () => ({ ...waits(), canChangeMap: true }) },
    ...{ reviews: some, letters },
    steps: [
      '[aria-labelledby=letters] article:nth-of-type(1) [aria-expanded]',
      '.decided li:first-child .buttons .btn:last-of-type',
    ],
  },
  'sync-expired': {
    ...{ story: 'the session has ended', role: 'lead', report: waits, reviews: none },
    refuse: { status: 401, code: 'session_expired' },
  },
};
