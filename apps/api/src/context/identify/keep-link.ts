import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Link, LinkPart } from '../ports.ts';
import { type Asking, isKnown } from './ask-crm.ts';
import type { IdentifyDeps, Identity } from './identity.ts';

/**
 * Stores what was found in place of what was remembered. A CRM that cannot be asked changes nothing;
 * what rests on nothing any more is forgotten; every change is told.
 */
export async function keepLink(
  deps: IdentifyDeps,
  tenant: TenantId,
  asking: Asking,
  before: Link | undefined,
  found: Identity,
): Promise<Identity> {
  if (!before) {
    if (found.kind === 'linked') deps.links.learn(tenant, found.link);
    return found;
  }
  if (found.kind === 'unresolved') return { kind: 'linked', link: before, missing: {} };
  if (found.kind !== 'linked') {
    await deps.links.drop(tenant, before);
    deps.onLinkChange(tenant, before.requesterId, before.accountId);
    return { ...found, wasLinked: true };
  }
  const { link, missing } = found;
  const parts = await partsChanged(deps, asking, before, link);
  if (parts.length === 0) {
    const same: Link = { ...link, evidence: before.evidence, change: before.change };
    const isSame = link.contactId === before.contactId && link.payerFrom === before.payerFrom;
    if (!isSame) deps.links.learn(tenant, same, before);
    return { kind: 'linked', link: isSame ? before : same, missing };
  }
  const changed: Link = { ...link, change: { parts, atMs: deps.now() } };
  deps.links.learn(tenant, changed, before);
  deps.onLinkChange(tenant, link.requesterId, link.accountId);
  return { kind: 'linked', link: changed, missing };
}

async function partsChanged(deps: IdentifyDeps, { ask }: Asking, before: Link, link: Link): Promise<LinkPart[]> {
  const parts: LinkPart[] = [];
  if (link.accountId !== before.accountId) {
    const former = await ask(deps.reads.account, { by: 'id', value: before.accountId });
    const isMerged = isKnown(former) && former.known.answer.record.id === link.accountId;
    parts.push(isMerged ? 'merged' : 'account');
  }
  if (link.billingId !== before.billingId) parts.push('billing');
  if (link.telemetryId !== before.telemetryId) parts.push('telemetry');
  return parts;
}
