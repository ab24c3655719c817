import type { AccountRecord } from '@sidelight/shared/record/crm.ts';
import type { TypedId } from '../../connectors/port.ts';
import type { IdentifyDeps, LinkedSystem } from './identity.ts';

/** `none`: the CRM holds nothing. `failed`: the map's expression threw, or found something that is no text. */
export type IdFound = TypedId | { readonly kind: 'none' } | { readonly kind: 'failed' };

/** The id another system knows this account by, as the map finds it and that system's vendor reads it. */
export async function accountId(
  deps: Pick<IdentifyDeps, 'blueprint' | 'readId' | 'onBadExpression'>,
  record: AccountRecord,
  system: LinkedSystem,
): Promise<IdFound> {
  const { links, reads } = deps.blueprint;
  const expression = links.get(system);
  if (!expression) return { kind: 'none' };
  let found: unknown;
  try {
    found = await expression(record);
  } catch {
    deps.onBadExpression(`links.${system}`);
    return { kind: 'failed' };
  }
  const text = Array.isArray(found) ? found.join('\n') : typeof found === 'number' ? String(found) : (found ?? '');
  if (typeof text !== 'string') {
    deps.onBadExpression(`links.${system}`);
    return { kind: 'failed' };
  }
  if (text.trim() === '') return { kind: 'none' };
  for (const { about, connector } of reads.values()) if (about === system) return deps.readId(connector, text);
  return { kind: 'none' };
}
