import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { AuditCheck } from '@sidelight/shared/audit/audit-page.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ChainedRow, ChainHead } from './chain.ts';

export interface AuditEntry {
  readonly tenant: TenantId;
  readonly atMs: number;
  readonly requestId: string;
  /** Helpdesk user id, or '' where nobody could be established. */
  readonly actorId: string;
  readonly role: string;
  readonly action: AuditAction;
  readonly ticketId?: string;
  /** Of the customer: kept as a mark by a key of the tenant's, never as it is. */
  readonly requesterId?: string;
  /** As `requesterId`. */
  readonly accountId?: string;
  /** What of ours it was about (a connector, an incident, a field of the map). Never a value, never a person. */
  readonly about?: string;
  /** How many times, where repeats are written as one; once without it. */
  readonly count?: number;
}

/** Who does something, in their session or without one. */
export interface Actor {
  readonly tenant: TenantId;
  readonly userId: string;
  readonly role: string;
}

type Detail = 'ticketId' | 'requesterId' | 'accountId' | 'about' | 'count';
/** What a row says beside who did what: of which ticket, which customer, and what of ours. */
export type AuditDetails = { readonly [K in Detail]?: AuditEntry[K] | undefined };

export interface AuditTrail {
  /**
   * On record when it resolves: in the store, or in the file beside it while the store does not answer.
   * Rejects when it is in neither: then what it stands for must not be shown or done.
   */
  write(entry: AuditEntry): Promise<void>;
  /** The same for what nobody waits for. Does not throw; a failure is logged. */
  record(entry: AuditEntry): void;
  /** As `record`, for what anybody can repeat: repeats of a kind within a minute are one row with their number. */
  tally(entry: AuditEntry): void;
}

/** A change that a person is about to make, and its row: handed to the store, which makes both in one transaction. */
export interface OnRecord {
  readonly entry: AuditEntry;
  /** Writes the row alone where there was nothing to change; where it is written already, nothing. */
  settle(): Promise<void>;
}

export interface AuditedChanges {
  /** Rejected with the change it is handed to, where either cannot be made: then neither is. */
  onRecord(entry: AuditEntry): OnRecord;
}

/** All of it that is given must hold. Times are ISO instants. */
export interface AuditSearch {
  readonly actorId?: string | undefined;
  /** Either mark of one customer. */
  readonly customer?: { readonly subject: string; readonly account: string } | undefined;
  readonly ticketId?: string | undefined;
  /** What stands before the dot of an action. */
  readonly group?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Rows of smaller numbers alone. */
  readonly before?: number | undefined;
}

/** The end of a chain as it stood on a day, with what vouches for it. */
export interface SignedHead extends ChainHead {
  readonly at: string;
  readonly publicKey: string;
  readonly signature: string;
}

export interface AuditLog {
  /** From the first row on, up to that end, and the first one beyond it that nobody can have added since. */
  chainOf(tenant: TenantId, end: ChainHead): AsyncIterable<ChainedRow>;
  headOf(tenant: TenantId): Promise<ChainHead>;
  tenants(): Promise<readonly TenantId[]>;
  /** The latest first. */
  search(tenant: TenantId, search: AuditSearch, most: number): Promise<readonly ChainedRow[]>;
  signedHeads(tenant: TenantId): Promise<readonly SignedHead[]>;
  keepSigned(tenant: TenantId, head: SignedHead): Promise<void>;
  /** Tenants whose chain has grown since its end was last signed. */
  unsigned(): Promise<readonly TenantId[]>;
  /** Undefined where it was never checked, or by a release that said it otherwise. */
  lastCheck(tenant: TenantId): Promise<{ readonly check: AuditCheck } | undefined>;
  keepCheck(tenant: TenantId, check: AuditCheck): Promise<void>;
}
