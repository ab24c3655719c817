import type { Blueprint, ReadPlan } from '../blueprint.ts';

const names = {
  ticket: 'helpdesk.ticket',
  requester: 'helpdesk.requester',
  agent: 'helpdesk.agent',
  contact: 'crm.contact',
  account: 'crm.account',
  domain: 'crm.domain',
  billingCustomer: 'billing.customer',
} as const;

/** The reads identity resolution itself asks. Their records are fixed by `@sidelight/shared/record/records.ts`. */
export type KnownReads = { readonly [Name in keyof typeof names]: ReadPlan<(typeof names)[Name]> };

/** Narrows a plan to the read of that id, and so to its record. */
const isRead = <Id extends string>(plan: ReadPlan | undefined, id: Id): plan is ReadPlan<Id> => plan?.id === id;

/** Throws, naming all that the map does not declare: the process must not start without them. */
export function knownReads(blueprint: Blueprint): KnownReads {
  const missing = Object.values(names).filter((name) => !blueprint.reads.has(name));
  if (missing.length > 0) throw new Error(`the map declares no read: ${missing.join(', ')}`);
  const of = <Id extends string>(id: Id): ReadPlan<Id> => {
    const plan = blueprint.reads.get(id);
    if (!isRead(plan, id)) throw new Error(`the map declares no read: ${id}`);
    return plan;
  };
  return {
    ticket: of(names.ticket),
    requester: of(names.requester),
    agent: of(names.agent),
    contact: of(names.contact),
    account: of(names.account),
    domain: of(names.domain),
    billingCustomer: of(names.billingCustomer),
  };
}
