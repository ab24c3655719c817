import { type Apps, createApps } from './apps/apps.ts';
import { preinstalledApp } from './apps/preinstalled.ts';
import { type CallLog, createCallLog } from './calls.ts';
import { type Changes, createChanges } from './changes.ts';
import { type Company, generateCompany } from './company/company.ts';
import type { Sample } from './company/samples/sample.ts';
import { createControl } from './control.ts';
import { type Credentials, createCredentials } from './credentials.ts';
import { demoPorts } from './demo-ports.ts';
import { environment, installEnvironment } from './environment.ts';
import { createFaultSwitches, type FaultSwitches } from './faults/switches.ts';
import { createHelpdesk, type Helpdesk } from './helpdesk.ts';
import { createHubspotWebhooks, type HubspotWebhooks, hubspotApp } from './hubspot-webhooks.ts';
import { createKeys, type Keys } from './keys.ts';
import { type Latency, latencyOf } from './latency.ts';
import { type Listening, listen } from './listen.ts';
import type { ClientRules } from './oauth/client-rules.ts';
import { createGrants } from './oauth/grants.ts';
import { createRegisteredApps, type RegisteredApps } from './oauth/registered-apps.ts';
import { type AlertInbox, createAlertInbox } from './outside/alert-inbox.ts';
import { createOutside } from './outside/outside.ts';
import { createVendorPages, type VendorPages } from './outside/vendor-pages.ts';
import type { Planting } from './planting.ts';
import { type EntryRequest, openSession, type SessionAnswer, type SignedEntry, signEntry } from './session.ts';
import { createSigner } from './sign.ts';
import { type Vendor, vendors } from './systems.ts';
import { createHubspot } from './vendors/hubspot.ts';
import { createHubspotCrm, type HubspotCrm } from './vendors/hubspot-crm.ts';
import { createHubspotJournal, type HubspotJournal } from './vendors/hubspot-journal.ts';
import { createJira } from './vendors/jira.ts';
import { createPosthog, type PosthogProject } from './vendors/posthog.ts';
import { createStatuspage } from './vendors/statuspage.ts';
import { createStripe } from './vendors/stripe.ts';
import { createVendor, type VendorSpec } from './vendors/vendor.ts';
import { createZendesk } from './vendors/zendesk.ts';
import { createPeople, type People, type PeopleOptions } from './vendors/zendesk-people.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

export interface WorldOptions {
  readonly seed?: string;
  /** Generated customers, besides the sample ones. */
  readonly customers?: number;
  readonly latency?: Latency;
  /** How PostHog's project is set up: its limits, its time zone. Default: no limits, UTC. */
  readonly posthog?: PosthogProject;
  /** What the helpdesk allows, and how long its jobs take. */
  readonly zendesk?: PeopleOptions;
  /** `demo`: the fixed ones; `ephemeral`: any free ones; or a port for some, any free one for the rest. */
  readonly ports?: 'demo' | 'ephemeral' | Partial<Record<Place, number>>;
  readonly apiUrl?: string;
  readonly nowMs?: number;
  /** False: a helpdesk where nobody has installed the product. Default true. */
  readonly isInstalled?: boolean;
  /** Whether the API was given `env()`, and so has the webhook it names. Default: where the product is installed. */
  readonly isConnected?: boolean;
  /** How long an OAuth access token of the helpdesk is good. */
  readonly accessTokenLifeMs?: number;
  /** Whether the CRM has a webhook app for us, and sends events by it. Default false: a service key has none. */
  readonly hasCrmApp?: boolean;
  /** What is put into records and answers, to be looked for where it must not be. */
  readonly planting?: Planting;
}

type Place = Vendor | 'outside' | 'control';

/** The outside world on this machine: six vendors, one company, and switches. */
export interface World {
  /** Subdomain of its helpdesk. */
  readonly tenant: string;
  /** Whether the API was given `env()`, and so nobody has to connect anything. */
  readonly isConnected: boolean;
  readonly urls: Readonly<Record<Vendor, string>>;
  readonly controlUrl: string;
  readonly helpdeskUrl: string;
  readonly company: Company;
  /** The hand-written tickets with their seeded truth. */
  readonly tickets: readonly Sample[];
  /** What the vendors accept: an admin would paste these on the setup page. */
  readonly credentials: Credentials;
  /** What is installed in the helpdesk. */
  readonly apps: Apps;
  readonly helpdesk: Helpdesk;
  /** Its users and organisations. */
  readonly people: People;
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  /** What they were asked with, and what else they accept. */
  readonly keys: Keys;
  readonly webhooks: Webhooks;
  /** What happened to customers meanwhile. */
  readonly changes: Changes;
  /** The CRM's records as they stand, and how its account behaves. */
  readonly crm: HubspotCrm;
  /** What its app sends; undefined where there is none. */
  readonly crmWebhooks: HubspotWebhooks | undefined;
  /** The same in files that are kept for three days. */
  readonly crmJournal: HubspotJournal | undefined;
  /** Where alerts arrive. */
  readonly alerts: AlertInbox;
  /** What vendors say of themselves. */
  readonly vendorPages: VendorPages;
  /** What the API needs to be told. Read it after the helpdesk page's address is known. */
  env(): Record<string, string>;
  /** The same for a server that nobody has connected: no tenant, no vendor's credentials. Needs the API's address. */
  installEnv(): Record<string, string>;
  setApiUrl(url: string): void;
  setHelpdeskUrl(url: string): void;
  /** Shows or hides an incident that names no component and so touches every ticket. */
  setGlobalIncident(isOn: boolean): void;
  /** An issue of the tracker is over: resolved so, or out of sight. Without an end it is open again. */
  endIssue(key: string, end?: { readonly resolution: string } | 'gone'): void;
  readonly oauth: ClientRules;
  /** The product's app at other vendors. */
  readonly registered: RegisteredApps;
  sign(request: EntryRequest): Promise<SignedEntry>;
  session(request: EntryRequest, signal: AbortSignal): Promise<SessionAnswer>;
  stop(): Promise<void>;
}

const tenant = 'acme';
const INSTALLATION_ID = 48160001;
const APP_ID = 912001;
const ADMIN_ID = 7005;
const ACCOUNT_ID = 22129848;
const TOKEN_LIFE_MS = 1_800_000;

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { seed = 'sidelight', customers = 200, latency = 'none', ports = 'ephemeral', nowMs = Date.now() } = options;
  const { isInstalled = true, isConnected = isInstalled, accessTokenLifeMs = TOKEN_LIFE_MS, planting } = options;
  const changes = createChanges(generateCompany({ seed, customers, nowMs, plant: planting?.bundle }));
  const { company } = changes;
  const crm = createHubspotCrm(changes);
  const credentials = createCredentials(seed);
  const signer = await createSigner();
  const faults = createFaultSwitches();
  const calls = createCallLog();
  const keys = createKeys();
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
  const issueEnds = new Map<string, { readonly resolution: string } | 'gone'>();
  const open: Partial<Record<Place, Listening>> = {};
  const origin = (vendor: Vendor) => () => open[vendor]?.url ?? '';

  const apiUrl = () => {
    if (told.apiUrl === undefined) throw new Error('the world does not know the API yet: call setApiUrl first');
    return told.apiUrl;
  };
  const webhooks = createWebhooks({
    accountId: ACCOUNT_ID,
    faults,
    configured: () =>
      isConnected && told.apiUrl !== undefined
        ? {
            id: '01SIDELIGHTWEBHOOK00000001',
            endpoint: `${told.apiUrl}/webhooks/${tenant}/helpdesk`,
            secret: credentials.zendesk.webhookSecret,
          }
        : undefined,
  });
  const crmEndpoint = () => (told.apiUrl === undefined ? undefined : `${told.apiUrl}/webhooks/${tenant}/crm`);
  const crmApp = options.hasCrmApp ? hubspotApp(credentials.hubspot, crmEndpoint) : undefined;
  const crmWebhooks = crmApp && createHubspotWebhooks(crm, crmApp);
  const crmJournal = crmApp && createHubspotJournal(crm, crmApp, origin('hubspot'));
  const people = createPeople(company, webhooks, options.zendesk ?? {});
  const apps = createApps({
    firstAppId: APP_ID,
    firstInstallationId: INSTALLATION_ID,
    adminId: ADMIN_ID,
    webhooks,
    preinstalled: isInstalled ? () => preinstalledApp(String(APP_ID), String(INSTALLATION_ID), apiUrl()) : undefined,
  });
  const stop = async () => {
    webhooks.stop();
    crmWebhooks?.stop();
    people.bulk.jobs.stop();
    await Promise.all(Object.values(open).map((server) => server.close()));
  };

  const grants = createGrants(accessTokenLifeMs, Date.now, () => oauth);
  const registered = createRegisteredApps(credentials, () => told.apiUrl);
  const oauth: ClientRules = { allowedScopes: undefined, isOlder: false, ignoresLifetimes: false, grants };
  const specs: readonly VendorSpec[] = [
    createZendesk({
      company,
      helpdesk,
      webhooks,
      people,
      credentials: credentials.zendesk,
      client: {
        id: credentials.zendesk.clientId,
        secret: credentials.zendesk.clientSecret,
        name: 'Sidelight',
        allowedScopes: () => oauth.allowedScopes,
        // Registered by where it is served: which path it answers on is the product's to choose.
        isOwnAddress: (uri) =>
          told.apiUrl !== undefined && URL.canParse(uri) && new URL(uri).origin === new URL(told.apiUrl).origin,
      },
      grants,
      isApp: apps.has,
      publicKeyPem: signer.publicKeyPem,
      origin: origin('zendesk'),
    }),
    createHubspot(crm, credentials.hubspot, registered.hubspot, crmJournal),
    createStripe(company, credentials.stripe),
    createPosthog(company, credentials.posthog, options.posthog),
    createJira(company, credentials.jira, origin('jira'), issueEnds, registered.atlassian),
    createStatuspage(company, origin('statuspage'), () => told.hasGlobalIncident),
  ];
  const entries = { signer, subdomain: tenant, helpdeskUrl: () => told.helpdeskUrl, apiUrl, app: apps.installed };
  const setGlobalIncident = (isOn: boolean) => {
    told.hasGlobalIncident = isOn;
  };
  const control = createControl({
    company,
    faults,
    calls,
    webhooks,
    changes,
    people,
    helpdesk,
    apps,
    crm,
    alerts,
    vendorPages,
    setGlobalIncident,
    helpdeskUrl: () => told.helpdeskUrl,
    sign: (request) => signEntry(entries, request),
    session: (request, signal) => openSession(entries, request, signal),
  });

  try {
    for (const spec of specs) {
      const latencyMs = latencyOf(spec.vendor, latency, seed);
      const app = createVendor(spec, { faults, calls, keys, latencyMs, plant: planting?.answer });
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

  const surroundings = () => ({
    ...{ urls, credentials, outsideUrl, helpdeskUrl: told.helpdeskUrl, publicKeyPem: signer.publicKeyPem },
  });

  return {
    tenant,
    isConnected,
    urls,
    controlUrl,
    get helpdeskUrl() {
      return told.helpdeskUrl;
    },
    company,
    tickets: company.samples,
    credentials,
    apps,
    helpdesk,
    people,
    faults,
    ...{ calls, keys, webhooks, changes, crm, crmWebhooks, crmJournal, alerts, vendorPages },
    env: () =>
      environment({
        ...surroundings(),
        installation: { subdomain: tenant, installationId: String(INSTALLATION_ID) },
        hasCrmApp: crmWebhooks !== undefined,
      }),
    installEnv: () => installEnvironment({ ...surroundings(), seed, tenant, apiUrl: apiUrl() }),
    setApiUrl(url) {
      told.apiUrl = url;
    },
    setHelpdeskUrl(url) {
      told.helpdeskUrl = url;
    },
    ...{ oauth, registered, setGlobalIncident },
    endIssue(key, end) {
      if (end) issueEnds.set(key, end);
      else issueEnds.delete(key);
    },
    sign: (request) => signEntry(entries, request),
    session: (request, signal) => openSession(entries, request, signal),
    stop,
  };
}
