import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createAsk, isFailed, isKnown } from './ask-crm.ts';
import { normaliseEmail } from './email.ts';
import { basisOf, type IdentifyDeps, type Identity, type Party } from './identity.ts';
import type { Link } from './ports.ts';
import { accountRecord, billingCustomersRecord } from './records.ts';
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
  const record = accountRecord(account.known);
  const idFor = async (system: string) => {
    const found = await deps.blueprint.links.get(system)?.(record);
    return typeof found === 'string' && found !== '' ? found : null;
  };
  const link: Link = {
    requesterId: party.requester.id,
    organizationId: party.organization?.id ?? '',
    accountId: record.id,
    contactId: by.contactId,
    billingId: await idFor('billing'),
    telemetryId: await idFor('telemetry'),
    evidence: to.evidence,
    basis: basisOf(party),
    pickedBy: by.pickedBy,
  };
  if (link.pickedBy === null) deps.links.learn(tenant, link);
  else await deps.links.save(tenant, link);
  return completeLink(deps, tenant, party, link, signal);
}

/**
 * Finds the payer of an account whose CRM record does not say. Exactly one under the requester's
 * address is learned; several are never narrowed down; none is asked for again next time.
 */
export async function completeLink(
  deps: IdentifyDeps,
  tenant: TenantId,
  party: Party,
  link: Link,
  signal: AbortSignal,
): Promise<Identity> {
  const linked = (billingTrouble: Reason | undefined): Identity => ({ kind: 'linked', link, billingTrouble });
  if (link.billingId !== null || party.requester.email === null) return linked(undefined);
  const email = normaliseEmail(party.requester.email);
  if (email === undefined) return linked(undefined);
  const ask = createAsk(deps.reader, tenant, signal);
  const found = await ask(deps.reads.billingCustomer, { by: 'email', value: email });
  if (isFailed(found)) return linked(found.failed);
  const { customers } = isKnown(found) ? billingCustomersRecord(found.known) : { customers: [] };
  if (customers.length > 1) return linked('identity_ambiguous');
  if (!customers[0]) return linked(undefined);
  const whole = { ...link, billingId: customers[0].id };
  deps.links.learn(tenant, whole);
  return { kind: 'linked', link: whole, billingTrouble: undefined };
}
