import type { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';
import type { OnRecord } from '../audit/ports.ts';
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
  /** Of the last failure. */
  readonly why: AlertFailure | undefined;
}

export type NewAlert = Pick<StoredAlert, 'incidentId' | 'channel' | 'message'> & {
  /** The same alert is kept once: who says it again is not heard. */
  readonly once: string;
};

/** Where one whose `once` begins so was kept since, nothing is, however many say it at once. */
export interface Quiet {
  readonly prefix: string;
  readonly since: string;
}

export interface AlertLog {
  /** With the jobs to deliver them. Ids of those that were not there yet. */
  put(tenant: TenantId, alerts: readonly NewAlert[], record?: OnRecord): Promise<readonly string[]>;
  putUnlessSaid(
    tenant: TenantId,
    alerts: readonly NewAlert[],
    quiet: Quiet,
    record?: OnRecord,
  ): Promise<readonly string[] | 'said'>;
  sent(tenant: TenantId, id: string): Promise<void>;
  /** A delivery that failed; `isOver`: it is tried no more. */
  failed(tenant: TenantId, id: string, why: AlertFailure, isOver: boolean): Promise<void>;
  ofIncident(tenant: TenantId, incidentId: string): Promise<readonly StoredAlert[]>;
  find(tenant: TenantId, id: string): Promise<StoredAlert | 'damaged' | undefined>;
  /** Whether an earlier one for its channel fails, and keeps it waiting. */
  isHeldUp(tenant: TenantId, id: string): Promise<boolean>;
  /** Whether the same has been said since. */
  isSaidSince(tenant: TenantId, oncePrefix: string, since: string): Promise<boolean>;
}
