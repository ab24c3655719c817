import type { ComputedId } from '@sidelight/shared/map/computed.ts';
import {
  type Making,
  placeText,
  type Sync,
  type SyncField,
  type SyncObject,
  type SyncObjectId,
  type SyncPlace,
  type SyncSystem,
  type Validation,
} from '@sidelight/shared/map/sync.ts';
import type { DataClass } from '@sidelight/shared/map/system.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import { compileExpression, type Expression } from '../map/expression.ts';
import type { FieldForm, Side } from './canonical/canon.ts';
import type { FieldPolicy } from './rule.ts';

/** One side of a field: what it is called there, and the form of its values. The side's connector adds its capacity. */
export interface SyncEnd {
  /** What it is called there; of a name in two parts, both together. */
  readonly property: string;
  /** A name that is kept in two there. */
  readonly parts?: readonly [first: string, last: string];
  readonly form: Omit<FieldForm, 'capacity'>;
}

/** A field of the map, ready to be read, decided and written. */
export interface SyncFieldPlan {
  readonly id: string;
  readonly label: Text;
  readonly type: SyncField['type'];
  readonly left: SyncEnd;
  readonly right: SyncEnd;
  readonly policy: FieldPolicy;
  readonly nulls: SyncField['nulls'];
  /** It names a record of this kind: one is the other's partner. */
  readonly of?: SyncObjectId;
  /** What it is worked out as, where we do that. */
  readonly computed?: ComputedId;
  /** Over the owner's value in our form, on its way to the other side. Of owned fields only. */
  readonly transform?: Expression;
  /** As the map has it. */
  readonly expression?: string;
  /** The field whose values fill this one where it is empty. */
  readonly replaces?: string;
  /** Another field has taken its place: it is read for that, and never written. */
  readonly isReplaced: boolean;
  /** What a value must be before it is sent on. */
  readonly validation: Validation;
  readonly class: DataClass;
  /** The value that says no to advertising. */
  readonly no?: string;
  /** May be corrected beside a ticket. */
  readonly isCorrectable: boolean;
}

/** What a record needs to be made on a side, and is given there. */
export interface MakingPlan {
  readonly needs: readonly string[];
  /** By the side it is made on: each property there, by properties of the side it comes from. */
  readonly given: Readonly<Record<Side, Readonly<Record<string, readonly string[]>>>>;
  readonly company: Readonly<Record<Side, string>> | undefined;
}

/** A kind of record of the map, ready. */
export interface SyncObjectPlan {
  readonly id: SyncObjectId;
  readonly label: Text;
  /** What each side calls such records. */
  readonly left: string;
  readonly right: string;
  /** The first that finds exactly one counts. */
  readonly match: readonly SyncFieldPlan[];
  readonly create: readonly Side[];
  readonly making: MakingPlan;
  readonly first: Side | 'review';
  readonly fields: readonly SyncFieldPlan[];
}

export type SyncPlan = Pick<Sync, 'customer' | 'breaker' | 'wave' | 'reviewDueMs' | 'owners' | 'newCustomer'> & {
  readonly objects: readonly SyncObjectPlan[];
};

const SIDES: Readonly<Record<SyncSystem, Side>> = { crm: 'left', helpdesk: 'right' };

/** The map's sync, ready. Of a checked map: throws where a transform does not compile. Pure. */
export function compileSync({ customer, breaker, wave, reviewDueMs, owners, newCustomer, objects }: Sync): SyncPlan {
  const { contact, company } = objects;
  return {
    ...{ customer, breaker, wave, reviewDueMs, owners, newCustomer },
    // Companies first: a person is put into one.
    objects: [
      ...(company ? [compileObject('company', company)] : []),
      ...(contact ? [compileObject('contact', contact)] : []),
    ],
  };
}

function compileObject(
  id: SyncObjectId,
  { label, at, match, create, making, first, fields: declared }: SyncObject,
): SyncObjectPlan {
  const replaced = new Set(Object.values(declared).flatMap((field) => field.replaces ?? []));
  const fields = Object.entries(declared).map(([name, field]) => compileField(name, field, replaced.has(name)));
  return {
    ...{ id, label, fields, left: at.crm, right: at.helpdesk },
    match: match.flatMap((name) => fields.find((field) => field.id === name) ?? []),
    create: create.map((system) => SIDES[system]),
    making: compileMaking(making),
    first: first === 'review' ? first : SIDES[first],
  };
}

const compileMaking = ({ needs, given, company }: Making): MakingPlan => ({
  needs,
  given: { left: given.crm ?? {}, right: given.helpdesk ?? {} },
  company: company && { left: company.crm, right: company.helpdesk },
});

function compileField(id: string, field: SyncField, isReplaced: boolean): SyncFieldPlan {
  const { label, type, at, nulls, transform, replaces, class: dataClass } = field;
  const end = (system: SyncSystem): SyncEnd => ({
    ...placeOf(at[system]),
    form: { type, side: SIDES[system], region: field.region, currency: field.currency, values: field.values },
  });
  return {
    ...{ id, label, type, nulls, class: dataClass, left: end('crm'), right: end('helpdesk') },
    policy: policyOf(field),
    ...(field.of !== undefined && { of: field.of }),
    ...(field.consent && { no: field.consent.no }),
    isCorrectable: field.direction === 'two_way' && field.correctable,
    ...(field.direction === 'computed' && { computed: field.computed }),
    ...(transform !== undefined && { transform: compileExpression(transform), expression: transform }),
    ...(replaces !== undefined && { replaces }),
    isReplaced,
    validation: field.validation ?? {},
  };
}

const placeOf = (place: SyncPlace): Pick<SyncEnd, 'property' | 'parts'> =>
  typeof place === 'string' ? { property: place } : { property: placeText(place), parts: place };

function policyOf(field: SyncField): FieldPolicy {
  switch (field.direction) {
    case 'one_way':
      return { kind: 'owned', owner: SIDES[field.owner], foreignEdit: field.foreignEdit };
    case 'computed':
      return { kind: 'owned', owner: 'sidelight', foreignEdit: 'revert' };
    case 'two_way':
      return { kind: 'shared', rule: field.rule, windowMs: field.windowMs };
  }
}
