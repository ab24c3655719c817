import * as hubspotWire from '@sidelight/api/connectors/hubspot/wire.ts';
import * as posthogWire from '@sidelight/api/connectors/posthog/wire.ts';
import * as statuspageWire from '@sidelight/api/connectors/statuspage/wire.ts';
import * as stripeWire from '@sidelight/api/connectors/stripe/wire.ts';
import * as zendeskWire from '@sidelight/api/connectors/zendesk/wire.ts';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { files, folder, load } from './specs/documents.ts';
import { describes, fieldsOf, holds } from './specs/fields.ts';
import { at, type Node } from './specs/node.ts';
import { exampleOf, schemaOf } from './specs/operations.ts';
import { sample } from './specs/sample.ts';
import { expectDescribed } from './specs/wire-fields.ts';

if (folder === '') {
  test.skip('the vendors’ OpenAPI documents: skipped, VENDOR_SPECS names no folder', () => {});
} else {
  describe('each wire schema reads what the vendor’s documents and recordings show', examples);
  describe('each field a wire schema reads is one the vendor describes', fields);
}

function examples(): void {
  const zendeskDoc = () => load(files.zendesk[0]);
  const stripeDoc = () => load(files.stripe[0]);
  const recorded = (name: string) => at(load('stripe/fixtures3.json'), `/resources/${name}`);
  const schema = (root: Node, name: string) => sample(root, at(root, `/components/schemas/${name}`));

  it.each<[string, z.ZodType, () => unknown]>([
    [
      'Zendesk ticket',
      zendeskWire.WireTicket,
      () => at(zendeskDoc(), '/components/examples/TicketResponseExample/value/ticket'),
    ],
    [
      'Zendesk organisation',
      zendeskWire.WireOrganization,
      () => at(zendeskDoc(), '/components/examples/OrganizationResponseExample/value/organization'),
    ],
    ['Zendesk user', zendeskWire.WireUser, () => schema(zendeskDoc(), 'UserForAdmin')],
    [
      'Zendesk agent',
      zendeskWire.WireAgentAnswer.shape.user,
      () => ({ ...Object(schema(zendeskDoc(), 'UserForAdmin')), role: 'agent' }),
    ],
    [
      'HubSpot contact',
      hubspotWire.WireContact,
      () => exampleOf(files.hubspot[0], '/crm/objects/2026-03/contacts/{contactId}', 'get'),
    ],
    [
      'HubSpot company batch',
      hubspotWire.WireCompanies,
      () => exampleOf(files.hubspot[1], '/crm/objects/2026-03/companies/batch/read', 'post'),
    ],
    [
      'HubSpot company batch, in parts',
      hubspotWire.WireCompanies,
      () => exampleOf(files.hubspot[1], '/crm/objects/2026-03/companies/batch/read', 'post', '207'),
    ],
    [
      'HubSpot company search',
      hubspotWire.WireCompanies,
      () => exampleOf(files.hubspot[1], '/crm/objects/2026-03/companies/search', 'post'),
    ],
    ['Stripe subscription, before 2025-03-31', stripeWire.WireSubscription, () => schema(stripeDoc(), 'subscription')],
    ['Stripe invoice, before 2025-03-31', stripeWire.WireInvoice, () => schema(stripeDoc(), 'invoice')],
    [
      'Stripe customer list',
      stripeWire.WireList(stripeWire.WireCustomer),
      () => exampleOf(files.stripe[0], '/v1/customers', 'get'),
    ],
    ['Stripe product, before 2025-03-31', stripeWire.WireProduct, () => schema(stripeDoc(), 'product')],
    ['Stripe subscription, recorded', stripeWire.WireSubscription, () => recorded('subscription')],
    ['Stripe invoice, recorded', stripeWire.WireInvoice, () => recorded('invoice')],
    ['Stripe customer, recorded', stripeWire.WireCustomer, () => recorded('customer')],
    ['Stripe deleted customer, recorded', stripeWire.WireCustomerOrDeleted, () => recorded('deleted_customer')],
    ['Stripe product, recorded', stripeWire.WireProduct, () => recorded('product')],
    [
      'Statuspage incident',
      statuspageWire.WireIncident,
      () => schema(load('statuspage/openapi.trimmed.json'), 'Incident'),
    ],
    [
      'Statuspage component',
      statuspageWire.WireComponent,
      () => schema(load('statuspage/openapi.trimmed.json'), 'Component'),
    ],
    [
      'Statuspage page',
      statuspageWire.WireSummary.shape.page,
      () => schema(load('statuspage/openapi.trimmed.json'), 'Page'),
    ],
  ])('%s', (_name, wire, shown) => {
    const parsed = wire.safeParse(shown());
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  it('a deleted customer is told from one who is there', () => {
    expect(stripeWire.WireCustomerOrDeleted.parse(recorded('deleted_customer'))).toHaveProperty('deleted', true);
    expect(stripeWire.WireCustomerOrDeleted.parse(recorded('customer'))).not.toHaveProperty('deleted');
  });
}

function fields(): void {
  const batch = '/crm/objects/2026-03/companies/batch/read';

  it.each<[string, z.ZodType, string, string, string[]?]>([
    // Its service targets come with it where they are asked for, which the description does not say.
    [
      'Zendesk ticket',
      zendeskWire.WireTicket,
      files.zendesk[0],
      '/components/schemas/TicketObject',
      ['slas', 'slas.policy_metrics', 'slas.policy_metrics.*'],
    ],
    ['Zendesk user', zendeskWire.WireUser, files.zendesk[0], '/components/schemas/UserForAdmin'],
    ['Zendesk agent', zendeskWire.WireAgentAnswer.shape.user, files.zendesk[0], '/components/schemas/UserForAdmin'],
    ['Zendesk organisation', zendeskWire.WireOrganization, files.zendesk[0], '/components/schemas/OrganizationObject'],
    [
      'HubSpot contact',
      hubspotWire.WireContact,
      files.hubspot[0],
      schemaOf('/crm/objects/2026-03/contacts/{contactId}', 'get'),
    ],
    ['HubSpot company batch', hubspotWire.WireCompanies, files.hubspot[1], schemaOf(batch, 'post', '207')],
    [
      'HubSpot company search',
      hubspotWire.WireSearch.extend({ results: z.array(hubspotWire.WireCompany) }),
      files.hubspot[1],
      schemaOf('/crm/objects/2026-03/companies/search', 'post'),
    ],
    ['HubSpot association', hubspotWire.WireAssociation, files.hubspot[0], '/components/schemas/AssociatedId'],
    ['HubSpot account', hubspotWire.WireDetails, files.hubspot[2], '/components/schemas/PortalInformationResponse'],
    [
      'PostHog usage',
      posthogWire.WireUsage,
      files.posthog[0],
      schemaOf('/api/projects/{project_id}/query/', 'post'),
      ['results.*.*', 'results.*.*.*'],
    ],
    [
      'PostHog errors',
      posthogWire.WireErrors,
      files.posthog[0],
      schemaOf('/api/projects/{project_id}/query/', 'post'),
      ['results.*.*'],
    ],
    // The public summary has no document; its incidents are those of the private API, but for one time.
    [
      'Statuspage incident',
      statuspageWire.WireIncident,
      'statuspage/openapi.trimmed.json',
      '/components/schemas/Incident',
      ['started_at'],
    ],
    [
      'Statuspage component',
      statuspageWire.WireComponent,
      'statuspage/openapi.trimmed.json',
      '/components/schemas/Component',
    ],
    [
      'Statuspage page',
      statuspageWire.WireSummary.shape.page,
      'statuspage/openapi.trimmed.json',
      '/components/schemas/Page',
    ],
  ])('%s', (_name, wire, file, pointer, open) => {
    expectDescribed(wire, file, pointer, open);
  });

  // Two documents, years apart: a field must be in the shape of one of them.
  it.each<[string, z.ZodType, string]>([
    ['subscription', stripeWire.WireSubscription, 'subscription'],
    ['invoice', stripeWire.WireInvoice, 'invoice'],
    ['customer', stripeWire.WireCustomer, 'customer'],
    ['product', stripeWire.WireProduct, 'product'],
    ['schedule', stripeWire.WireSchedule, 'subscription_schedule'],
    ['payment intent', stripeWire.WireIntent, 'payment_intent'],
  ])('Stripe %s', (_name, wire, resource) => {
    const root = load(files.stripe[0]);
    const resources = at(load('stripe/fixtures3.json'), '/resources');
    const recorded: unknown = Object.assign({}, at(resources, `/${resource}`), onlyWhenAsked(resources)[resource]);
    const schemas = at(root, '/components/schemas');
    const unknown = fieldsOf(wire).filter(
      (field) =>
        !(resource in schemas && describes(root, at(schemas, `/${resource}`), field)) && !holds(recorded, field),
    );
    expect(unknown).toEqual([]);
  });
}

/** Members the recordings lack, because they are only there when asked for or after what was not recorded. */
const onlyWhenAsked = (resources: Node): Readonly<Record<string, object>> => ({
  invoice: {
    payments: {
      data: [{ ...at(resources, '/invoice_payment'), payment: { payment_intent: at(resources, '/payment_intent') } }],
    },
    // Expanded, as it was before 2025-03-31.
    payment_intent: at(resources, '/payment_intent'),
    // `Invoice.StatusDetails` of npm `stripe` 23.1.0.
    status_details: { uncollectible: { reason: 'subscription_paused' } },
  },
});
