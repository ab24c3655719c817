import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { Sync } from '@sidelight/shared/map/sync.ts';

const names = (crm: string, helpdesk: string) => ({ crm, helpdesk });

/** Companies and contacts that are made in the helpdesk, with few fields. */
export const creatingSync = Sync.parse({
  owners: { business: 'sales_ops', technical: 'integrations' },
  wave: { deletes: 0.1, changes: 0.5, creations: 0.5, atLeast: 5 },
  objects: {
    company: {
      ...{ label: 'Company', at: names('companies', 'organizations'), match: ['domain', 'name'], first: 'crm' },
      ...{ create: ['helpdesk'], making: { needs: ['name'] } },
      fields: {
        name: { label: 'Name', type: 'text', at: names('name', 'name'), owner: 'crm', class: 'internal' },
        account_status: {
          ...{ label: 'Status', type: 'picklist', class: 'internal', direction: 'two_way', rule: 'support_wins' },
          at: names('account_status', 'organization_fields.account_status'),
          values: { onboarding: 'status_onboarding', active: 'status_active' },
        },
        domain: {
          ...{ label: 'Domain', type: 'text', owner: 'crm', class: 'internal' },
          at: names('domain', 'organization_fields.domain'),
        },
      },
    },
    contact: {
      ...{ label: 'Contact', at: names('contacts', 'users'), match: ['email'], first: 'review', create: ['helpdesk'] },
      making: {
        needs: ['email'],
        given: { helpdesk: { name: ['firstname', 'lastname'] } },
        company: names('associatedcompanyid', 'organization'),
      },
      fields: {
        email: {
          ...{ label: 'E-mail', type: 'email', at: names('email', 'email'), owner: 'crm', foreignEdit: 'show' },
          class: 'personal',
        },
        phone: {
          ...{ label: 'Phone', type: 'phone', region: 'US', at: names('phone', 'phone'), class: 'personal' },
          ...{ direction: 'two_way', rule: 'newest_with_review', nulls: 'propagate' },
        },
        time_zone: {
          ...{ label: 'Zone', type: 'time_zone', at: names('hs_timezone', 'time_zone'), class: 'personal' },
          ...{ direction: 'two_way', rule: 'newest_with_review' },
        },
      },
    },
  },
});

/** The vendors' limits are none of the test's. */
export function withPlenty(map: IntegrationMap): IntegrationMap {
  const systems = Object.entries(map.systems).map(([id, spec]) => {
    const connectors = Object.entries(spec.connectors).map(([own, declared]) => [
      own,
      { ...declared, quota: { share: 10_000 } },
    ]);
    return [id, { ...spec, connectors: Object.fromEntries(connectors) }];
  });
  return { ...map, systems: Object.fromEntries(systems) };
}
