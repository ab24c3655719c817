import type { TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Link } from '../ports.ts';
import type { KnownReads } from '../read/known-reads.ts';
import type { Reader } from '../read/reader.ts';
import type { AccountFacts } from './customer.ts';
import type { Placeholders } from './fill-fallback.ts';

/** What a fallback text may name, from what is known so far. */
export function placeholdersOf(
  deps: { readonly blueprint: Blueprint; consoleUrl(connector: string): string | undefined },
  record: TicketRecord,
  link: Link | undefined,
  payers: readonly string[] = [],
): Placeholders {
  const connectors = [...deps.blueprint.systems.values()].flatMap((system) => system.connectors);
  return {
    'ticket.id': record.ticket?.id,
    'requester.name': record.requester?.name,
    'requester.email': record.requester?.email ?? undefined,
    'organization.name': record.organization?.name,
    'account.id': link?.accountId,
    'account.billing_id': link?.billingId ?? undefined,
    'billing.customers': payers.length > 0 ? payers.join(', ') : undefined,
    ...Object.fromEntries(connectors.map((id) => [`console.${id}`, deps.consoleUrl(id)])),
  };
}

/** The account's name and link, as far as its record is remembered. */
export function accountFacts(
  deps: { readonly reader: Reader; readonly reads: KnownReads },
  tenant: TenantId,
  link: Link,
): AccountFacts {
  const entry = deps.reader.entry(tenant, deps.reads.account, { by: 'id', value: link.accountId });
  if (entry?.kind !== 'known') return {};
  const { name } = entry.known.answer.record;
  const { url } = entry.known.answer.source;
  return { ...(name === null ? {} : { name }), ...(url === undefined ? {} : { url }) };
}
