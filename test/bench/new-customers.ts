import { NewCustomer } from '@sidelight/shared/map/sync.ts';
import { creatingSync } from '../flow/creating-sync.ts';
import { startProduct } from '../flow/start-product.ts';
import { openSyncOf, tenant } from '../flow/sync-stage.ts';
import { until } from '../flow/until.ts';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { atMost, type Row } from './row.ts';

const newCustomer = NewCustomer.parse({
  status: { field: 'account_status', value: 'onboarding' },
  tell: 'support_ops',
  checklist: [{ id: 'welcome_call', label: 'Welcome call', owner: 'support_ops', dueInDays: 3 }],
});
/** What both vendors take for an answer, as in production. */
const latency = { hubspot: 180, zendesk: 230 };
const WON = 8;
/** Between two of them: it is not every second that a deal is won, and both vendors' limits count. */
const APART_MS = 6000;

/** A company, two people and a won deal that are new all at once: how long until all of them are in the helpdesk. */
export async function newCustomers(): Promise<Row[]> {
  const product = await startProduct({
    world: { hasCrmApp: true, latency },
    changeMap: (map) => ({ ...map, sync: { ...creatingSync, newCustomer } }),
  });
  const sync = await openSyncOf(product);
  for (const object of ['company', 'contact']) await sync.switches.set(tenant, object, true, 'bench');
  const asked = async () => (await product.database.db.selectFrom('sync_cursors').select('cursor').execute()).length;
  // Each kind has been asked for once: the server is warm.
  await until(async () => (await asked()) >= 4, 40_000);
  const tookMs: number[] = [];
  for (let n = 0; n < WON; n++) {
    const domain = `tidewell-${n}.example`;
    const companyId = sync.made({ kind: 'companies', values: { name: `Tidewell ${n}`, domain } });
    const people = ['ada', 'bo'].map((who) => `${who}@${domain}`);
    for (const email of people)
      sync.made({ kind: 'contacts', companyId, values: { email, firstname: 'Ada', lastname: 'Reed' } });
    const values = { dealname: domain, pipeline: 'default', dealstage: 'contractsent' };
    const dealId = sync.made({ kind: 'deals', companyId, values });
    const begunMs = performance.now();
    editByHand(product.world.crm, { kind: 'deals', id: dealId, values: { dealstage: 'closedwon' } });
    await until(() => people.every((email) => sync.usersWith(email)[0]?.organizationId != null), 30_000);
    tookMs.push(performance.now() - begunMs);

    await sync.idle();
    await new Promise((resolve) => setTimeout(resolve, APART_MS));
  }
  await sync.close();
  await product.stop();
  const sorted = tookMs.toSorted((a, b) => a - b);
  const slowest = (sorted.at(-1) ?? 0) / 1000;
  const note = `the slowest of ${WON}; median ${((sorted[WON >> 1] ?? 0) / 1000).toFixed(1)} s`;
  return [atMost('a deal is won: its company and people are in the helpdesk within', slowest, 5, 's', note)];
}
