import type { Link } from '../ports.ts';
import type { IdFound } from './account-ids.ts';
import { type Ask, isFailed, isKnown } from './ask-crm.ts';
import { normaliseEmail } from './email.ts';
import { basisOf, type IdentifyDeps, type NoId, type Party } from './identity.ts';

export interface Payer {
  readonly id: string | null;
  readonly from: Link['payerFrom'];
  readonly why?: NoId;
}

/**
 * Who pays for an account: whom the CRM names, else the one payer with the requester's address, asked for anew each
 * time: an address may have gone to another payer. Several are never narrowed down.
 */
export async function findPayer(
  deps: IdentifyDeps,
  ask: Ask,
  party: Party,
  named: IdFound,
  before: Link | undefined,
): Promise<Payer> {
  if (named.kind === 'one') return { id: named.id, from: 'crm' };
  if (named.kind !== 'none') return { id: null, from: null, why: whyNot(named) };
  const isSameBasis = before?.basis === basisOf(party);
  const found = await payersByAddress(deps, ask, party);
  if ('kind' in found) {
    // Who cannot be asked changes nothing. Links learned by an earlier release do not say where the payer is from.
    const isKept = before && before.payerFrom !== 'crm' && before.billingId !== null && isSameBasis;
    return isKept ? { id: before.billingId, from: before.payerFrom } : { id: null, from: null, why: found };
  }
  const [only, second] = found.customers.keys();
  if (second !== undefined || found.isPartial)
    return { id: null, from: null, why: { kind: 'several', names: [...found.customers.values()] } };
  return only === undefined ? { id: null, from: null } : { id: only, from: 'address' };
}

export const whyNot = (found: Exclude<IdFound, { kind: 'one' | 'none' }>): NoId =>
  found.kind === 'failed'
    ? { kind: 'failed', reason: 'bad_answer' }
    : found.kind === 'several'
      ? { kind: 'several', names: found.ids }
      : { kind: found.kind };

/** In the helpdesk's own spelling too: how an address is compared is the vendor's own rule. */
async function payersByAddress(
  deps: IdentifyDeps,
  ask: Ask,
  { requester }: Party,
): Promise<
  { readonly customers: ReadonlyMap<string, string>; readonly isPartial: boolean } | Extract<NoId, { kind: 'failed' }>
> {
  const written = requester.email?.trim() ?? '';
  const normal = normaliseEmail(written);
  if (normal === undefined) return { customers: new Map(), isPartial: false };
  const spellings = normal === written.toLowerCase() ? [written] : [written, normal];
  const customers = new Map<string, string>();
  let isPartial = false;
  for (const value of spellings) {
    const found = await ask(deps.reads.billingCustomer, { by: 'email', value });
    if (isFailed(found)) return { kind: 'failed', reason: found.failed };
    if (!isKnown(found)) continue;
    for (const { id, name } of found.known.answer.record.customers) customers.set(id, name ? `${name} (${id})` : id);
    // There are others than could be read: which one it is is not ours to say.
    isPartial ||= found.known.answer.gaps !== undefined;
  }
  return { customers, isPartial };
}
