import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { catalogue } from './catalogue.ts';
import type { ConnectorDefinition } from './definition.ts';
import { type ClosableHttpClient, createHttpClient } from './http-axios.ts';
import { type ConnectionState, createPolicy, type Policy } from './policy.ts';
import type { Connector } from './port.ts';

/** Where a vendor is, and what is sent with every request to it. */
export interface VendorAddress {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers that change, asked for before each request. */
  authorize?(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Other headers, once, where the vendor has refused those: a token that was revoked early, or is older than we think. */
  reauthorize?(
    refused: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>> | undefined>;
  /** Scopes that were asked for and not given. */
  readonly withheld?: readonly string[];
  readonly consoleUrl: string;
}

export interface Connection {
  readonly system: string;
  readonly connector: Connector;
  readonly policy: Policy;
  readonly consoleUrl: string;
}

export interface Connections {
  /** Undefined for a connector of the map that has no credentials. */
  get(connector: string): Connection | undefined;
  stateOf(connector: string): ConnectionState | undefined;
  close(): Promise<void>;
}

type Declared = SystemSpec['connectors'][string];

function makeConnector(
  { create, classify, headers: own }: ConnectorDefinition,
  spec: SystemSpec,
  declared: Declared,
  { url, headers, authorize, reauthorize, withheld, consoleUrl }: VendorAddress,
  now: () => number,
): { readonly connector: Connector; readonly http: ClosableHttpClient } {
  const http = createHttpClient({
    ...{ baseUrl: url, headers: { ...own?.(declared.options), ...headers }, now },
    ...(classify && { classify }),
    ...(authorize && { authorize }),
    ...(reauthorize && { reauthorize }),
  });
  const connector = create(http, {
    ...{ environment: declared.environment, options: declared.options, consoleUrl, withheld },
    ask: (read) => spec.reads[`${spec.system}.${read}`]?.ask ?? [],
  });
  return { connector, http };
}

/** One connector by itself, for a look before anything is saved. Undefined when there is none of that name. */
export function tryConnector(
  spec: SystemSpec,
  id: string,
  address: VendorAddress,
  now: () => number,
): { readonly connector: Connector; close(): Promise<void> } | undefined {
  const [vendor, declared] = [catalogue.get(id), spec.connectors[id]];
  if (!vendor || !declared) return undefined;
  const { connector, http } = makeConnector(vendor, spec, declared, address, now);
  return { connector, close: () => http.close() };
}

export interface RegistryDeps {
  now(): number;
  random(): number;
  onOutcome(system: string, connector: string, outcome: 'ok' | Reason, tookMs: number, holdMs?: number): void;
}

/** Builds the connectors one tenant's map names. Throws, naming those that do not exist. */
export function createConnections(
  map: IntegrationMap,
  addresses: Readonly<Record<string, VendorAddress | undefined>>,
  deps: RegistryDeps,
): Connections {
  const built = new Map<string, Connection>();
  const closing: (() => Promise<void>)[] = [];
  const unknown: string[] = [];
  for (const spec of Object.values(map.systems)) {
    for (const [id, declared] of Object.entries(spec.connectors)) {
      const vendor = catalogue.get(id);
      if (!vendor) unknown.push(id);
      const address = addresses[id];
      if (!vendor || !address) continue;
      const { connector, http } = makeConnector(vendor, spec, declared, address, deps.now);
      closing.push(() => http.close());
      const policy = createPolicy(spec.budget, {
        now: deps.now,
        random: deps.random,
        onOutcome: (outcome, tookMs, holdMs) => deps.onOutcome(spec.system, id, outcome, tookMs, holdMs),
      });
      built.set(id, { system: spec.system, connector, policy, consoleUrl: address.consoleUrl });
    }
  }
  if (unknown.length > 0) {
    throw new Error(
      `the map names connectors that do not exist: ${unknown.join(', ')}; there are: ${[...catalogue.keys()].join(', ')}`,
    );
  }
  return {
    get: (connector) => built.get(connector),
    stateOf: (connector) => built.get(connector)?.policy.state(),
    close: async () => void (await Promise.all(closing.map((close) => close()))),
  };
}
