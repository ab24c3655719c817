import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Owners } from '../alerts/owners.ts';
import type { Corrections } from '../sync/correct.ts';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantJobs } from './tenant-jobs.ts';
import type { TenantPrivacy } from './tenant-privacy.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TenantSyncDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly reads: TenantReads;
  readonly owners: Pick<Owners, 'newCustomer'>;
  readonly privacy: Pick<TenantPrivacy, 'erasedAt'>;
  /** The helpdesk's webhook tells of records from now on. */
  subscribe(signal: AbortSignal): Promise<void>;
}

export interface TenantSync {
  readonly jobs: Pick<TenantJobs, 'sync' | 'syncMake' | 'syncRun' | 'newCustomer' | 'support'>;
  /** Tickets have changed: whoever wrote them may stand differently. */
  ticketsTold(ticketIds: readonly string[]): Promise<void>;
  readonly onboarding: OnboardingLists;
  /** Undefined where a side is not connected. */
  corrections(object: string): Promise<Corrections | undefined>;
  /** A system says that its records have changed: they are read soon. `vendorObject`: its own word for the kind. */
  recordsChanged(system: string, vendorObject: string, vendorIds: readonly string[]): Promise<void>;
  /** A person was erased there: everything about them is forgotten here. */
  recordErased(system: string, vendorObject: string, vendorId: string): Promise<void>;
  /** The same of a deal. False where it could not be read now. */
  dealChanged(system: string, dealId: string, signal: AbortSignal): Promise<boolean>;
}
