import type { Outcome } from '../jobs/outcome.ts';
import type { Attempt } from '../jobs/perform.ts';
import type { Ids } from '../jobs/ports.ts';
import type { SupportWork, SyncWork } from '../jobs/queues.ts';

/** What one tenant's running parts do with the jobs of each queue. */
export interface TenantJobs {
  webhook(ids: { readonly deliveryId: string; readonly system?: string }, signal: AbortSignal): Promise<Outcome>;
  webhookGroup(ids: { readonly groupId: string }, signal: AbortSignal): Promise<Outcome>;
  readonly alert: TenantWork<{ readonly alertId: string }>;
  readonly mark: TenantWork<{ readonly ticketId: string; readonly basis: string }>;
  readonly sync: TenantWork<{ readonly object: string; readonly work: SyncWork }>;
  readonly syncMake: TenantWork<{ readonly object: string; readonly to: 'left' | 'right' }>;
  readonly newCustomer: TenantWork<{ readonly companyId: string }>;
  readonly syncRun: TenantWork<{ readonly runId: string }>;
  readonly support: TenantWork<{ readonly work: SupportWork }>;
  issueWatch(signal: AbortSignal): Promise<Outcome>;
  erasure(ids: { readonly erasureId: string }, signal: AbortSignal): Promise<Outcome>;
}

export interface TenantWork<I extends Ids> {
  run(job: Attempt<I>, signal: AbortSignal): Promise<Outcome>;
  abandon(ids: I): Promise<void>;
}
