import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { SystemSpec } from '@sidelight/shared/map/system.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { catalogue } from './catalogue.ts';
import type { ConnectorDefinition } from './definition.ts';
import { type ClosableHttpClient, createHttpClient, type HttpClientOptions } from './http/axios-client.ts';
import type { Connect } from './http/guarded-connect.ts';
import { hear } from './http/heard-names.ts';
import type { Sockets } from './http/sockets.ts';
import { createVendorClock, type VendorClock } from './http/vendor-clock.ts';
import type { Connector, ConnectorSettings } from './port.ts';
import type { ConnectionState, Outcome, Policy } from './resilience/policy.ts';
import type { PolicyTable } from './resilience/policy-table.ts';
import type { Quota } from './resilience/quota.ts';
import type { QuotaTable } from './resilience/quota-table.ts';
import type { ActivityTarget, DealTarget, PeopleSource, SyncTargets } from './sync-port.ts';
import type { TicketSource } from './tickets-port.ts';
import { UpstreamError } from './upstream-error.ts';

/** Where a vendor is, and what is sent with every request to it. */
export interface VendorAddress extends Pick<HttpClientOptions, 'headers' | 'authorize' | 'reauthorize'> {
  readonly url: URL;
  /** Scopes that were asked for and not given. */
  readonly withheld?: readonly string[];
  readonly consoleUrl: string;
}

export interface Connection {
  readonly system: string;
  readonly connector: Connector;
  readonly policy: Policy;
  readonly quota: Quota;
  readonly consoleUrl: string;
  /** The cheapest question there is, about nobody's record: rejects like `Ask`. */
  ping(signal: AbortSignal): Promise<void>;
  /** What its key may do by its vendor's word; undefined where the vendor has no way to ask. Rejects like `Ask`. */
  keyRights(signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** Undefined where it has no records that may be kept in sync with another system's. */
  sync(): SyncAccess | undefined;
}

/** What sync needs of a vendor. Made when it is first asked for: nobody else pays for it. */
export interface SyncAccess {
  readonly targets: SyncTargets;
  /** Where it shows what happened in support, and what happened there: where it has such. */
  readonly activities: ActivityTarget | undefined;
  readonly tickets: TicketSource | undefined;
  readonly deals: DealTarget | undefined;
  readonly people: PeopleSource | undefined;
  /** How its clock stands to ours. */
  readonly clock: Pick<VendorClock, 'ahead'>;
}

export interface Connections {
  /** Undefined for a connector of the map that has no credentials. */
  get(connector: string): Connection | undefined;
  /** The first one that can be reached of those that fill this role. */
  ofSystem(system: string): Connection | undefined;
  stateOf(connector: string): ConnectionState | undefined;
  /** Those that have been asked for. */
  made(): ReadonlyMap<string, Connection>;
}

type Declared = SystemSpec['connectors'][string];

/** What is told of each request and each answer. */
interface Watcher {
  onSend(signal: AbortSignal): void;
  onHeaders?(header: (name: string) => string | undefined): void;
  onAnswer?(json: unknown): void;
}

function makeConnector(
  { create, classify, headers: own, isOtherEnvironment, ping, ...brings }: ConnectorDefinition,
  spec: SystemSpec,
  declared: Declared,
  { url, headers, authorize: given, reauthorize, withheld, consoleUrl }: VendorAddress,
  now: () => number,
  {
    sockets,
    connect,
    onSend,
    onHeaders,
    onAnswer,
  }: Watcher & { readonly sockets?: Sockets; readonly connect?: Connect | undefined },
): Pick<Connection, 'connector' | 'ping' | 'keyRights'> & {
  readonly http: ClosableHttpClient;
  targets(): Omit<SyncAccess, 'clock'> | undefined;
} {
  const authorize = isOtherEnvironment?.(headers, declared.environment) ? refuse : given;
  const client = createHttpClient({
    ...{ baseUrl: url, headers: { ...own?.(declared.options), ...headers }, sockets, connect, now },
    ...(classify && { classify }),
    ...(authorize && { authorize }),
    ...(reauthorize && { reauthorize }),
    ...(onHeaders && { onHeaders }),
  });
  const http: ClosableHttpClient = {
    async send(request, signal) {
      onSend(signal);
      const answer = await client.send(request, signal);
      onAnswer?.(answer.json);
      return answer;
    },
    close: client.close,
  };
  const settings: ConnectorSettings = {
    ...{ environment: declared.environment, options: declared.options, consoleUrl, withheld },
    ask: (read) => ownValue(spec.reads, `${spec.system}.${read}`)?.ask ?? [],
    askSince: (read) => ownValue(spec.reads, `${spec.system}.${read}`)?.askSince ?? [],
  };
  return {
    ...{ connector: create(http, settings), http },
    ping: (signal) => ping(http, settings, signal),
    keyRights: async (signal) => brings.keyRights?.(http, headers, signal),
    targets() {
      const targets = brings.sync?.(http, settings);
      const activities = brings.activities?.(http, settings);
      const deals = brings.deals?.(http, settings);
      const people = brings.people?.(http, settings);
      return targets && { targets, activities, deals, people, tickets: brings.tickets?.(http) };
    },
  };
}

/** A connector nobody else uses. `calls`: how many requests it has sent; `heard`: the names in what was answered. */
interface Tried extends Pick<Connection, 'connector' | 'ping' | 'keyRights'> {
  calls(): number;
  heard(): ReadonlySet<string>;
  close(): Promise<void>;
}

/** Each call fails as a credential that is no good: the connection counts as refused, its owner told. */
const refuse = (): Promise<never> => Promise.reject(new UpstreamError('credential'));

/** One connector by itself, for a look before anything is saved. Undefined when there is none of that name. */
export function tryConnector(
  spec: SystemSpec,
  id: string,
  address: VendorAddress,
  { connect, now }: { readonly connect?: Connect | undefined; now(): number },
): Tried | undefined {
  const [vendor, declared] = [catalogue.get(id), ownValue(spec.connectors, id)];
  if (!vendor || !declared) return undefined;
  let calls = 0;
  const heard = new Set<string>();
  const { connector, ping, keyRights, http } = makeConnector(vendor, spec, declared, address, now, {
    ...{ connect, onSend: () => calls++ },
    onAnswer: (json) => hear(json, heard),
  });
  return { connector, ping, keyRights, calls: () => calls, heard: () => heard, close: () => http.close() };
}

export interface ConnectionsDeps {
  readonly tenant: TenantId;
  /** Counts up whenever the addresses below have changed. */
  readonly version: number;
  readonly sockets: Sockets;
  readonly policies: PolicyTable;
  readonly quotas: QuotaTable;
  now(): number;
  onOutcome(system: string, connector: string, outcome: Outcome): void;
}

/** The connectors one tenant's map names, each made when it is first asked for. Throws, naming those that do not exist. */
export function createConnections(
  map: IntegrationMap,
  addresses: Readonly<Record<string, VendorAddress | undefined>>,
  deps: ConnectionsDeps,
): Connections {
  const declared = new Map(
    Object.values(map.systems).flatMap((spec) => Object.keys(spec.connectors).map((id) => [id, spec] as const)),
  );
  const unknown = [...declared.keys()].filter((id) => !catalogue.has(id));
  if (unknown.length > 0) {
    throw new Error(
      `the map names connectors that do not exist: ${unknown.join(', ')}; there are: ${[...catalogue.keys()].join(', ')}`,
    );
  }
  const connections = new Map<string, Connection>();

  function make(id: string): Connection | undefined {
    const [vendor, spec, address] = [catalogue.get(id), declared.get(id), ownValue(addresses, id)];
    const settings = spec && ownValue(spec.connectors, id);
    if (!vendor || !spec || !settings || !address) return undefined;
    const { concurrency = Number.POSITIVE_INFINITY, rates } = vendor.limits(settings);
    const key = { tenant: deps.tenant, connector: id, version: deps.version };
    const quota = deps.quotas.get(key, rates, settings.quota.share);
    let clock: VendorClock | undefined;
    let access: SyncAccess | undefined;
    const { connector, ping, keyRights, targets } = makeConnector(vendor, spec, settings, address, deps.now, {
      ...{ sockets: deps.sockets, onSend: quota.sent },
      onHeaders(header) {
        quota.told(header);
        clock?.told(header('date'));
      },
    });
    const budget = { ...spec.budget, concurrency: Math.min(spec.budget.concurrency, concurrency) };
    const onOutcome = (outcome: Outcome) => deps.onOutcome(spec.system, id, outcome);
    const policy = deps.policies.get(key, budget, onOutcome, quota);
    function sync(): SyncAccess | undefined {
      const found = access ? undefined : targets();
      if (found) {
        clock = createVendorClock(deps.now);
        access = { ...found, clock };
      }
      return access;
    }
    return { system: spec.system, connector, policy, consoleUrl: address.consoleUrl, ping, keyRights, quota, sync };
  }
  function get(connector: string): Connection | undefined {
    const found = connections.get(connector);
    if (found) return found;
    const made = make(connector);
    if (made) connections.set(connector, made);
    return made;
  }
  function ofSystem(system: string): Connection | undefined {
    for (const [id, spec] of declared) {
      const found = spec.system === system ? get(id) : undefined;
      if (found) return found;
    }
    return undefined;
  }
  return { get, ofSystem, made: () => connections, stateOf: (connector) => get(connector)?.policy.state() };
}
