import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ConnectionForm, FormPlace } from '../connectors/connection-form.ts';
import { bearer } from '../connectors/connection-form.ts';
import { isAllowedUrl } from '../connectors/http/allowed-host.ts';
import type { VendorAddress } from '../connectors/registry.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { credentialOf } from '../secrets/credential.ts';
import { connectionHolder } from '../secrets/oauth/holder.ts';
import type { OAuthTokens } from '../secrets/oauth/oauth-tokens.ts';
import type { SecretName } from '../secrets/ports.ts';
import { Secret } from '../secrets/secret.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ConnectionLog, StoredConnection } from './ports.ts';
import { keptWithheld } from './withheld.ts';

/** Where the secret input of a connection is kept. */
export const secretOf = (system: string, connector: string, input: string): SecretName => ({
  ...{ system, name: `${connector}/${input}` },
});

export interface EndpointDeps {
  readonly map: IntegrationMap;
  readonly log: ConnectionLog;
  readonly secrets: SecretStore;
  readonly oauth: OAuthTokens;
  readonly connectionForms: Readonly<Record<string, ConnectionForm>>;
  /** Hosts that this helpdesk's connections may call besides the vendors' own. */
  readonly allowHosts: readonly string[];
  placeOf(connector: string): FormPlace;
}

const STORE_MS = 5000;

/** Where each connector of the map is by the server's configuration, and which data the map wants from it. */
export const placesOf =
  (map: IntegrationMap, urls: Readonly<Record<string, Omit<FormPlace, 'environment'>>>) =>
  (connector: string): FormPlace => {
    const declared = Object.values(map.systems).map(({ connectors }) => ownValue(connectors, connector));
    const environment = declared.find((one) => one !== undefined)?.environment ?? 'live';
    const { url, consoleUrl } = ownValue(urls, connector) ?? { url: undefined, consoleUrl: undefined };
    return { url, consoleUrl, environment };
  };

/**
 * The addresses of the systems an admin has connected. One whose secret does not open is there too, and refuses
 * every call as a credential that is no good: that connection counts as refused, its owner told, and the rest works.
 */
export async function storedEndpoints(
  deps: EndpointDeps,
  tenant: TenantId,
): Promise<Readonly<Record<string, VendorAddress | undefined>>> {
  const all = await deps.log.all(tenant);
  const made = all.map(async (one) => [one.connector, await addressOf(deps, tenant, one)] as const);
  return Object.fromEntries(await Promise.all(made));
}

async function addressOf(
  { map, secrets, oauth, connectionForms, allowHosts, placeOf }: EndpointDeps,
  tenant: TenantId,
  { connector, method, inputs }: StoredConnection,
): Promise<VendorAddress | undefined> {
  const form = ownValue(connectionForms, connector);
  const system = Object.values(map.systems).find(({ connectors }) => Object.hasOwn(connectors, connector))?.system;
  const place = placeOf(connector);
  if (!form || system === undefined) return undefined;
  const consoleUrl = (url: URL, own?: URL) => (own ?? place.consoleUrl ?? url).href.replace(/\/$/, '');
  if (method === 'oauth') {
    const { url: own, site } = inputs;
    const url = own === undefined ? place.url : new URL(own);
    if (!url) return undefined;
    const people = consoleUrl(url, place.consoleUrl ?? (site === undefined ? undefined : new URL(site)));
    // Saved while it might be called, as below.
    if (own !== undefined && !isAllowedUrl(connector, url, allowHosts))
      return { url, headers: {}, authorize: notAllowed, consoleUrl: people };
    const holder = connectionHolder(system, connector);
    const authorize = async (signal: AbortSignal) =>
      bearer(credentialOf(await oauth.accessToken(tenant, holder, signal)).reveal());
    const reauthorize = async (refused: Readonly<Record<string, string>>, signal: AbortSignal) => {
      const token = new Secret((refused.authorization ?? '').replace(/^Bearer /, ''));
      return bearer(credentialOf(await oauth.replace(tenant, holder, token, signal)).reveal());
    };
    return { url, headers: {}, authorize, reauthorize, withheld: keptWithheld(inputs), consoleUrl: people };
  }
  const names = form.methods(place).flatMap((m) => (m.kind === 'key' ? m.inputs : []));
  const typed: Record<string, string> = { ...inputs };
  let isWhole = true;
  for (const { name } of names.filter(({ isSecret }) => isSecret)) {
    const found = await secrets.read(tenant, secretOf(system, connector, name), AbortSignal.timeout(STORE_MS));
    if (found.kind === 'found') typed[name] = found.value.reveal();
    else isWhole = false;
  }
  const opened = form.open(typed, place);
  const own = opened.ok ? opened.consoleUrl : undefined;
  // Saved while it might be called; who may call what is the operator's word of today.
  if (opened.ok && !isAllowedUrl(connector, opened.url, allowHosts))
    return { url: opened.url, headers: {}, authorize: notAllowed, consoleUrl: consoleUrl(opened.url, own) };
  if (isWhole && opened.ok)
    return { url: opened.url, headers: opened.headers, consoleUrl: consoleUrl(opened.url, own) };
  const url = opened.ok ? opened.url : place.url;
  return url && { url, headers: {}, authorize: refuse, consoleUrl: consoleUrl(url, own) };
}

const notAllowed = (): Promise<never> => Promise.reject(new UpstreamError('not_configured'));
const refuse = (): Promise<never> => Promise.reject(new UpstreamError('credential'));
