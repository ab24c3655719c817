import type { AccountRecord } from '@sidelight/shared/record/crm.ts';
import type { TypedId } from '../../connectors/port.ts';
import type { IdentifyDeps, LinkedSystem } from './identity.ts';

/** `none`: the CRM holds nothing. `failed`: the map's expression threw, or found something that is no text. */
export type IdFound = TypedId | { readonly kind: 'none' } | { readonly kind: 'failed' };

/** What the map finds in an account by one of its links. */
export async function linkText(
  deps: Pick<IdentifyDeps, 'blueprint' | 'onBadExpression'>,
  record: AccountRecord,
  name: string,
): Promise<
  { readonly kind: 'found'; readonly text: string } | { readonly kind: 'none' } | { readonly kind: 'failed' }
> {
  const expression = deps.blueprint.links.get(name);
  if (!expression) return { kind: 'none' };
  let found: unknown;
  try {
    found = await expression(record);
  } catch {
    deps.onBadExpression(`links.${name}`);
    return { kind: 'failed' };
  }
  const text = Array.isArray(found) ? found.join('\n') : typeof found === 'number' ? String(found) : (found ?? '');
  if (typeof text !== 'string') {
    deps.onBadExpression(`links.${name}`);
    return { kind: 'failed' };
  }
  return text.trim() === '' ? { kind: 'none' } : { kind: 'found', text };
}

/** The id another system knows this account by, as the map finds it and that system's vendor reads it. */
export async function accountId(
  deps: Pick<IdentifyDeps, 'blueprint' | 'readId' | 'onBadExpression'>,
  record: AccountRecord,
  system: LinkedSystem,
): Promise<IdFound> {
  const found = await linkText(deps, record, system);
  if (found.kind !== 'found') return found;
  for (const { about, connector } of deps.blueprint.reads.values())
    if (about === system) return deps.readId(connector, found.text);
  return { kind: 'none' };
}
