import type { ConnectionTest } from '@sidelight/shared/setup/connection.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { SecretWrites } from '../secrets/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** How one system is reached, without its secrets. */
export interface StoredConnection {
  readonly connector: string;
  readonly method: 'key' | 'oauth';
  /** What was typed and is no secret. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly byId: string;
  readonly byName: string;
  readonly since: string;
}

/** What else is written in the same transaction. */
export interface Also {
  readonly record?: OnRecord;
  /** Nobody else writes secrets of this tenant meanwhile. */
  secrets?(writes: SecretWrites): Promise<unknown>;
}

export interface ConnectionLog {
  all(tenant: TenantId): Promise<readonly StoredConnection[]>;
  put(
    tenant: TenantId,
    connection: Omit<StoredConnection, 'since'>,
    also?: Also & { test?: ConnectionTest },
  ): Promise<void>;
  /** What its key may do, where it is still reached as `was`. */
  granted(tenant: TenantId, was: StoredConnection, granted: string): Promise<void>;
  /** False when there was none. */
  remove(tenant: TenantId, connector: string, also?: Also): Promise<boolean>;
  /** By connector; without any value of the record that was read. */
  tests(tenant: TenantId): Promise<ReadonlyMap<string, ConnectionTest>>;
  keepTest(tenant: TenantId, connector: string, test: ConnectionTest, record?: OnRecord): Promise<void>;
}

export interface Registration {
  readonly webhookId: string;
  readonly since: string;
  readonly testSentAt: string | undefined;
  readonly testArrivedAt: string | undefined;
  /** What it was last asked to tell of; undefined where an earlier release asked. */
  readonly subscribed: string | undefined;
}

/** The helpdesk's webhook to us, and what became of its last test; of any system's, when it last told of something. */
export interface WebhookLog {
  find(tenant: TenantId): Promise<Registration | undefined>;
  put(tenant: TenantId, of: Pick<Registration, 'webhookId' | 'subscribed'>, also?: Also): Promise<void>;
  subscribed(tenant: TenantId, of: string): Promise<void>;
  testSent(tenant: TenantId, at: string): Promise<void>;
  testArrived(tenant: TenantId, at: string): Promise<void>;
  /** When the last delivery came whose signature was right. */
  lastDelivery(tenant: TenantId, system: string): Promise<string | undefined>;
}
