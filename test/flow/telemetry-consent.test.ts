import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { FieldSpec, Read } from '@sidelight/shared/map/system.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bundle } from '../world/company/bundle.ts';
import { type Product, startProduct } from './start-product.ts';

const DANA = 'dana@northwind.example';
type Persons = readonly Readonly<Record<string, unknown>>[];
/** What the product's telemetry holds of somebody, by their address: each person's properties. A test writes in it. */
const persons: Record<string, Persons> = {
  // Agreed, by the CRM.
  [DANA]: [{ newsletter_opt_in: true }],
  // Unsubscribed, by the CRM.
  'tomas.herrera@cerroalto.example': [{ newsletter_opt_in: 'true' }],
};
/** Of whoever the CRM says nothing of. */
const OTHERS = 'others';

let product: Product;
let token: string;
const bundle = (one: Bundle): Bundle => ({
  ...one,
  contacts: one.contacts.map((contact) => ({
    ...contact,
    get persons() {
      return persons[contact.email] ?? (contact.marketing ? [] : (persons[OTHERS] ?? []));
    },
  })),
});
const changeMap = (map: IntegrationMap): IntegrationMap => {
  const { crm, telemetry, billing } = map.systems;
  const reads = {
    ...telemetry!.reads,
    'telemetry.person': Read.parse({
      ...{ connector: 'posthog', about: 'requester_email', ask: ['newsletter_opt_in'] },
      budget: { freshMs: 0, staleWhileRevalidateMs: 0 },
    }),
  };
  const said = FieldSpec.parse({
    ...{ label: 'Newsletter', from: 'telemetry.person', type: 'code', class: 'personal', owner: 'product_data' },
    value: "flags.newsletter_opt_in ? { 'code': flags.newsletter_opt_in }",
    ...{ fallback: 'usage_by_hand', consent: { yes: ['yes'] } },
    values: { yes: { label: 'Agreed' }, no: { label: 'Refused' }, unclear: { label: 'Unclear' } },
  });
  const shown = crm!.fields['customer.marketing']!;
  const fields = {
    ...crm!.fields,
    'customer.marketing': { ...shown, consent: { yes: ['agreed'], with: ['usage.newsletter'] } },
  };
  const fallbacks = Object.fromEntries(
    Object.entries(billing!.fallbacks).map(([id, fallback]) => [id, { ...fallback, marketing: true }]),
  );
  return {
    ...map,
    systems: {
      ...map.systems,
      crm: { ...crm!, fields },
      telemetry: { ...telemetry!, reads, fields: { ...telemetry!.fields, 'usage.newsletter': said } },
      billing: { ...billing!, fallbacks },
    },
  };
};
beforeAll(async () => {
  product = await startProduct({
    changeMap,
    world: { planting: { bundle, answer: (_vendor, _req, answer) => answer } },
  });
  token = await product.session();
  // Whatever has to be said in its place is advertising.
  product.world.faults.set('billing', { kind: '5xx' });
}, 120_000);
afterAll(() => product.stop());

async function open(key: string, refresh?: string) {
  const ticket = product.world.tickets.find((sample) => sample.key === key)!;
  const asked = { ticketId: String(ticket.ticketId), ...(refresh && { refresh }) };
  const { cards } = await product.whole(token, asked);
  const fields = cards.flatMap((card) => card.fields);
  const field = (id: string) => fields.find((one) => one.id === id);
  const status = field('payment.status');
  const line = field('customer.marketing');
  const said = line && 'value' in line && line.value.kind === 'code' ? line.value.label : line?.state;
  return { line, said, isOffered: status && 'fallback' in status && status.fallback?.sentence !== undefined };
}

describe('what a property of the person in the product says', () => {
  it('counts beside what the CRM says: where both agree, advertising is offered', async () => {
    expect(await open('healthy_enterprise')).toMatchObject({ said: 'Agreed (HubSpot)', isOffered: true });
  });

  it('never outweighs a no', async () => {
    const { said, isOffered, line } = await open('past_due');
    expect([said, isOffered]).toEqual(['Unsubscribed (HubSpot)', false]);
    expect(JSON.stringify(line)).toContain('PostHog says: ');
    expect(JSON.stringify(line)).toContain('The stricter counts.');
  });

  it('as a no outweighs the yes of the CRM, and the receipt says who said what', async () => {
    persons[DANA] = [{ newsletter_opt_in: false }];
    const { said, isOffered, line } = await open('healthy_enterprise', 'sales');
    expect([said, isOffered]).toEqual(['Refused (PostHog)', false]);
    if (line?.state !== 'ok') throw new Error('it is known');
    expect(line.receipt).toMatchObject({ source: 'PostHog', record: { type: 'person' } });
    expect(line.receipt.why).toEqual([
      ' HubSpot says: ',
      expect.objectContaining({ code: 'agreed' }),
      '.',
      ' The stricter counts.',
    ]);
  });

  it.each<[string, Persons, string, boolean]>([
    ['nobody by that address', [], 'absent', false],
    ['not set', [{}], 'absent', false],
    ['null', [{ newsletter_opt_in: null }], 'absent', false],
    ['emptied', [{ newsletter_opt_in: '' }], 'absent', false],
    ['true', [{ newsletter_opt_in: true }], 'Agreed (PostHog)', true],
    ['“true”', [{ newsletter_opt_in: 'true' }], 'Agreed (PostHog)', true],
    ['1', [{ newsletter_opt_in: 1 }], 'Agreed (PostHog)', true],
    ['“yes”', [{ newsletter_opt_in: 'Yes' }], 'Agreed (PostHog)', true],
    ['“false”', [{ newsletter_opt_in: 'false' }], 'Refused (PostHog)', false],
    ['0', [{ newsletter_opt_in: 0 }], 'Refused (PostHog)', false],
    ['a date', [{ newsletter_opt_in: '2026-11-03T08:00:00Z' }], 'Unclear (PostHog)', false],
    ['a list', [{ newsletter_opt_in: ['product', 'events'] }], 'Unclear (PostHog)', false],
    ['two persons, one of whom says nothing', [{}, { newsletter_opt_in: true }], 'Agreed (PostHog)', true],
    ['two persons who differ', [{ newsletter_opt_in: true }, { newsletter_opt_in: false }], 'Unclear (PostHog)', false],
  ])('%s, where the CRM says nothing', async (_, held, expected, isOffered) => {
    persons[OTHERS] = held;
    const opened = await open('paused', 'sales');
    expect([opened.said, opened.isOffered]).toEqual([expected, isOffered]);
  });

  it('that cannot be asked is no yes, whatever the CRM says', async () => {
    persons[DANA] = [{ newsletter_opt_in: true }];
    product.world.faults.set('telemetry', { kind: '5xx' });
    const { said, isOffered } = await open('healthy_enterprise', 'sales');
    product.world.faults.clear();
    expect([said === 'Agreed (HubSpot)', isOffered]).toEqual([false, false]);
  });
});
