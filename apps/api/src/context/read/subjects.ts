import type { Unlinked } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Subject } from '../../connectors/port.ts';
import type { ReadPlan } from '../blueprint.ts';
import { normaliseEmail } from '../identify/email.ts';
import type { Identity, Party } from '../identify/identity.ts';
import type { Link } from '../ports.ts';
import type { ReadState } from './read-state.ts';

/** What is known to ask with. `link` without `party` is a guess from hints, until the helpdesk has spoken. */
export interface KnownParty {
  readonly party: Party | undefined;
  readonly link: Link | undefined;
}

/** The one subject of reads whose answer is the same for every ticket. */
export const SHARED: Subject = { by: 'tenant', value: '*' };
const byId = (id: string | null | undefined): Subject | undefined => (id ? { by: 'id', value: id } : undefined);

function byAddress(email: string | null): Subject | undefined {
  const address = email === null ? undefined : normaliseEmail(email);
  return address === undefined ? undefined : { by: 'email', value: address };
}

/** The id a read is asked with; undefined when there is none. Tickets and derived reads are not asked here. */
export function subjectOf(plan: ReadPlan, { party, link }: KnownParty): Subject | undefined {
  switch (plan.about) {
    case 'tenant':
      return SHARED;
    case 'party':
    case 'support': {
      const organizationId = party ? party.organization?.id : link?.organizationId;
      const requesterId = party ? party.requester.id : link?.requesterId;
      return byId(organizationId ? `organizations:${organizationId}` : requesterId && `users:${requesterId}`);
    }
    case 'account':
      return byId(link?.accountId);
    case 'billing':
      return byId(link?.billingId);
    case 'telemetry':
      return byId(link?.telemetryId);
    case 'requester': {
      const contact = byId(link?.contactId);
      if (contact || !party) return contact;
      const { externalId, email } = party.requester;
      return externalId === null ? byAddress(email) : { by: 'external_id', value: externalId };
    }
    case 'requester_email':
      return byAddress(party?.requester.email ?? null);
    default:
      return undefined;
  }
}

/** The state of a read that has no id to be asked with, by what identity resolution came to. */
export function stateWithoutSubject(plan: ReadPlan, identity: Identity): ReadState {
  const unlinked = (why: Unlinked): ReadState => ({ kind: 'unlinked', why });
  const blocked = (reason: Reason): ReadState => ({ kind: 'blocked', reason });
  switch (identity.kind) {
    case 'linked': {
      const { about } = plan;
      const why = about === 'billing' || about === 'telemetry' ? identity.missing[about] : undefined;
      if (!why) return unlinked('no_id');
      return blocked(why.kind === 'failed' ? why.reason : 'identity_ambiguous');
    }
    case 'ambiguous':
    case 'suggested':
      return unlinked('identity_ambiguous');
    case 'nobody':
    case 'no_email':
      return unlinked(identity.kind);
    case 'unresolved':
      return blocked(identity.reason);
  }
}
