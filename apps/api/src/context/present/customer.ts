import type { Customer, Requester } from '@sidelight/shared/context/customer.ts';
import type { Identity, Party } from '../identify/identity.ts';
import type { Link } from '../ports.ts';

/** The account's name and link, where its record has been read. */
export interface AccountFacts {
  readonly name?: string;
  readonly url?: string;
}

/** What the sidebar is told of who this is. Pure. */
export function customerOf(party: Party, identity: Identity, account: AccountFacts, note: string): Customer {
  const requester = requesterOf(party);
  const noted = note === '' ? {} : { note };
  switch (identity.kind) {
    case 'linked':
      return {
        state: 'linked',
        requester,
        account: { id: identity.link.accountId, ...account },
        evidence: [...identity.link.evidence],
        canReject: canReject(identity.link),
        ...noted,
      };
    case 'ambiguous':
    case 'suggested':
      return { state: identity.kind, requester, candidates: [...identity.candidates], ...noted };
    case 'nobody':
    case 'no_email':
      return { state: identity.kind, requester, ...noted };
    case 'unresolved':
      return { state: 'unresolved', requester, reason: identity.reason };
  }
}

function requesterOf({ requester, organization }: Party): Requester {
  return {
    id: requester.id,
    name: requester.name,
    ...(requester.email === null ? {} : { email: requester.email }),
    ...(organization === null ? {} : { organization: organization.name }),
  };
}

/** A match by a stable id is the helpdesk's own data: it is fixed there, not here. */
const canReject = (link: Link): boolean =>
  link.pickedBy !== null ||
  !link.evidence.some((e) => e === 'organization_external_id' || e === 'requester_external_id');
