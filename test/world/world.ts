import { type CallLog, createCallLog } from './calls.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Company, generateCompany } from './company/company.ts';
import type { Sample } from './company/samples/sample.ts';
import { createControl } from './control.ts';
import { createCredentials } from './credentials.ts';
import { environment } from './environment.ts';
import { createFaultSwitches, type FaultSwitches } from './faults/switches.ts';
import { createHelpdesk, type Helpdesk } from './helpdesk.ts';
import { type Latency, latencyOf } from './latency.ts';
import { type Listening, listen } from './listen.ts';
import { type AlertInbox, createAlertInbox } from './outside/alert-inbox.ts';
import { createOutside } from './outside/outside.ts';
import { createVendorPages, type VendorPages } from './outside/vendor-pages.ts';
import { type EntryRequest, openSession, type SessionAnswer, type SignedEntry, signEntry } from './session.ts';
import { createSigner, type Installation } from './sign.ts';
import { type Vendor, vendors } from './systems.ts';
import { createHubspot } from './vendors/hubspot.ts';
import { createJira } from './vendors/jira.ts';
import { createPosthog } from './vendors/posthog.ts';
import { createStatuspage } from './vendors/statuspage.ts';
import { createStripe } from './vendors/stripe.ts';
import { createVendor, type VendorSpec } from './vendors/vendor.ts';
import { createZendesk } from './vendors/zendesk.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export interface WorldOptions {
  readonly seed?: string;
  /** Generated customers, besides the sample ones. */
  readonly customers?: number;
  readonly latency?: Latency;
  /** `demo`: the fixed ones; `ephemeral`: any free ones; or a port for some, any free one for the rest. */
  readonly ports?: 'demo' | 'ephemeral' | Partial<Record<Place, number>>;
  readonly apiUrl?: string;
  readonly nowMs?: number;
}

type Place = Vendor | 'outside' | 'control';

/** The outside world on this machine: six vendors, one company, and switches. */
export interface World {
  readonly urls: Readonly<Record<Vendor, string>>;
  readonly controlUrl: string;
  readonly helpdeskUrl: string;
  readonly company: Company;
  /** The hand-written tickets with their seeded truth. */
  readonly tickets: readonly Sample[];
  readonly helpdesk: Helpdesk;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  readonly webhooks: Webhooks;
  /** What happened to customers meanwhile. */
  readonly changes: Changes;
  /** Where alerts arrive. */
  readonly alerts: AlertInbox;
  /** What vendors say of themselves. */
  readonly vendorPages: VendorPages;
  /** What the API needs to be told. Read it after the helpdesk page's address is known. */
  env(): Record<string, string>;
  setApiUrl(url: string): void;
  setHelpdeskUrl(url: string): void;
  /** Shows or hides an incident that names no component and so touches every ticket. */
  setGlobalIncident(isOn: boolean): void;
  sign(request: EntryRequest): Promise<SignedEntry>;
  session(request: EntryRequest, signal: AbortSignal): Promise<SessionAnswer>;
  stop(): Promise<void>;
}

export const demoPorts = {
  helpdesk: 4300,
  api: 4310,
  zendesk: 4320,
  hubspot: 4321,
  stripe: 4322,
  posthog: 4323,
  jira: 4324,
  statuspage: 4325,
  outside: 4326,
  control: 4390,
} as const;

const tenant = 'acme';
const installation: Installation = { subdomain: tenant, installationId: '48160001' };
const APP_ID = '912001';
const ACCOUNT_ID = 22129848;

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { seed = 'sidelight', customers = 200, latency = 'none', ports = 'ephemeral', nowMs = Date.now() } = options;
  const changes = createChanges(generateCompany({ seed, customers, nowMs }));
  const { company } = changes;
  const credentials = createCredentials(seed);
  const signer = await createSigner(installation);
  const faults = createFaultSwitches();
  const calls = createCallLog();
  const helpdesk = createHelpdesk(company);
  const alerts = createAlertInbox(credentials.alerts);
  const vendorPages = createVendorPages();
  const port = (name: Place) => (ports === 'demo' ? demoPorts[name] : ports === 'ephemeral' ? 0 : (ports[name] ?? 0));
  const here = (name: keyof typeof demoPorts) => `http://127.0.0.1:${demoPorts[name]}`;

  const told: { apiUrl: string | undefined; helpdeskUrl: string; hasGlobalIncident: boolean } = {
    apiUrl: options.apiUrl ?? (ports === 'demo' ? here('api') : undefined),
    helpdeskUrl: here('helpdesk'),
    hasGlobalIncident: false,
  };
  const open: Partial<Record<Place, Listening>> = {};
  const origin = (vendor: Vendor) => () => open[vendor]?.url ?? '';

  const webhooks = createWebhooks({
    secret: credentials.zendesk.webhookSecret,
    accountId: ACCOUNT_ID,
    faults,
    endpoint: () => (told.apiUrl === undefined ? undefined : `${told.apiUrl}/webhooks/${tenant}/helpdesk`),
  });
  const stop = async () => {
    webhooks.stop();
    await Promise.all(Object.values(open).map((server) => server.close()));
  };

  const specs: readonly VendorSpec[] = [
    createZendesk({
      company,
      helpdesk,
      webhooks,
      credentials: credentials.zendesk,
      appId: APP_ID,
      publicKeyPem: signer.publicKeyPem,
      origin: origin('zendesk'),
    }),
    createHubspot(company, credentials.hubspot),
    createStripe(company, credentials.stripe),
    createPosthog(company, credentials.posthog),
    createJira(company, credentials.jira, origin('jira')),
    createStatuspage(company, origin('statuspage'), () => told.hasGlobalIncident),
  ];
  const doors = {
    signer,
    helpdeskUrl: () => told.helpdeskUrl,
    apiUrl: () => {
      if (told.apiUrl === undefined) throw new Error('the world does not know the API yet: call setApiUrl first');
      return told.apiUrl;
    },
  };
  const setGlobalIncident = (isOn: boolean) => {
    told.hasGlobalIncident = isOn;
  };
  const control = createControl({
    company,
    faults,
    calls,
    webhooks,
    changes,
    alerts,
    vendorPages,
    setGlobalIncident,
    helpdeskUrl: () => told.helpdeskUrl,
    sign: (request) => signEntry(doors, request),
    session: (request, signal) => openSession(doors, request, signal),
  });

  try {
    for (const spec of specs) {
      const app = createVendor(spec, { faults, calls, latencyMs: latencyOf(spec.vendor, latency, seed) });
      open[spec.vendor] = await listen(app, port(spec.vendor));
    }
    open.outside = await listen(createOutside(alerts, vendorPages), port('outside'));
    open.control = await listen(control, port('control'));
  } catch (error) {
    await stop();
    throw error;
  }
  const controlUrl = open.control.url;
  const outsideUrl = open.outside.url;
  // Every vendor has been opened just above.
  const urls = Object.fromEntries(vendors.map((vendor) => [vendor, origin(vendor)()])) as Record<Vendor, string>;

  return {
    urls,
    controlUrl,
    get helpdeskUrl() {
      return told.helpdeskUrl;
    },
    company,
    tickets: company.samples,
    helpdesk,
    faults,
    calls,
    webhooks,
    changes,
    alerts,
    vendorPages,
    env: () =>
      environment({
        urls,
        credentials,
        installation,
        helpdeskUrl: told.helpdeskUrl,
        outsideUrl,
        publicKeyPem: signer.publicKeyPem,
      }),
    setApiUrl(url) {
      told.apiUrl = url;
    },
    setHelpdeskUrl(url) {
      told.helpdeskUrl = url;
    },
    setGlobalIncident,
    sign: (request) => signEntry(doors, request),
    session: (request, signal) => openSession(doors, request, signal),
    stop,
  };
}
