import type { TenantId } from '../tenants/tenant-id.ts';

/** A ticket that was answered while something an agent decides by was old or missing. */
export interface Mark {
  readonly ticketId: string;
  /** What it was answered on: an incident, or the hour. A ticket is marked once for each. */
  readonly basis: string;
  /** Ids of the fields that were not confirmed. */
  readonly fields: readonly string[];
  readonly attempts: number;
}

export interface MarkLog {
  /** Does nothing where it is there already. */
  put(tenant: TenantId, ticketId: string, basis: string, fields: readonly string[]): Promise<void>;
  /** Those whose time has come, held for `holdMs`. */
  claim(tenant: TenantId, most: number, holdMs: number): Promise<readonly Mark[]>;
  done(tenant: TenantId, mark: Mark): Promise<void>;
  /** Without `retryMs` it is given up. */
  failed(tenant: TenantId, mark: Mark, retryMs: number | undefined): Promise<void>;
  forget(tenant: TenantId, before: string): Promise<void>;
}
