import type { TenantId } from '../tenants/tenant-id.ts';
import type { AlertMessage } from './message.ts';

/** One message for one channel, kept until it has been delivered or given up. */
export interface StoredAlert {
  readonly id: string;
  /** Absent for what is about a field. */
  readonly incidentId: string | undefined;
  readonly channel: string;
  readonly message: AlertMessage;
  readonly state: 'waiting' | 'sent' | 'given_up';
  /** Deliveries that failed. */
  readonly attempts: number;
  /** Of the last failure: a word, never an address. */
  readonly why: string | undefined;
}

export type NewAlert = Pick<StoredAlert, 'incidentId' | 'channel' | 'message'> & {
  /** The same alert is kept once: who says it again is not heard. */
  readonly once: string;
};

export interface AlertLog {
  /** Ids of those that were not there yet. */
  put(tenant: TenantId, alerts: readonly NewAlert[]): Promise<readonly string[]>;
  /** Those whose time has come, held for `holdMs` so that nobody else sends them too. Oldest first. */
  claim(tenant: TenantId, most: number, holdMs: number): Promise<readonly StoredAlert[]>;
  sent(tenant: TenantId, id: string): Promise<void>;
  /** Without `retryMs` it is given up. */
  failed(tenant: TenantId, id: string, why: string, retryMs: number | undefined): Promise<void>;
  ofIncident(tenant: TenantId, incidentId: string): Promise<readonly StoredAlert[]>;
  find(tenant: TenantId, id: string): Promise<StoredAlert | undefined>;
  /** Whether the same has been said since. */
  isSaidSince(tenant: TenantId, oncePrefix: string, since: string): Promise<boolean>;
}
