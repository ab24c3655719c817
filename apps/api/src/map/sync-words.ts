import type { SyncField, SyncObject, SyncRule, SyncSystem } from '@sidelight/shared/map/sync.ts';
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
export const deciderOf = (field: SyncField): string =>
  field.direction === 'two_way' ? field.rule.replaceAll('_', ' ') : `${names[field.owner]} owns`;

/** Which way a value travels, between the CRM's name on the left and the helpdesk's on the right. */
export const arrowOf = (field: SyncField): '↔' | '→' | '←' =>
  field.direction === 'two_way' ? '↔' : field.owner === 'crm' ? '→' : '←';

/** What the map says of a field, one part a line: for a person, and to find what changed. */
export function factsOfField(field: SyncField): Readonly<Record<string, string>> {
  const { at, type, validation, values, transform } = field;
  return {
    label: say(field.label, 'en'),
    names: `${at.crm} in the CRM, ${at.helpdesk} in the helpdesk`,
    kind: [type.replaceAll('_', ' '), field.region, field.currency].filter(Boolean).join(', '),
    direction:
      field.direction === 'two_way'
        ? 'both ways'
        : `from the ${names[field.owner]} to the other side, which only reads it`,
    'who decides': field.direction === 'two_way' ? rules[field.rule] : `the ${names[field.owner]} owns it`,
    ...(field.direction === 'two_way'
      ? { 'one conflict': `edits of both sides within ${field.windowMs / 1000} s` }
      : { 'an edit on the other side': field.foreignEdit === 'revert' ? 'is taken back' : 'is left, and shown' }),
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
    class: field.class,
  };
}

const firsts: Readonly<Record<SyncObject['first'], string>> = {
  crm: "the CRM's value counts",
  helpdesk: "the helpdesk's value counts",
  review: 'a person decides where the two differ',
};

/** What the map says of a kind of record, besides its fields. */
export const factsOfObject = (object: SyncObject): Readonly<Record<string, string>> => ({
  label: say(object.label, 'en'),
  names: `${object.at.crm} in the CRM, ${object.at.helpdesk} in the helpdesk`,
  'found by': object.match.join(', then '),
  'made where one side has a new one': object.create.map((side) => `in the ${names[side]}`).join(', ') || 'nowhere',
  'in the first run': firsts[object.first],
});
