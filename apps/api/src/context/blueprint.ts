import type { Explain } from '@sidelight/shared/map/explain.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { Budget, type FallbackSpec, type FieldSpec, type Read } from '@sidelight/shared/map/system.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { compileExpression, type Expression } from '../map/expression.ts';
import { type FieldMarks, fieldMarksOf } from './field-marks.ts';
import { type FieldOwner, fieldOwnersOf } from './field-owners.ts';

/** The map, compiled once: everything a request needs, with nothing left to look up or parse. */
export interface Blueprint {
  readonly deadlineMs: number;
  readonly freeMailDomains: ReadonlySet<string>;
  readonly sharedMailboxes: ReadonlySet<string>;
  readonly reads: ReadonlyMap<string, ReadPlan>;
  readonly cards: readonly CardPlan[];
  /** The reads on cards, and what derived ones are made of. */
  readonly needed: readonly ReadPlan[];
  readonly groups: ReadGroups;
  readonly systems: ReadonlyMap<string, { readonly name: Text; readonly connectors: readonly string[] }>;
  /** From an account's record to the ids other systems know it by. */
  readonly links: ReadonlyMap<string, Expression>;
  readonly candidateDetail: Expression | undefined;
}

/** The needed reads, by how they are come by. The ticket is none of them: it is what the rest waits for. */
export interface ReadGroups {
  /** Those put to a vendor. */
  readonly asked: readonly ReadPlan[];
  /** Of these: the same answer for every ticket. */
  readonly shared: readonly ReadPlan[];
  readonly aboutCustomer: readonly ReadPlan[];
  /** Of those about the customer: asked as soon as the helpdesk has said whose ticket it is. */
  readonly aboutParty: readonly ReadPlan[];
  readonly derived: readonly ReadPlan[];
}

/** The type of its id fixes the type of what it answers with (`RecordOf`). */
export interface ReadPlan<Id extends string = string> {
  readonly id: Id;
  readonly system: string;
  readonly connector: string;
  /** The vendor's name as people know it. */
  readonly source: string;
  /** The connector's own name for it: the part after the dot. */
  readonly name: string;
  readonly about: Read['about'];
  readonly budget: Budget;
  readonly verifiesForMs: number;
  readonly standsInFor: string | undefined;
  readonly fields: readonly FieldPlan[];
}

export interface FieldPlan {
  readonly id: string;
  readonly spec: FieldSpec;
  readonly read: string;
  readonly evaluate: Expression;
  /** What must hold of the record, where the map says so. */
  readonly holds?: Expression;
  /** What its explanation names. */
  readonly parts?: readonly (readonly [string, Expression])[];
  /** What those are told who may not see the value. */
  readonly predicate?: Expression;
  readonly marks?: FieldMarks;
  /** As written in the map, for the receipt. */
  readonly mapping: string;
  readonly fallback: FallbackSpec;
  readonly owner: { readonly name: Text; readonly contact: string };
  /** Whose it is to change, where sync keeps it. */
  readonly syncOwner?: FieldOwner | undefined;
}

/** What says whether the requester may be sent advertising: the field that is shown, and the same of other systems. */
export type ConsentPlan = readonly { readonly field: FieldPlan; readonly read: ReadPlan }[];

export interface CardPlan {
  readonly id: string;
  readonly title: Text;
  readonly fields: readonly FieldPlan[];
  /** Reads its fields come from, in the order of the fields. */
  readonly reads: readonly ReadPlan[];
  /** Of the card that shows it. */
  readonly consent?: ConsentPlan;
}

/** Compiles a map that `checkMap` found nothing wrong with. */
export function createBlueprint(map: IntegrationMap): Blueprint {
  const reads = new Map<string, ReadPlan>();
  const fields = new Map<string, FieldPlan>();
  const links = new Map<string, Expression>();
  const owners = fieldOwnersOf(map);
  for (const spec of Object.values(map.systems)) {
    for (const [id, field] of Object.entries(spec.fields)) {
      // checkMap has seen that both names exist.
      const fallback = ownValue(spec.fallbacks, field.fallback)!;
      const owner = ownValue(map.teams, fallback.owner)!;
      const evaluate = compileExpression(field.value);
      fields.set(id, {
        id,
        spec: field,
        read: field.from,
        evaluate,
        ...(field.valid !== undefined && { holds: compileExpression(field.valid) }),
        ...(field.explain && { parts: partsOf(field.explain) }),
        ...(field.predicate && { predicate: compileExpression(field.predicate.value) }),
        marks: fieldMarksOf(id, field, map),
        mapping: `${field.from}: ${field.value}`,
        fallback,
        owner,
        syncOwner: owners.get(id),
      });
    }
    for (const [system, text] of Object.entries(spec.links)) links.set(system, compileExpression(text));
    for (const [id, read] of Object.entries(spec.reads)) {
      reads.set(id, {
        id,
        system: spec.system,
        connector: read.connector,
        source: ownValue(spec.connectors, read.connector)!.name,
        name: id.slice(spec.system.length + 1),
        about: read.about,
        budget: Budget.parse({ ...spec.budget, ...read.budget }),
        verifiesForMs: read.verifiesForMs ?? 0,
        standsInFor: read.standsInFor,
        // What stands in for another read answers with its record, and so for its fields.
        fields: [...fields.values()].filter((field) => field.read === (read.standsInFor ?? id)),
      });
    }
  }
  const detail = Object.values(map.systems).find((spec) => spec.candidateDetail !== undefined)?.candidateDetail;
  const cards = map.cards.map((card): CardPlan => {
    const own = card.fields.map((id) => fields.get(id)!);
    const shown = own.find(({ spec }) => spec.consent);
    const beside = (shown?.spec.consent?.with ?? []).map((id) => fields.get(id)!);
    const consent = shown && [shown, ...beside].map((field) => ({ field, read: reads.get(field.read)! }));
    return {
      ...{ id: card.id, title: card.title, fields: own },
      reads: [...new Set([...own, ...beside].map((f) => reads.get(f.read)!))],
      ...(consent && { consent }),
    };
  });
  return {
    ...withCards(cards, reads),
    deadlineMs: map.deadlineMs,
    freeMailDomains: new Set(map.freeMailDomains),
    sharedMailboxes: new Set(map.sharedMailboxes),
    reads,
    links,
    candidateDetail: detail === undefined ? undefined : compileExpression(detail),
    systems: new Map(
      Object.values(map.systems).map((s) => [s.system, { name: s.name, connectors: Object.keys(s.connectors) }]),
    ),
  };
}

/** The part of a blueprint that hangs on its cards: other cards need other reads. */
export function withCards(
  cards: readonly CardPlan[],
  reads: Blueprint['reads'],
): Pick<Blueprint, 'cards' | 'needed' | 'groups'> {
  const needed = neededReads(cards, [...reads.values()]);
  return { cards, needed, groups: groupReads(needed) };
}

const partsOf = ({ parts }: Explain) =>
  Object.entries(parts).map(([name, { value }]) => [name, compileExpression(value)] as const);

/** What they are asked by is the helpdesk's own: no account has to be found first. */
const NEEDS_PARTY_ONLY: ReadonlySet<Read['about']> = new Set(['party', 'support', 'requester_email']);

export function groupReads(needed: readonly ReadPlan[]): ReadGroups {
  const asked = needed.filter(({ about }) => about !== 'ticket' && about !== 'derived');
  return {
    asked,
    shared: asked.filter(({ about }) => about === 'tenant'),
    aboutCustomer: asked.filter(({ about }) => about !== 'tenant'),
    aboutParty: asked.filter(({ about }) => NEEDS_PARTY_ONLY.has(about)),
    derived: needed.filter(({ about }) => about === 'derived'),
  };
}

function neededReads(cards: readonly CardPlan[], all: readonly ReadPlan[]): ReadPlan[] {
  const needed = new Set(cards.flatMap((card) => card.reads));
  const derivedIn = new Set([...needed].filter((plan) => plan.about === 'derived').map((plan) => plan.system));
  for (const plan of all) if (derivedIn.has(plan.system) && plan.about === 'billing') needed.add(plan);
  return [...needed];
}
