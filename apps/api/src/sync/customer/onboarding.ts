import type { Onboarding, StepRequest } from '@sidelight/shared/customer/onboarding.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { OnRecord } from '../../audit/ports.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { CustomerLog } from './ports.ts';

export interface OnboardingDeps {
  readonly tenant: TenantId;
  readonly map: Pick<IntegrationMap, 'sync' | 'teams'>;
  readonly log: Pick<CustomerLog, 'ofOrganization' | 'steps' | 'tick'>;
}

export interface OnboardingLists {
  /** Undefined for an organisation that is no new customer. */
  read(organizationId: string, locale: string): Promise<Onboarding | undefined>;
  /** False where there is no such step. */
  tick(organizationId: string, request: StepRequest, by: string, record: OnRecord): Promise<boolean>;
}

/** What is to be done for new customers, in the words of the map as it is now. */
export function createOnboarding({ tenant, map, log }: OnboardingDeps): OnboardingLists {
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    async read(organizationId, locale) {
      const customer = await log.ofOrganization(tenant, organizationId);
      if (!customer) return undefined;
      const steps = await log.steps(tenant, customer.companyId);
      const items = steps.map(({ id, dueAtMs, doneAtMs, doneBy }) => {
        // A step that the map has no more is still to be done.
        const declared = map.sync?.newCustomer?.checklist.find((step) => step.id === id);
        const team = declared && ownValue(map.teams, declared.owner);
        return {
          ...{ id, label: declared ? say(declared.label, locale) : id, dueAt: iso(dueAtMs) },
          ...{ owner: say(team?.name ?? declared?.owner ?? '', locale), contact: team?.contact ?? '' },
          ...(doneAtMs !== undefined && { doneAt: iso(doneAtMs) }),
          ...(doneBy !== undefined && { doneBy }),
        };
      });
      return { organizationId, wonAt: iso(customer.wonAtMs), contacts: customer.contacts, items };
    },
    async tick(organizationId, { step, isDone }, by, record) {
      const customer = await log.ofOrganization(tenant, organizationId);
      return customer ? log.tick(tenant, customer.companyId, step, isDone ? by : undefined, record) : false;
    },
  };
}
