import type { HeldClass, Whose } from './entry.ts';

/** What holds something besides our own tables: no catalogue lists it, so it is listed here. */
export interface BesideEntry {
  readonly about: string;
  readonly class: HeldClass;
  readonly whose: Whose;
  readonly kept: string;
  readonly erased: string;
}

export const beside = {
  'memory: answers': {
    ...{ about: 'What systems have answered, in each process.', class: 'personal', whose: 'requester' },
    kept: 'as long as `last_known`, and never longer than the process lives',
    erased: 'Every process is told, empties it for this helpdesk and says so in the receipt, which is not over before.',
  },
  'memory: whole answers': {
    ...{ about: 'What was sent to the sidebar, in each process.', class: 'personal', whose: 'requester' },
    kept: '30 seconds',
    erased: 'As the answers are.',
  },
  'memory: links': {
    ...{ about: 'Which account a requester is of, in each process.', class: 'pseudonymous', whose: 'requester' },
    kept: '30 seconds',
    erased: 'As the answers are.',
  },
  'memory: on its way': {
    about: 'What is being asked, answered or written at this moment, in each process.',
    ...{ class: 'personal', whose: 'requester' },
    kept: 'a second; while the database does not answer, 5,000 copies of answers',
    erased: 'An erasure looks once more a minute later for what was on its way.',
  },
  'memory: open pages': {
    about: 'Which agents have which tickets open, and of which account those are, in each process.',
    ...{ class: 'pseudonymous', whose: 'requester' },
    kept: 'while the page is open; the account of a ticket until 5,000 others were opened',
    erased: 'Ids alone, which lead to nobody here once the person is erased.',
  },
  'memory: looks': {
    about: 'Who was put on record as having seen which customer, so that it is one row an hour.',
    ...{ class: 'pseudonymous', whose: 'requester' },
    kept: 'an hour, 5,000 at most',
    erased: 'As the audit: ids of tickets and accounts; they are gone an hour later.',
  },
  'memory: agents': {
    about:
      'Who is signed in, what they may do, how much they and addresses ask, and which ticket the helpdesk let them see, in each process.',
    ...{ class: 'pseudonymous', whose: 'agent' },
    kept: 'counted on for a minute to half a day; until as many others come, 50,000 at most',
    erased: 'Ids of agents, and of tickets.',
  },
  'memory: keys': {
    ...{ about: 'Keys and tokens of vendors, opened, in each process.', class: 'secret', whose: 'nobody' },
    kept: 'five minutes; an access token until it ends',
    erased: 'They hold nothing about a person. Forgetting the helpdesk ends them.',
  },
  'memory: who was erased': {
    ...{ about: 'Marks of people who were erased, in each process.', class: 'none', whose: 'nobody' },
    kept: '30 seconds',
    erased: 'Keyed hashes, which nothing leads back from.',
  },
  'queue: jobs': {
    about: 'Work in the background (schema `sidelight_jobs`): the helpdesk and ids, never content.',
    ...{ class: 'pseudonymous', whose: 'requester' },
    kept: 'until it is done; one that nobody comes for, 30 days',
    erased: 'Jobs that name one of the person’s tickets are deleted; one that runs finds nothing any more.',
  },
  'disk: audit-waiting.ndjson': {
    ...{ about: 'Rows of the audit while the database does not take them.', class: 'pseudonymous', whose: 'requester' },
    kept: 'until the database takes them',
    erased: 'As the audit: customers are marks by a key of the helpdesk’s.',
  },
  'log: lines': {
    about: 'One JSON line an event, of an allow-list of fields: helpdesk, request id, codes, counts.',
    ...{ class: 'none', whose: 'nobody' },
    kept: 'as long as whoever collects them keeps them',
    erased: 'They hold nothing about a person. A test plants values and looks for them.',
  },
  'log: metrics': {
    ...{ about: 'Counts and times.', class: 'none', whose: 'nobody' },
    kept: 'as long as whoever collects them keeps them',
    erased: 'They hold nothing about a person.',
  },
  'browser: sidebar': {
    ...{ about: 'What an agent sees, in the memory of the page.', class: 'personal', whose: 'requester' },
    kept: 'until the ticket is closed',
    erased: 'Nothing is stored in the browser.',
  },
  'disk: backups': {
    ...{ about: 'Copies of the database that the operator makes.', class: 'personal', whose: 'requester' },
    kept: '`BACKUPS_KEPT_DAYS`, 30 days as delivered',
    erased:
      'The receipt says on which day the last backup that holds the person is gone. Restoring an older one erases nobody: erase again after it.',
  },
} as const satisfies Record<string, BesideEntry>;
