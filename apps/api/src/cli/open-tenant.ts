import { type Config, readConfig } from '../config/config.ts';
import { type Database, openDatabase } from '../store/database.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { tenantOf, WHICH_TENANT } from './tenant-of.ts';
import type { CliDeps } from './verb.ts';

interface Opened {
  readonly db: Database;
  readonly tenant: TenantId;
  readonly config: Config;
}

/** What the configured database holds of one tenant, for as long as `work` takes. Undefined, and said, where it is not known whose. */
export async function withTenant<T>(
  { env, err }: Pick<CliDeps, 'env' | 'err'>,
  work: (opened: Opened) => Promise<T>,
): Promise<T | undefined> {
  const config = readConfig(env);
  const tenant = tenantOf(config, env);
  if (!tenant) {
    err(WHICH_TENANT);
    return undefined;
  }
  const { db, close } = await openDatabase(config.database);
  try {
    return await work({ db, tenant, config });
  } finally {
    await close();
  }
}
