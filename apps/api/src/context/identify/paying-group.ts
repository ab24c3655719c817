import type { Link } from '../ports.ts';
import { accountId, linkText } from './account-ids.ts';
import { type Ask, isKnown } from './ask-crm.ts';
import type { IdentifyDeps } from './identity.ts';

/** Where the map says how the CRM names the company above this one. */
const PARENT = 'parent';

/** The name of the company above this one in the CRM, where both have the same payer. */
export async function payingGroup(
  deps: Pick<IdentifyDeps, 'blueprint' | 'reads' | 'readId' | 'onBadExpression'>,
  ask: Ask,
  link: Link,
): Promise<string | undefined> {
  if (!deps.blueprint.links.has(PARENT) || link.billingId === null || link.payerFrom !== 'crm') return undefined;
  const account = await ask(deps.reads.account, { by: 'id', value: link.accountId });
  if (!isKnown(account)) return undefined;
  const above = await linkText(deps, account.known.answer.record, PARENT);
  if (above.kind !== 'found') return undefined;
  const parent = await ask(deps.reads.account, { by: 'id', value: above.text });
  if (!isKnown(parent)) return undefined;
  const { record } = parent.known.answer;
  const payer = await accountId(deps, record, 'billing');
  return payer.kind === 'one' && payer.id === link.billingId ? (record.name ?? undefined) : undefined;
}
