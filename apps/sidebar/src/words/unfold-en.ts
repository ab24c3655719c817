import type { Customer } from '@sidelight/shared/context/customer.ts';
import { problemsEn } from './problems-en.ts';
import type { Advice } from './sentences.ts';

/** What is said where something is unfolded or done, and of customers nobody is sure of. */
export const unfoldEn = {
  customer: {
    ambiguous: {
      say: 'More than one account fits this requester.',
      next: 'What depends on the account waits for your pick.',
    },
    suggested: {
      say: 'This is probably the account.',
      next: 'Confirm it before you rely on it.',
    },
    nobody: {
      say: 'No account is known for this requester.',
      next: 'Ask which company or address they signed up with.',
    },
    no_email: {
      say: 'This requester has no e-mail address.',
      next: 'Ask for the one they use with us, and add it to their profile.',
    },
    no_requester: {
      say: 'This ticket has no requester yet.',
      next: 'Choose one, and what we know appears here.',
    },
    unknown_ticket: {
      say: 'The helpdesk does not show you this.',
      next: 'It may be deleted, or hidden from you.',
    },
    unverified: {
      say: 'The helpdesk could not confirm whose ticket this is, so nothing is shown.',
      next: 'Go by what the ticket itself says, or try again.',
    },
    unresolved: {
      say: 'Who this is could not be looked up.',
      next: 'Find them by hand, or try again.',
    },
  } satisfies Readonly<Record<Exclude<Customer['state'], 'linked'>, Advice>>,
  problems: problemsEn,
  reference: 'Reference: %',
  allow: 'Allow the check',
  loaded: 'Everything is loaded.',
  loadedBut: 'Loaded.',
  without: 'Not known: %. %',
  butOld: 'Old: %, as of %. %',
  helpdesk: 'Helpdesk',
  crm: 'CRM',
  pin: 'This one',
  ruledOut: 'An agent has ruled this out:',
  takeBack: 'It is this one',
  reject: 'Not this customer?',
  find: 'Search the CRM',
  whyThis: 'Why “%”?',
  source: 'Source',
  changed: 'Changed',
  read: 'Read',
  rule: 'Rule',
  moreIn: 'More in %',
  absent: '% was asked and holds no such value.',
  copy: 'Copy',
  notKnown: 'Not known',
  whatToDo: 'What to do',
  allSteps: 'All steps',
  allTickets: 'All tickets',
  fallback: 'Do this instead',
  owner: 'Owner: %',
  tell: 'Tell them',
  see: 'See %',
  copied: 'Copied',
  drafted: {
    inserted: 'Draft inserted. Read it before you send it.',
    note: 'This is an internal note. Click again to insert it here.',
    again: 'Already in your reply. Click again to insert it once more.',
  },
  refused: 'Did not work',
  told: 'Told',
  already: 'Told before',
  undeliverable: 'Not reached',
};
