import type { Candidate } from '@sidelight/shared/context/customer.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { OrganizationRecord, RequesterRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { Blueprint } from './blueprint.ts';
import type { KnownReads } from './known-reads.ts';
import type { Link, Links } from './ports.ts';
import type { Reader } from './reader.ts';

export interface IdentifyDeps {
  readonly blueprint: Blueprint;
  readonly reads: KnownReads;
  readonly reader: Reader;
  readonly links: Links;
}

/** The person on the ticket and the organisation it was written for, as the helpdesk has confirmed them. */
export interface Party {
  readonly requester: RequesterRecord;
  readonly organization: OrganizationRecord | null;
}

export type Identity =
  /** `isBillingUndecided`: several payers fit, and billing is never chosen by a tie-break. */
  | { readonly kind: 'linked'; readonly link: Link; readonly isBillingUndecided: boolean }
  | { readonly kind: 'ambiguous' | 'suggested'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'nobody' | 'no_email' }
  | { readonly kind: 'unresolved'; readonly reason: Reason };

/** What a match rests on; when it changes, a learned link is made anew. */
export const basisOf = ({ requester, organization }: Party): string =>
  JSON.stringify([requester.email, requester.externalId, organization?.externalId ?? null]);
