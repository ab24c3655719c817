import type { Candidate, Customer, Requester } from '@sidelight/shared/context/customer.ts';
import type { Identity, Party } from '../identify/identity.ts';
import type { Link } from '../ports.ts';

/** The account's name and link, where its record has been read. */
export interface AccountFacts {
  readonly name?: string;
  readonly url?: string;
}

/** What is said beside the facts, in the reader's language; '' is nothing. */
export interface Said {
  readonly note: string;
  readonly story: string;
  /** Candidates in the map's words. */
  words(candidates: readonly Candidate[]): readonly Candidate[];
}

/** What the sidebar is told of who this is. Pure. */
export function customerOf(
  party: Party,
  identity: Identity,
  account: AccountFacts,
  { note, story, words }: Said,
): Customer {
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
        ...(identity.link.pickedAtMs !== null && { pickedAt: new Date(identity.link.pickedAtMs).toISOString() }),
        ...(story === '' ? {} : { story }),
        ...noted,
      };
    case 'ambiguous':
    case 'suggested':
      return { state: identity.kind, requester, candidates: [...words(identity.candidates)], ...noted };
    case 'nobody': {
      const { ruledOut } = identity;
      return { state: 'nobody', requester, ...(ruledOut && { ruledOut: [...words(ruledOut)] }), ...noted };
    }
    case 'no_email':
      return { state: 'no_email', requester, ...noted };
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
