import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Delivered, WebhookEvent } from '../connectors/webhook.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** A delivery that is to be stored. */
export interface Arrival extends Delivered {
  readonly tenant: TenantId;
  readonly system: string;
  /** It says no more than that something has changed: those that arrive together are handled together. */
  readonly onlyTells: boolean;
}

export interface Delivery {
  readonly receivedAtMs: number;
  readonly event: WebhookEvent;
  readonly isHandled: boolean;
}

export interface GroupedDelivery {
  readonly system: string;
  readonly deliveryId: string;
  readonly delivery: Delivery | 'damaged';
  /** Of the group that was asked for, not of another one that waits, too. */
  readonly isOwn: boolean;
}

/** How a vendor's journal stands: how far it was read, and whether it can be. */
export interface JournalStanding {
  /** Undefined until it was begun. */
  readonly cursor: string | undefined;
  /** ISO 8601, as the others: as of when all that came before has been read. */
  readonly positionAt: string | undefined;
  /** When its end was last reached. */
  readonly readAt: string | undefined;
  readonly failingSince: string | undefined;
  readonly reason: Reason | undefined;
  /** What it is to tell of, as it was last asked for. */
  readonly subscribed: string | undefined;
  readonly subscribedAt: string | undefined;
  /** When everything was last compared because it could not tell. */
  readonly comparedAt: string | undefined;
}

export interface JournalLog {
  /** Undefined where there is none, or no more. */
  find(tenant: TenantId, system: string): Promise<JournalStanding | undefined>;
  /** There is one: it is read from then on. Where it was read before, it goes on from there. */
  open(tenant: TenantId, system: string): Promise<void>;
  close(tenant: TenantId, system: string): Promise<void>;
  subscribed(tenant: TenantId, system: string, to: string, nowMs: number): Promise<void>;
  compared(tenant: TenantId, system: string, nowMs: number): Promise<void>;
  /** What a file tells, and the place behind it, in one transaction. False where somebody else has read on meanwhile. */
  keep(
    tenant: TenantId,
    system: string,
    step: {
      readonly from: string | undefined;
      readonly cursor: string;
      readonly positionMs: number | undefined;
      readonly arrivals: readonly Arrival[];
    },
  ): Promise<boolean>;
  atEnd(tenant: TenantId, system: string, nowMs: number): Promise<void>;
  failed(tenant: TenantId, system: string, reason: Reason, nowMs: number): Promise<void>;
  /** There is more, for whoever comes next. */
  goOn(tenant: TenantId): Promise<void>;
}

/** So many are handled in one go, its own group's first. */
export const GROUP_AT_ONCE = 1000;

/** Webhook deliveries, stored before they are acknowledged. At-least-once and unordered are normal. */
export interface Inbox {
  /** With the job to handle it. False when this delivery was already there. */
  store(arrival: Arrival): Promise<boolean>;
  /** Undefined for one that has been forgotten. */
  find(tenant: TenantId, system: string, deliveryId: string): Promise<Delivery | 'damaged' | undefined>;
  /**
   * Those of a group that nobody has handled, up to `GROUP_AT_ONCE`, and with them what other groups of this helpdesk wait
   * for: what arrives in a burst is handled in a few goes, and the jobs of groups that were taken along find nothing left.
   */
  group(tenant: TenantId, groupId: string): Promise<readonly GroupedDelivery[]>;
  markHandled(tenant: TenantId, handled: readonly Pick<GroupedDelivery, 'system' | 'deliveryId'>[]): Promise<void>;
}

/** When deliveries of one sender came: the last one, and how many in each hour before. */
export interface Pace {
  readonly lastAtMs: number;
  /** By the beginning of the hour. Hours without any may be left out. */
  readonly hours: ReadonlyMap<number, number>;
}

/** `silence`: nothing comes any more. `bad_signatures`: much comes that the sender has not signed. */
export type SenderAlarm = 'silence' | 'bad_signatures';

/** An alarm whose owner was notified. */
export interface StandingSenderAlarm {
  readonly system: string;
  readonly alarm: SenderAlarm;
  /** ISO 8601: of a silence, the last delivery. */
  readonly since: string;
}
