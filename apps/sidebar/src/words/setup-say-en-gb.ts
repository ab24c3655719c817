import type { SetupSay } from './setup-words.ts';

/** British English: what it does not spell like American, which is the rest. */
export const british = (american: SetupSay): SetupSay => ({
  ...american,
  ui: { ...american.ui, left: 'Cancelled. Nothing was saved.' },
  claim: {
    ...american.claim,
    practice_outage: 'An outage was practised: declared, acknowledged by a lead, and seen by agents at their tickets',
  },
  remedy: {
    ...american.remedy,
    owners_reached:
      'Give the team a channel in ALERT_CHANNELS, then tell it from a ticket (“Tell them”), or practise an outage.',
  },
});
