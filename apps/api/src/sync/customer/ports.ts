import type { OnRecord } from '../../audit/ports.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';

/** A company whose deal was won, while it becomes a customer of support and after that. */
export interface NewCustomer {
  /** In the CRM. */
  readonly companyId: string;
  readonly dealId: string;
  readonly wonAtMs: number;
  /** People that are to be users. */
  readonly contacts: number;
}

export interface KnownCustomer extends NewCustomer {
  /** In the helpdesk; undefined until it is there. */
  readonly organizationId: string | undefined;
  readonly begunAtMs: number;
  readonly madeAtMs: number | undefined;
}

export interface OnboardingStep {
  readonly id: string;
  readonly dueAtMs: number;
  readonly doneAtMs: number | undefined;
  readonly doneBy: string | undefined;
}

export interface CustomerLog {
  /** With its list, and the job that goes on with it. False where it is there already: a company begins once. */
  begin(
    tenant: TenantId,
    customer: NewCustomer,
    steps: readonly Pick<OnboardingStep, 'id' | 'dueAtMs'>[],
  ): Promise<boolean>;
  find(tenant: TenantId, companyId: string): Promise<KnownCustomer | undefined>;
  ofOrganization(tenant: TenantId, organizationId: string): Promise<KnownCustomer | undefined>;
  /** The company is in the helpdesk. */
  there(tenant: TenantId, companyId: string, organizationId: string): Promise<void>;
  /** All that is done for it by itself is done. */
  made(tenant: TenantId, companyId: string): Promise<void>;
  /** In the map's order at the time. */
  steps(tenant: TenantId, companyId: string): Promise<readonly OnboardingStep[]>;
  /** Ticks one off, or not any more. False where there is no such step. */
  tick(tenant: TenantId, companyId: string, step: string, by: string | undefined, record?: OnRecord): Promise<boolean>;
}
