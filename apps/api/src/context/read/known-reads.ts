import type { Blueprint, ReadPlan } from '../blueprint.ts';

/** The reads identity resolution itself asks. Their records are fixed by `@sidelight/shared/record`. */
export interface KnownReads {
  readonly ticket: ReadPlan;
  readonly requester: ReadPlan;
  readonly agent: ReadPlan;
  readonly contact: ReadPlan;
  readonly account: ReadPlan;
  readonly domain: ReadPlan;
  readonly billingCustomer: ReadPlan;
}

const names = {
  ticket: 'helpdesk.ticket',
  requester: 'helpdesk.requester',
  agent: 'helpdesk.agent',
  contact: 'crm.contact',
  account: 'crm.account',
  domain: 'crm.domain',
  billingCustomer: 'billing.customer',
} as const satisfies Record<keyof KnownReads, string>;

/** Throws, naming all that the map does not declare: the process must not start without them. */
export function knownReads(blueprint: Blueprint): KnownReads {
  const missing = Object.values(names).filter((name) => !blueprint.reads.has(name));
  if (missing.length > 0) throw new Error(`the map declares no read: ${missing.join(', ')}`);
  const of = (name: string) => blueprint.reads.get(name)!;
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
