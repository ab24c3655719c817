import { readFile } from 'node:fs/promises';
import { type ClosableHttpClient, createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { createHubspot } from '@sidelight/api/connectors/hubspot/connector.ts';
import { createJira } from '@sidelight/api/connectors/jira/connector.ts';
import type { Connector, Subject } from '@sidelight/api/connectors/port.ts';
import { createPosthog } from '@sidelight/api/connectors/posthog/connector.ts';
import { createStatuspage } from '@sidelight/api/connectors/statuspage/connector.ts';
import { createStripe } from '@sidelight/api/connectors/stripe/connector.ts';
import { createZendesk } from '@sidelight/api/connectors/zendesk/connector.ts';
import { matchIssues } from '@sidelight/api/context/present/match-issues.ts';
import { SystemSpec } from '@sidelight/shared/map/system.ts';
import { BillingCustomersRecord, PaymentRecord, SubscriptionsRecord } from '@sidelight/shared/record/billing.ts';
import { AccountRecord, ContactRecord } from '@sidelight/shared/record/crm.ts';
import { AgentRecord, GroupsRecord, TicketRecord } from '@sidelight/shared/record/helpdesk.ts';
import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { ErrorsRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { credentialsOf } from './caller.ts';
import { generateCompany } from './company/company.ts';
import { systemOf, type Vendor, vendors } from './systems.ts';
import { startWorld, type World } from './world.ts';

const create = {
  zendesk: createZendesk,
  hubspot: createHubspot,
  stripe: createStripe,
  posthog: createPosthog,
  jira: createJira,
  statuspage: createStatuspage,
};

const NOW = Date.now();
const { samples } = generateCompany({ seed: 'sidelight', customers: 0, nowMs: NOW });

let world: World;
const clients: ClosableHttpClient[] = [];
const connectors: Partial<Record<Vendor, Connector>> = {};

beforeAll(async () => {
  world = await startWorld({ customers: 0, nowMs: NOW });
  const credentials = credentialsOf(world.env());
  for (const vendor of vendors) {
    const file = new URL(`../../map/systems/${systemOf[vendor]}.yaml`, import.meta.url);
    const spec = SystemSpec.parse(parse(await readFile(file, 'utf8')));
    const { environment, options } = spec.connectors[vendor]!;
    const headers = {
      ...credentials[vendor],
      ...(vendor === 'stripe' ? { 'stripe-version': String(options.apiVersion) } : {}),
    };
    const http = createHttpClient({ baseUrl: new URL(world.urls[vendor]), headers, now: Date.now });
    clients.push(http);
    connectors[vendor] = create[vendor](http, {
      environment,
      options,
      ask: (read) => spec.reads[`${spec.system}.${read}`]?.ask ?? [],
      consoleUrl: `${world.urls[vendor]}/console`,
    });
  }
});
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()));
  await world.stop();
});

const signal = () => AbortSignal.timeout(5000);
const ask = async (vendor: Vendor, read: string, subject: Subject) =>
  (await connectors[vendor]!.reads[read]!(subject, signal())) ?? null;
const everybody: Subject = { by: 'tenant', value: '*' };

const byId = (value: string): Subject => ({ by: 'id', value });
const named = samples.map((sample) => [sample.key, sample] as const);

describe.each(named)('%s, as the real connectors read it', (_, { ticketId, truth, bundle }) => {
  it('whose ticket it is', async () => {
    const { requester } = TicketRecord.parse((await ask('zendesk', 'ticket', byId(String(ticketId))))?.record);
    expect(requester && { name: requester.name, email: requester.email }).toEqual(truth.requester);
  });

  it('what is broken for them', async () => {
    const tags = bundle.tickets[0]!.tags;
    const titles = (found: unknown) => {
      const matched = matchIssues(IssuesRecord.parse(found).items, tags);
      return matched?.items.map((issue) => issue.title).sort();
    };
    expect(titles((await ask('statuspage', 'incidents', everybody))?.record)).toEqual([...truth.incidents].sort());
    expect(titles((await ask('jira', 'known', everybody))?.record)).toEqual([...truth.known].sort());
  });
});

const known = named.flatMap(([key, sample]) => {
  const account = sample.bundle.accounts.find((a) => a.id === sample.truth.account?.id);
  return account ? [[key, sample, account] as const] : [];
});

describe.each(known)('%s, whose account is known', (_, { truth, bundle }, account) => {
  it('who they are', async () => {
    const held = bundle.organizations[0]?.externalId ?? account.id;
    const found = AccountRecord.parse((await ask('hubspot', 'account', byId(held)))?.record);
    const { customer_tier: tier, account_owner_name: owner } = found.properties;
    expect({ id: found.id, name: found.name, tier, owner }).toEqual(truth.account);
    const person = await ask('hubspot', 'contact', { by: 'email', value: truth.requester!.email! });
    const contact = ContactRecord.parse(person?.record);
    expect({ role: contact.properties.jobtitle, city: contact.properties.city }).toEqual({
      role: truth.contact?.role,
      city: truth.contact?.city,
    });
  });

  it('what they bought and whether they have paid', async () => {
    const payers = account.billingId === null ? await payersOf(truth.requester!.email!) : [account.billingId];
    if (truth.plan === 'identity_ambiguous') return void expect(payers.length).toBeGreaterThan(1);
    expect(payers).toHaveLength(1);
    const payer = byId(payers[0]!);
    if (truth.plan === 'test_data') {
      for (const read of ['subscriptions', 'invoices']) {
        await expect(ask('stripe', read, payer)).rejects.toHaveProperty('reason', 'test_data');
      }
      return;
    }
    const subscriptions = (await ask('stripe', 'subscriptions', payer))!;
    const invoices = (await ask('stripe', 'invoices', payer))!;
    const { main, others, planNames } = SubscriptionsRecord.parse(subscriptions.record);
    const [, ...morePlans] = planNames;
    expect(main && { ...planOf(main), others, ...(morePlans.length > 0 && { morePlans }) }).toEqual(truth.plan);
    const derived = connectors.stripe!.derived.payment!.derive({ subscriptions, invoices }, NOW);
    const { status, since, due, lastInvoice, nextAt } = PaymentRecord.parse(derived.record);
    expect({ status, since, due, lastInvoice, nextAt }).toEqual(truth.payment);
  });

  it('how they use the product', async () => {
    const usage = UsageRecord.parse((await ask('posthog', 'usage', byId(account.telemetryId!)))?.record);
    const errors = ErrorsRecord.parse((await ask('posthog', 'errors', byId(account.telemetryId!)))?.record);
    expect({
      active7d: usage.activeUsers7d,
      active30d: usage.activeUsers30d,
      lastSeenAt: usage.lastSeenAt,
      trend: usage.trend,
      errors24h: errors.count24h,
      topError: errors.topType,
      version: usage.appVersion,
      flags: usage.flags,
    }).toEqual(truth.usage);
  });
});

it('who works in the pilot crew: Maya, and not Jonas', async () => {
  const { groups } = GroupsRecord.parse((await ask('zendesk', 'groups', everybody))?.record);
  expect(groups.map(({ name }) => name)).toEqual(['Tier 1', 'Billing desk', 'Pilot crew']);
  const pilot = groups.find(({ name }) => name === 'Pilot crew')?.id;
  const groupsOf = async (id: string) => AgentRecord.parse((await ask('zendesk', 'agent', byId(id)))?.record).groupIds;
  expect(await groupsOf('7001')).toContain(pilot);
  expect(await groupsOf('7002')).not.toContain(pilot);
});

async function payersOf(email: string): Promise<string[]> {
  const found = await ask('stripe', 'customer', { by: 'email', value: email });
  return BillingCustomersRecord.parse(found?.record).customers.map(({ id }) => id);
}

/** The map's words for a term: trial before end before renewal. */
function planOf(main: NonNullable<SubscriptionsRecord['main']>) {
  const term = main.trialEndsAt
    ? { code: 'trial_ends', at: main.trialEndsAt }
    : main.endsAt
      ? { code: 'ends', at: main.endsAt }
      : main.status === 'unpaid'
        ? { code: 'on_hold', at: null }
        : main.status === 'paused' || main.isCollectionPaused
          ? { code: 'paused', at: null }
          : { code: `renews_${main.interval}`, at: main.renewsAt };
  return { name: main.planName, code: main.planCode, seats: main.seats, term, worth: main.value };
}
