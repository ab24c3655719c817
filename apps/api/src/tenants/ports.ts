import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from './tenant-id.ts';

export interface KnownTenant {
  readonly tenant: TenantId;
  readonly installationId: string;
  /** Counts up whenever something changes that its running parts are made from. */
  readonly version: number;
  /** Whether each of its agents is asked for at the helpdesk, with their own token. */
  readonly checksAgents: boolean;
}

export interface TenantLog {
  find(tenant: TenantId): Promise<KnownTenant | undefined>;
  /** Those of them that there are. */
  findAll(tenants: readonly TenantId[]): Promise<readonly KnownTenant[]>;
  /** A new one, or one that was installed again. */
  put(tenant: TenantId, installationId: string): Promise<void>;
  /** What its running parts are made from has changed. */
  bump(tenant: TenantId): Promise<void>;
  /** Switches that on or off, and tells all processes. */
  setChecksAgents(tenant: TenantId, isOn: boolean, record?: OnRecord): Promise<void>;
  /** True for the first of all processes that asks. `name`: a hash of the token. */
  takeOnce(tenant: TenantId, name: string, untilMs: number): Promise<boolean>;
}
