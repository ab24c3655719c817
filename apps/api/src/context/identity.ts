import type { Candidate } from '@sidelight/shared/context/customer.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { OrganizationRecord, RequesterRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { Blueprint } from './blueprint.ts';
import type { KnownReads } from './known-reads.ts';
import type { Link } from './ports.ts';
import type { Reader } from './reader.ts';
import type { RememberedLinks } from './remembered-links.ts';

export interface IdentifyDeps {
  readonly blueprint: Blueprint;
  readonly reads: KnownReads;
  readonly reader: Reader;
  readonly links: RememberedLinks;
}

/** The person on the ticket and the organisation it was written for, as the helpdesk has confirmed them. */
export interface Party {
  readonly requester: RequesterRecord;
  readonly organization: OrganizationRecord | null;
}

export type Identity =
  /** `billingTrouble`: why nobody can say who pays, e.g. several payers fit and a tie-break would be a guess. */
  | { readonly kind: 'linked'; readonly link: Link; readonly billingTrouble: Reason | undefined }
  | { readonly kind: 'ambiguous' | 'suggested'; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'nobody' | 'no_email' }
  | { readonly kind: 'unresolved'; readonly reason: Reason };

/** What a match rests on; when it changes, a learned link is made anew. */
export const basisOf = ({ requester, organization }: Party): string =>
  JSON.stringify([requester.email, requester.externalId, organization?.externalId ?? null]);
