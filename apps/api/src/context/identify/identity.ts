import type { Candidate } from '@sidelight/shared/context/customer.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { OrganizationRecord, RequesterRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { TypedId } from '../../connectors/port.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Caller } from '../open-request.ts';
import type { Link } from '../ports.ts';
import type { KnownReads } from '../read/known-reads.ts';
import type { Reader } from '../read/reader.ts';
import type { OwnWords } from './own-word.ts';
import type { RememberedLinks } from './remembered-links.ts';
import type { TicketRightsOf } from './ticket-rights.ts';

export interface IdentifyDeps {
  readonly blueprint: Blueprint;
  readonly reads: KnownReads;
  readonly reader: Reader;
  readonly ownWords: OwnWords;
  readonly rights: TicketRightsOf;
  /** They have asked for what is not there for them: a ticket, or one of that requester. */
  onMissed(caller: Caller): void;
  readonly links: RememberedLinks;
  /** What a vendor makes of an id that was typed by people. */
  readId(connector: string, text: string): TypedId;
  /** The CRM says something else than when the link was learned. `accountId`: the one it is now, or was. */
  onLinkChange(tenant: TenantId, requesterId: string, accountId: string): void;
  /** An expression of the map threw; `where` names it. Told again for every record it throws on. */
  onBadExpression(where: string): void;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
}

/** The person on the ticket and the organisation it was written for, as the helpdesk has confirmed them. */
export interface Party {
  readonly requester: RequesterRecord;
  readonly organization: OrganizationRecord | null;
}

/** A system that knows accounts by an id of its own, which the CRM holds. */
export type LinkedSystem = 'billing' | 'telemetry';

/** Why there is no id to ask a system with, where that is more than "the CRM holds none". */
export type NoId =
  /** Several fit, and a tie-break would be a guess. */
  | { readonly kind: 'several'; readonly names?: readonly string[] }
  /** The CRM holds something that is no id of that system. */
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'failed'; readonly reason: Reason };

export type Identity =
  | { readonly kind: 'linked'; readonly link: Link; readonly missing: Readonly<Partial<Record<LinkedSystem, NoId>>> }
  | Unlinked;

/** `wasLinked`: until now there was a link, and what it rested on is gone. */
export type Unlinked = { readonly wasLinked?: true } & (
  | {
      readonly kind: 'ambiguous' | 'suggested';
      readonly candidates: readonly Candidate[];
      /** More fit than are named. */
      readonly isPartial: boolean;
    }
  /** `ruledOut`: what would fit, had nobody said that it is another. */
  | { readonly kind: 'nobody'; readonly ruledOut?: readonly Candidate[] }
  | { readonly kind: 'no_email' }
  | { readonly kind: 'unresolved'; readonly reason: Reason }
);

/** What a match rests on in the helpdesk; when it changes, a learned link is made anew. */
export const basisOf = ({ requester, organization }: Party): string =>
  JSON.stringify([requester.email, requester.externalId, organization?.externalId ?? null]);
