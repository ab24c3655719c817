import {
  type NewCustomer,
  placeText,
  type SyncField,
  type SyncObject,
  type SyncRule,
  type SyncSystem,
  type TicketNotes,
} from '@sidelight/shared/map/sync.ts';
import { say } from '@sidelight/shared/map/text.ts';

const names: Readonly<Record<SyncSystem, string>> = { crm: 'CRM', helpdesk: 'helpdesk' };

const rules: Readonly<Record<SyncRule, string>> = {
  customer_first: "the customer's own change wins, then the newer one",
  crm_wins: 'the CRM wins',
  support_wins: 'support wins',
  newest_with_review: 'the newer change wins, a person decides where that is not clear',
  manual: 'a person decides',
};

/** Who wins, in a few words. */
export function deciderOf(field: SyncField): string {
  if (field.direction === 'computed') return 'worked out';
  return field.direction === 'two_way' ? field.rule.replaceAll('_', ' ') : `${names[field.owner]} owns`;
}

/** Which way a value travels, between the CRM's name on the left and the helpdesk's on the right. */
export function arrowOf(field: SyncField): '↔' | '→' | '←' {
  if (field.direction !== 'one_way') return '↔';
  return field.owner === 'crm' ? '→' : '←';
}

/** How a value comes about, and what becomes of edits. */
function waysOf(field: SyncField): Readonly<Record<string, string>> {
  switch (field.direction) {
    case 'two_way':
      return {
        direction: 'both ways',
        'who decides': rules[field.rule],
        'one conflict': `edits of both sides within ${field.windowMs / 1000} s`,
        ...(field.correctable && { 'beside a ticket': 'can be corrected' }),
      };
    case 'one_way':
      return {
        direction: `from the ${names[field.owner]} to the other side, which only reads it`,
        'who decides': `the ${names[field.owner]} owns it`,
        'an edit on the other side': field.foreignEdit === 'revert' ? 'is taken back' : 'is left, and shown',
      };
    case 'computed':
      return {
        direction: 'to both sides, which only read it',
        'who decides': `worked out from the tickets: ${field.computed.replaceAll('_', ' ')}`,
        'an edit on either side': 'is taken back',
      };
  }
}

/** What the map says of a field, one part a line: for a person, and to find what changed. */
export function factsOfField(field: SyncField): Readonly<Record<string, string>> {
  const { at, type, validation, values, transform } = field;
  return {
    label: say(field.label, 'en'),
    names: `${placeText(at.crm)} in the CRM, ${placeText(at.helpdesk)} in the helpdesk`,
    kind: [
      type.replaceAll('_', ' '),
      ...(field.of === undefined ? [] : [`of a ${field.of}`]),
      field.region,
      field.currency,
    ]
      .filter(Boolean)
      .join(', '),
    ...waysOf(field),
    'when emptied': field.nulls === 'propagate' ? 'the other side is emptied too' : 'the other side keeps its value',
    ...(transform !== undefined && { 'on the way': transform.replaceAll(/\s+/g, ' ') }),
    ...(validation && {
      'must be': Object.entries(validation)
        .map(([key, value]) => `${key} ${value}`)
        .join(', '),
    }),
    ...(values && {
      codes: Object.entries(values)
        .map(([crm, helpdesk]) => `${crm} = ${helpdesk}`)
        .join(', '),
    }),
    ...(field.consent && { consent: `${field.consent.no} is a no, and only a person turns it into anything else` }),
    ...(field.replaces !== undefined && { 'takes the place of': field.replaces }),
    class: field.class,
  };
}

const firsts: Readonly<Record<SyncObject['first'], string>> = {
  crm: "the CRM's value counts",
  helpdesk: "the helpdesk's value counts",
  review: 'a person decides where the two differ',
};

/** What a new record needs and is given. */
function factsOfMaking({ making: { needs, given, company } }: SyncObject): Readonly<Record<string, string>> {
  const gifts = Object.values(given).flatMap((properties) =>
    Object.entries(properties).map(([name, from]) => `${name} from ${from.join(' and ')}`),
  );
  return {
    'not made without': needs.join(', ') || 'nothing in particular',
    ...(gifts.length > 0 && { 'given once': gifts.join(', ') }),
    ...(company && { 'belongs to': `the company of ${company.crm}, as ${company.helpdesk}` }),
  };
}

/** What becomes of a company whose deal was won. */
export const factsOfNewCustomer = (customer: NewCustomer | undefined): Readonly<Record<string, string>> =>
  customer
    ? {
        'a new customer': [
          `up to ${customer.mostContacts} contacts`,
          ...(customer.status ? [`${customer.status.field} is ${customer.status.value}`] : []),
          `${customer.tell} is told`,
        ].join(', '),
        onboarding: customer.checklist
          .map(({ id, owner, dueInDays }) => `${id} (${owner}, ${dueInDays} days)`)
          .join(', '),
      }
    : {};

/** What the map says of a kind of record, besides its fields. */
export const factsOfObject = (object: SyncObject): Readonly<Record<string, string>> => ({
  label: say(object.label, 'en'),
  names: `${object.at.crm} in the CRM, ${object.at.helpdesk} in the helpdesk`,
  'found by': object.match.join(', then '),
  'made where one side has a new one': object.create.map((side) => `in the ${names[side]}`).join(', ') || 'nowhere',
  ...factsOfMaking(object),
  'in the first run': firsts[object.first],
});

/** What the map says of the notes that tickets become in the CRM. */
export const factsOfTicketNotes = ({
  label,
  about,
  shows,
  class: dataClass,
}: TicketNotes): Readonly<Record<string, string>> => ({
  label: say(label, 'en'),
  becomes: 'one note in the CRM, written anew when the ticket changes',
  'on the timelines of': about.join(', '),
  shows: shows.map((part) => part.replaceAll('_', ' ')).join(', '),
  class: dataClass,
});
