import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** Sessions of one person, or with '' of a whole helpdesk, that were opened before this end with it. */
export interface Revocation {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly beforeMs: number;
}

/** Where all processes keep them. */
export interface RevocationLog {
  /** Told to all processes; the later one stays. */
  put(revocation: Revocation, record?: OnRecord): Promise<void>;
  since(ms: number): Promise<readonly Revocation[]>;
}
