import type { Config } from '../config/config.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';

/** Whose data a verb is about: the one helpdesk of the environment, or `TENANT` where helpdesks connect themselves. */
export function tenantOf(
  { operator }: Config,
  env: Readonly<Record<string, string | undefined>>,
): TenantId | undefined {
  return env.TENANT === undefined ? operator?.tenant : tenantId(env.TENANT);
}

export const WHICH_TENANT = 'write TENANT=<helpdesk subdomain> in front: this server serves several helpdesks\n';
