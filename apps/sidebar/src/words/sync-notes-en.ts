import type { Pair } from './status-words.ts';

const pair = (one: string, many: string): Pair => [one, many];

/** What the Sync page says of notes in the CRM in place of its other words. */
export const syncNotesEn = {
  would: 'This would write up to {values}, one for each ticket that is known.',
  did: 'Queued to be written: {values}.',
  values: pair('{count} note', '{count} notes'),
  ui: {
    pairs: pair('{count} note written', '{count} notes written'),
    compare: 'Write all notes',
    compareSure: 'Write one note for each ticket that is known?',
    compareYes: 'Yes, write them',
    switchOnSure:
      'From now on each ticket that changes has its note in the CRM. Tickets from before get theirs by “Write all notes”. Switch on?',
  },
};
