import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withPlenty } from './creating-sync.ts';
import { type Product, startProduct } from './start-product.ts';
import { openSyncOf, type SyncStage, tenant } from './sync-stage.ts';
import { until } from './until.ts';

/** Companies of the map that is shipped, with what the CRM owns of them; made however many there are. */
function ownedByCrm(map: IntegrationMap): IntegrationMap {
  const { sync } = map;
  const company = sync?.objects.company;
  if (!sync || !company) throw new Error('the map has no companies to sync');
  const owned = Object.entries(company.fields).filter(([, field]) => 'owner' in field && field.owner === 'crm');
  return withPlenty({
    ...map,
    sync: {
      ...sync,
      wave: { ...sync.wave, creations: 1 },
      objects: { company: { ...company, fields: Object.fromEntries(owned) } },
    },
  });
}

let product: Product;
let sync: SyncStage;
let shipped: readonly string[];
beforeAll(async () => {
  product = await startProduct({
    changeMap(map) {
      const changed = ownedByCrm(map);
      shipped = Object.values(changed.sync?.objects.company?.fields ?? {}).flatMap(({ at }) => at.helpdesk);
      return changed;
    },
  });
  sync = await openSyncOf(product);
}, 90_000);
afterAll(async () => {
  await sync.close();
  await product.stop();
});

const parent = { name: 'Longmoor Holding', domain: 'longmoor.example' };
const values = {
  ...{ name: 'Longmoor Dairy', domain: 'longmoor-dairy.example', customer_tier: 'business' },
  ...{ plan_name: 'Business 2026', plan_price: '1499.5', arr_band: '10k_50k' },
  ...{ account_owner_name: 'Priya Nair', csm_name: 'Marta Oliveira', industry: 'RETAIL', numberofemployees: '120' },
  ...{ contract_start: '2026-01-01', contract_end: '2027-12-31', renewal_date: '2027-10-01' },
  ...{ billing_contact_email: 'bills@longmoor-dairy.example', technical_contact_email: 'it@longmoor-dairy.example' },
  ...{ implementation_status: 'live', sales_region: 'North', sales_segment: 'smb', upgrade_interest: 'true' },
};

it('everything the CRM owns of a company is on its organisation', async () => {
  const parentId = sync.made({ kind: 'companies', values: parent });
  await sync.switches.set(tenant, 'company', true, 'test');
  await sync.run('company', 'approved');
  await sync.idle();
  await until(async () => (await sync.linkOf('company', parentId)) !== undefined, 20_000);
  sync.made({ kind: 'companies', values: { ...values, hs_parent_company_id: parentId } });
  await sync.look();
  const made = () => sync.organizationsNamed('Longmoor Dairy')[0];
  await until(() => made()?.fields.upgrade_interest === true, 20_000);
  const expected = {
    ...{ domain: 'longmoor-dairy.example', plan_tier: 'plan_business', plan_name: 'Business 2026', plan_price: 1499.5 },
    ...{ arr_band: 'arr_10k_50k', account_owner: 'Priya Nair', csm: 'Marta Oliveira', industry: 'RETAIL' },
    ...{ contract_start: '2026-01-01T00:00:00+00:00', contract_end: '2027-12-31T00:00:00+00:00' },
    ...{ renewal_date: '2027-10-01T00:00:00+00:00', employees: 120 },
    parent_company: parentId,
    ...{ billing_contact: 'bills@longmoor-dairy.example', technical_contact: 'it@longmoor-dairy.example' },
    ...{ implementation_status: 'impl_live', sales_region: 'North', sales_segment: 'segment_smb' },
    upgrade_interest: true,
  };
  expect(made()?.fields).toMatchObject(expected);
  // Whatever is added to the map is looked at here too.
  const looked = ['name', ...Object.keys(expected).map((key) => `organization_fields.${key}`)];
  expect([...looked].sort()).toEqual([...shipped].sort());
}, 90_000);
