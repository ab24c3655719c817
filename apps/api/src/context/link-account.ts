import { BillingCustomersRecord } from '@sidelight/shared/record/billing.ts';
import { AccountRecord } from '@sidelight/shared/record/crm.ts';
import type { RequesterRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type Ask, createAsk, type Failed, isFailed, isKnown } from './ask-crm.ts';
import { normaliseEmail } from './email.ts';
import { basisOf, type IdentifyDeps, type Identity, type Party } from './identity.ts';
import type { KnownReads } from './known-reads.ts';
import type { Link } from './ports.ts';
import type { Candidacy } from './resolve.ts';

/** Makes the link to one account: reads the ids other systems know it by, and stores it. */
export async function linkAccount(
  deps: IdentifyDeps,
  tenant: TenantId,
  party: Party,
  to: Candidacy,
  by: { readonly contactId: string | null; readonly pickedBy: string | null },
  signal: AbortSignal,
): Promise<Identity> {
  const ask = createAsk(deps.reader, tenant, signal);
  const account = await ask(deps.reads.account, { by: 'id', value: to.accountId });
  if (isFailed(account)) return { kind: 'unresolved', reason: account.failed };
  if (account === 'nobody') return { kind: 'nobody' };
  const record = AccountRecord.parse(account.known.answer.record);
  const idFor = async (system: string) => {
    const found = await deps.blueprint.links.get(system)?.(record);
    return typeof found === 'string' && found !== '' ? found : null;
  };
  const payer = (await idFor('billing')) ?? (await findPayer(ask, deps.reads, party.requester));
  const link: Link = {
    requesterId: party.requester.id,
    organizationId: party.organization?.id ?? '',
    accountId: record.id,
    contactId: by.contactId,
    billingId: typeof payer === 'string' ? payer : null,
    telemetryId: await idFor('telemetry'),
    evidence: to.evidence,
    basis: basisOf(party),
    pickedBy: by.pickedBy,
  };
  const isBillingUndecided = payer === UNDECIDED;
  // A link that lacks its payer is not learned: the next ticket asks again.
  if (!isBillingUndecided && !isFailed(payer)) await deps.links.save(tenant, link);
  return { kind: 'linked', link, isBillingUndecided };
}

const UNDECIDED = Symbol('several payers');

/** Only for an account whose CRM record does not say: exactly one payer under the address, or none at all. */
async function findPayer(
  ask: Ask,
  reads: KnownReads,
  requester: RequesterRecord,
): Promise<string | null | typeof UNDECIDED | Failed> {
  const email = requester.email === null ? undefined : normaliseEmail(requester.email);
  if (email === undefined) return null;
  const found = await ask(reads.billingCustomer, { by: 'email', value: email });
  if (isFailed(found)) return found;
  if (!isKnown(found)) return null;
  const { customers } = BillingCustomersRecord.parse(found.known.answer.record);
  if (customers.length > 1) return UNDECIDED;
  return customers[0]?.id ?? null;
}
