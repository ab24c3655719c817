import type { TenantId } from '../tenants/tenant-id.ts';
import type { SecretName } from './ports.ts';
import type { Context } from './sealed.ts';

/** What a stored secret is bound to: in any other row it does not open. */
export const contextOf = (
  tenant: TenantId,
  { system, name }: SecretName,
  version: number,
  keyVersion: number,
): Context => ['secret', tenant, system, name, version, keyVersion];
