import type { Link } from '../ports.ts';
import { accountId, type IdFound } from './account-ids.ts';
import { type Asking, isFailed } from './ask-crm.ts';
import { findPayer, whyNot } from './find-payer.ts';
import { basisOf, type IdentifyDeps, type Identity, type LinkedSystem, type NoId, type Party } from './identity.ts';
import type { Candidacy } from './resolve.ts';

/** Makes the link to one account from what the CRM says of it now. Stores nothing. `nobody`: there is no such account. */
export async function linkAccount(
  deps: IdentifyDeps,
  { ask, oldestMs }: Asking,
  party: Party,
  to: Candidacy,
  by: {
    readonly contactId: string | null;
    readonly pickedBy: string | null;
    readonly pickedAtMs: number | null;
    /** The link as it was. */
    readonly before: Link | undefined;
  },
): Promise<Identity> {
  const account = await ask(deps.reads.account, { by: 'id', value: to.accountId });
  if (isFailed(account)) return { kind: 'unresolved', reason: account.failed };
  if (account === 'nobody') return { kind: 'nobody' };
  const record = account.known.answer.record;
  const [billing, telemetry] = await Promise.all([
    accountId(deps, record, 'billing'),
    accountId(deps, record, 'telemetry'),
  ]);
  const before = by.before?.accountId === to.accountId ? by.before : undefined;
  const payer = await findPayer(deps, ask, party, billing, before);
  const missing: Partial<Record<LinkedSystem, NoId>> = {};
  if (payer.why) missing.billing = payer.why;
  if (isUnclear(telemetry)) missing.telemetry = whyNot(telemetry);
  const link: Link = {
    requesterId: party.requester.id,
    organizationId: party.organization?.id ?? '',
    accountId: record.id,
    contactId: by.contactId,
    billingId: payer.id,
    telemetryId: telemetry.kind === 'one' ? telemetry.id : null,
    evidence: to.evidence,
    basis: basisOf(party),
    pickedBy: by.pickedBy,
    pickedAtMs: by.pickedAtMs,
    payerFrom: payer.from,
    checkedAtMs: oldestMs(),
    change: null,
  };
  return { kind: 'linked', link, missing };
}

const isUnclear = (found: IdFound): found is Exclude<IdFound, { kind: 'one' | 'none' }> =>
  found.kind !== 'one' && found.kind !== 'none';
