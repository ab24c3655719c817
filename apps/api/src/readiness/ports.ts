import type { TenantId } from '../tenants/tenant-id.ts';

/** What the product has kept of itself at work, looked up for readiness. Times ISO 8601 unless `…Ms`. */
export interface EvidenceLog {
  /** When each channel last took an alert. */
  deliveries(tenant: TenantId): Promise<ReadonlyMap<string, string>>;
  /** When each connection was last asked since, by an agent's ticket or by us. */
  askedAt(tenant: TenantId, sinceMs: number): Promise<ReadonlyMap<string, string>>;
  /** The last word of the canary on each connection since. */
  canary(tenant: TenantId, sinceMs: number): Promise<readonly { readonly at: string; readonly isRight: boolean }[]>;
  /** The last webhook delivery that was accepted. */
  webhookAt(tenant: TenantId): Promise<string | undefined>;
  /** Different tickets that agents and leads have opened with the sidebar since. */
  ticketsByAgent(
    tenant: TenantId,
    since: string,
  ): Promise<readonly { readonly agentId: string; readonly tickets: number }[]>;
  /** How many agents opened a ticket between. */
  agentsBetween(tenant: TenantId, from: string, until: string): Promise<number>;
  /** When somebody last told an owner from a ticket. */
  ownerToldAt(tenant: TenantId): Promise<string | undefined>;
}
