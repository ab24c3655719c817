import type { Pair } from './status-words.ts';

const pair = (one: string, many: string): Pair => [one, many];

/** What the Sync page says of fields: those that do not fit, those that are filled, and those the map has not. */
export const syncFieldsEn = {
  words: {
    valueClass: {
      unknown_option: 'not in the list',
      not_a_number: 'not a number',
      not_a_date: 'not a date',
      not_an_instant: 'not a point in time',
      not_a_boolean: 'neither yes nor no',
      not_an_email: 'not an e-mail address',
      unknown_zone: 'not a time zone we know',
      unknown_language: 'not a language we know',
      unknown_country: 'not a country we know',
      other_currency: 'another currency',
      too_long: 'too long',
      out_of_range: 'out of range',
      pattern: 'not of the form the map asks for',
      wrong_shape: 'of another kind',
      expression_failed: 'the map’s transform fails on it',
    },
    asideWhy: {
      gone: 'has not been kept in sync since {at}: {system} no longer has this field.',
      read_only: 'has not been kept in sync since {at}: {system} no longer lets anybody write it.',
      type: 'has not been kept in sync since {at}: its type in {system} has changed.',
      options: 'has not been kept in sync since {at}: {system} no longer has some of its options.',
      expression: 'has not been kept in sync since {at}: the map’s transform failed on a value from {system}.',
    },
    asideRemedy: {
      gone: 'Create the field again in {system}, or take it out of the map. It is then kept in sync again automatically.',
      read_only:
        'Make it writable in {system}, or let {system} own it in the map. It is then kept in sync again automatically.',
      type: 'Change it back in {system}, or change its type in the map. It is then kept in sync again automatically.',
      options:
        'Bring these back in {system}, or change the values in the map: {lost}. It is then kept in sync again automatically.',
      expression: 'Write another transform into the map. It is then kept in sync again automatically.',
    },
    asideReturning: 'It matches again, and resumes once it has been compared.',
    unread: {
      forbidden:
        'Checked {ago}: our credentials may not read the fields of {system}, so nobody knows whether they still match. Nothing is held back.',
      no_answer:
        'Checked {ago}: {system} did not answer, so nobody knows whether its fields still match. Nothing is held back.',
    },
    fieldType: {
      email: 'e-mail address',
      phone: 'phone number',
      name: 'name',
      text: 'text',
      picklist: 'one of a list',
      multi_select: 'several of a list',
      boolean: 'yes or no',
      number: 'number',
      money: 'amount of money',
      date: 'date',
      instant: 'point in time',
      time_zone: 'time zone',
      language: 'language',
      country: 'country',
      reference: 'id',
    },
  },
  ui: {
    pause: 'Pause',
    goOn: 'Resume',
    paused: 'paused by {who}. What is done so far is kept.',
    pausing: '{who} is pausing it: it stops after the current batch.',
    oneField: 'Compare one field',
    oneFieldHint: 'For a field that is new in the map. A dry run shows first what would change.',
    backfill: 'Compare and fill',
    backfillSure: 'Compare this field of all pairs and write what differs, by its rule?',
    backfillYes: 'Yes, fill it',
    sample: 'For example',
    sampleMasked: 'your role may not see the values',
    proposals: 'Fields the map does not have',
    proposalsHint: 'Fields that both sides have with the same name, and that are not kept in sync yet.',
    proposalsNone: 'There are none: every field with the same name on both sides is in the map.',
    withoutPartner: pair('{count} option without a partner', '{count} options without a partner'),
    fieldShow: 'Show the change',
    fieldTitle: 'Keep {what} in sync',
    fieldApply: 'Add the field',
    fieldSure: 'From then on it is compared and written like the others. Add it now?',
    fieldYes: 'Yes, add it',
    fieldDone: 'The field is in the map. “Compare one field” fills it.',
  },
};
