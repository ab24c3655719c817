import { expect, it } from 'vitest';
import { catalogue } from '../connectors/catalogue.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { StoredConnection } from './ports.ts';
import { withheldFrom } from './withheld.ts';
import { createWriteRights } from './write-rights.ts';

const consentOf = (connector: string) => catalogue.get(connector)?.oauth?.consent;
const of = (inputs: Record<string, string>, method: 'key' | 'oauth' = 'oauth'): StoredConnection => ({
  ...{ connector: 'zendesk', method, inputs, byId: '1', byName: 'Ana', since: '2026-11-26T12:00:00.000Z' },
});
const FOR_SYNC = ['read', 'users:write', 'organizations:write'];

it('of an OAuth connection it is what was kept with it', () => {
  const known = withheldFrom({ consentOf, ownScopes: undefined });
  expect(known(of({ granted: 'read write' }))).toEqual([]);
  expect(known(of({ granted: 'tickets:read', withheld: 'brands:read users:write' }))).toEqual([
    'brands:read',
    'users:write',
  ]);
});

it('of one that was made before grants were kept it is all that is only for sync, unless the server asked for it', () => {
  expect(withheldFrom({ consentOf, ownScopes: undefined })(of({ withheld: 'brands:read' }))).toEqual([
    'brands:read',
    ...FOR_SYNC,
  ]);
  expect(withheldFrom({ consentOf, ownScopes: 'read write' })(of({}))).toEqual([]);
  expect(withheldFrom({ consentOf, ownScopes: 'read users:write' })(of({}))).toEqual(['organizations:write']);
});

it('of a key nobody can say', () => {
  expect(withheldFrom({ consentOf, ownScopes: undefined })(of({}, 'key'))).toEqual([]);
});

it('says of each kind of record whether it may be written, and nothing of what the server’s environment connects', async () => {
  const at = (stored: StoredConnection, byOperator: readonly string[] = []) =>
    createWriteRights({
      ...{ tenant: requireTenant('acme'), consentOf, withheldFrom: withheldFrom({ consentOf, ownScopes: undefined }) },
      // Only the names are read.
      map: { systems: { helpdesk: { connectors: { zendesk: {} } }, crm: { connectors: { hubspot: {} } } } },
      ...{ log: { all: async () => [stored] }, byOperator: new Set(byOperator) },
    });
  const narrow = of({ granted: 'users:write', withheld: 'organizations:write' });
  expect(await at(narrow)('helpdesk', 'users')).toBe(false);
  expect(await at(narrow)('helpdesk', 'organizations')).toBe(true);
  expect(await at(narrow)('crm', 'contacts')).toBe(false);
  expect(await at(of({}, 'key'))('helpdesk', 'users')).toBe(false);
  expect(await at(narrow, ['zendesk'])('helpdesk', 'organizations')).toBe(false);
});
