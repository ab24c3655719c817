import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Config } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { OpenDatabase } from '../store/database.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface Maps {
  readonly map: IntegrationMap;
  /** Of tenants that have a map of their own. */
  readonly ownMaps?: ReadonlyMap<TenantId, IntegrationMap>;
}

export interface ServiceDeps extends Maps {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly log: Log;
  readonly distDir: string;
  /** A tenant that nobody has asked for so long is given up, until it is asked for again. A quarter of an hour. */
  readonly tenantIdleMs?: number;
  now(): number;
  /** Like `now`, and never jumps. */
  steadyNow(): number;
  random(): number;
}
