import type { OnRecord } from '../audit/ports.ts';
import { onlyForSync } from '../connectors/asked-scope.ts';
import type { Allowed, OAuthAccount } from '../connectors/oauth.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { connectionHolder } from '../secrets/oauth/holder.ts';
import type { OAuthTokens } from '../secrets/oauth/oauth-tokens.ts';
import type { NewTokens } from '../secrets/oauth/tokens.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { hashOf, type IsRevoked, isLate, type TakeOnce } from './late-consent.ts';
import type { OauthOutcome, SentBack } from './oauth-connect.ts';
import { createOauthExchange, type OauthExchange, type OauthExchangeDeps } from './oauth-exchange.ts';
import { askedFor, indispensable } from './oauth-scopes.ts';
import type { Consent, OauthState } from './oauth-state.ts';
import type { ConnectionLog } from './ports.ts';
import type { AgentOf } from './withdraw-agent.ts';

/** What one connector of a tenant's map is, as far as somebody who connects it has to know. */
export interface Connectable {
  readonly system: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface VendorConsentDeps {
  /** Issued for this alone. */
  readonly state: OauthState;
  /** By connector: those of which this server has an app, registered with the vendor. */
  readonly vendors: ReadonlyMap<string, OauthExchangeDeps>;
  readonly tokens: Pick<OAuthTokens, 'connect' | 'held'>;
  readonly secrets: Pick<SecretStore, 'list' | 'removeAmong'>;
  readonly log: ConnectionLog;
  /** Undefined for a connector that the tenant's map does not name, or that the server's environment connects. */
  connectable(tenant: TenantId, connector: string): Connectable | undefined;
  readonly takeOnce: TakeOnce;
  /** The row of an admin who connects it. */
  recordOf(admin: AgentOf, connector: string): OnRecord;
  changed(tenant: TenantId): Promise<void>;
  isSyncWanted(tenant: TenantId): Promise<boolean>;
  /** Where `begin` is reached. */
  readonly beginUrl: string;
}

/**
 * Connects a system through its vendor's own page. Nobody there knows who an admin of the helpdesk is: so the browser
 * that comes back has to be the one that the admin set out with, and the account the one that the map means.
 */
export function createVendorConsent(deps: VendorConsentDeps) {
  const { state, vendors, tokens, secrets, log } = deps;

  function openConsent(given: string) {
    const consent = state.open(given);
    const { connector = '', tenant } = consent ?? {};
    const vendor = vendors.get(connector);
    const found = tenant && deps.connectable(tenant, connector);
    return consent && vendor && found ? { consent, connector, vendor, ...found } : undefined;
  }
  type Opened = NonNullable<ReturnType<typeof openConsent>>;
  const scopeFor = ({ consent, vendor }: Pick<Opened, 'consent' | 'vendor'>): string =>
    askedFor(vendor.consent.scopes, consent.left).join(' ');

  const urlOf = (consent: Consent): string =>
    `${deps.beginUrl}?${new URLSearchParams({ state: state.issue(consent).state })}`;

  /** The account that is meant, or what the admin has to be told. */
  function accountIn({ consent, vendor, options }: Opened, { accounts }: Allowed): OAuthAccount | OauthOutcome {
    const { isMeant = () => true } = vendor.consent;
    const all = accounts ?? [];
    const meant = all.filter((account) => isMeant(account, options));
    const fitting = consent.account === undefined ? meant : meant.filter(({ id }) => id === consent.account);
    const [first, ...others] = fitting;
    if (!first) return { kind: 'other_account', accounts: all.map(({ name }) => name) };
    if (others.length === 0) return first;
    const choices = fitting.map(({ id, name }) => ({ name, url: urlOf({ ...consent, account: id }) }));
    return { kind: 'which_account', choices };
  }

  async function settle(
    opened: Opened,
    { fresh, granted }: Awaited<ReturnType<OauthExchange['take']>>,
    exchange: OauthExchange,
    signal: AbortSignal,
  ): Promise<OauthOutcome> {
    const { consent, vendor } = opened;
    const { tenant } = consent;
    const { scopes, withheld } = vendor.consent;
    const missingIn = (given: string) => withheld(given, askedFor(scopes, consent.left));
    const isNeeded = (scope: string) => indispensable(scopes).includes(scope);
    // Known before the token is asked about itself, which may take one of them.
    const early = granted?.trim() ? missingIn(granted).filter(isNeeded) : [];
    if (early.length > 0) return { kind: 'vendor_withholds', scopes: early };
    const whose = await exchange.whose(tenant, fresh.tokens.accessToken, signal);
    const account = accountIn(opened, whose);
    if ('kind' in account) return account;
    // An answer that names none has given what was asked for.
    const given = [whose.granted, granted].find((text) => text?.trim()) ?? scopeFor(opened);
    const missing = missingIn(given);
    const needed = missing.filter(isNeeded);
    if (needed.length > 0) return { kind: 'vendor_withholds', scopes: needed };
    await keep(opened, fresh, { account, given, by: whose.person.name, missing }, signal);
    return { kind: 'connected' };
  }

  async function keep(
    { consent, connector, system, vendor }: Opened,
    fresh: NewTokens,
    is: { account: OAuthAccount; given: string; by: string; missing: readonly string[] },
    signal: AbortSignal,
  ): Promise<void> {
    const { tenant, userId } = consent;
    const { path, consoleUrl, name } = is.account;
    const withheld = [...consent.left, ...is.missing].join(' ');
    const base = vendor.consent.apiHost(vendor.placeOf(tenant));
    const inputs = {
      ...{ granted: is.given, account: name },
      ...(withheld !== '' && { withheld }),
      ...(path !== undefined && { url: new URL(path, base).href }),
      ...(consoleUrl && { site: consoleUrl.href }),
    };
    const connection = { connector, method: 'oauth', inputs, byId: userId, byName: is.by } as const;
    const record = deps.recordOf({ tenant, userId }, connector);
    const typed = (await secrets.list(tenant)).filter(
      (one) => one.system === system && one.name.startsWith(`${connector}/`),
    );
    await tokens.connect(tenant, connectionHolder(system, connector), fresh, userId, signal, {
      among: (write) =>
        log.put(tenant, connection, {
          record,
          // A key that was typed before is used no more, and not kept.
          async secrets(writes) {
            await secrets.removeAmong(writes, typed);
            await write(writes);
          },
        }),
    });
  }

  async function exchangeCode(opened: Opened, code: string, signal: AbortSignal): Promise<OauthOutcome> {
    const { consent, vendor, system, connector } = opened;
    const { tenant } = consent;
    const exchange = createOauthExchange(vendor);
    const before = await tokens.held(tenant, connectionHolder(system, connector), signal);
    const taken = await exchange.take(tenant, { ...consent, code, scope: scopeFor(opened) }, signal);
    const unwanted = taken.fresh.tokens;
    const outcome = await settle(opened, taken, exchange, signal).catch(async (error: unknown) => {
      await exchange.giveBackBeside(tenant, unwanted, before, signal);
      throw error;
    });
    if (outcome.kind !== 'connected') await exchange.giveBackBeside(tenant, unwanted, before, signal);
    else {
      await exchange.giveBackBeside(tenant, before, unwanted, signal);
      await deps.changed(tenant);
    }
    return outcome;
  }

  return {
    canConnect: (connector: string): boolean => vendors.has(connector),
    /** Where the admin goes first: a page of ours, by which their browser is known when it comes back. */
    async start(consent: AgentOf & { readonly connector: string }): Promise<string | undefined> {
      const { tenant, connector } = consent;
      const vendor = vendors.get(connector);
      if (!vendor || !deps.connectable(tenant, connector)) return undefined;
      const isWhole = await deps.isSyncWanted(tenant);
      return urlOf({ ...consent, left: isWhole ? [] : onlyForSync(vendor.consent.scopes) });
    },
    /** The vendor's page, and what the browser keeps until it comes back. Undefined for what is not ours, or late. */
    begin(given: string): { readonly url: string; readonly mark: string } | undefined {
      const opened = openConsent(given);
      if (!opened) return undefined;
      const { vendor, consent } = opened;
      const issued = { state: given, challenge: consent.challenge };
      return { url: createOauthExchange(vendor).urlOf(consent.tenant, issued, scopeFor(opened)), mark: hashOf(given) };
    },
    /** Undefined for what was sent back to somebody who set out for something else. */
    async finish(
      { state: given, code, error }: SentBack,
      marks: readonly string[],
      isRevoked: IsRevoked,
      signal: AbortSignal,
    ): Promise<OauthOutcome | undefined> {
      const opened = openConsent(given);
      if (!opened) return undefined;
      if (!marks.includes(hashOf(given))) return { kind: 'other_browser' };
      if (await isLate({ takeOnce: deps.takeOnce, isRevoked }, opened.consent, given)) return { kind: 'expired' };
      if (code === undefined)
        return error === 'invalid_scope'
          ? { kind: 'vendor_withholds', scopes: scopeFor(opened).split(' ') }
          : { kind: 'denied' };
      try {
        return await exchangeCode(opened, code, signal);
      } catch (caught) {
        if (!isUpstreamError(caught)) throw caught;
        return { kind: 'vendor_failed' };
      }
    },
  };
}

export type VendorConsent = ReturnType<typeof createVendorConsent>;
