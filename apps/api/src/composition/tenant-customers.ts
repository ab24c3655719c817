import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Owners } from '../alerts/owners.ts';
import type { Connection } from '../connectors/registry.ts';
import { createCustomerLog } from '../store/customer-log.ts';
import { createOnboarding, type OnboardingLists } from '../sync/customer/onboarding.ts';
import { createWelcome, type Welcome, type WelcomeDeps } from '../sync/customer/welcome.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';
import { reachDeals } from './sync-parts.ts';

export interface TenantCustomersDeps extends Pick<WelcomeDeps, 'store' | 'isOn' | 'codecs'> {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly owners: Pick<Owners, 'newCustomer'>;
  crm(): Connection | undefined;
}

/** What one tenant does with the deals that its CRM has won. */
export function createTenantCustomers(given: TenantCustomersDeps): Welcome & { readonly onboarding: OnboardingLists } {
  const { shared, tenant, map, owners, crm } = given;
  const { database, now } = shared.serviceDeps;
  const declared = () => map.sync?.newCustomer;
  const log = createCustomerLog(database.db, shared.jobs, now);
  const welcome = createWelcome({
    ...{ tenant, store: given.store, isOn: given.isOn, codecs: given.codecs, declared, now },
    log,
    deals: () => reachDeals(crm()),
    async tell({ companyId, organizationId = '', contacts }) {
      const customer = declared();
      if (!customer) return;
      const steps = customer.checklist.length;
      await owners.newCustomer(customer.tell, { companyId, organizationId, contacts, steps });
    },
  });
  return { ...welcome, onboarding: createOnboarding({ tenant, map, log }) };
}
