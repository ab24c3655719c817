import type { OnRecord } from '../audit/ports.ts';
import { onlyForSync } from '../connectors/asked-scope.ts';
import type { Person } from '../connectors/oauth.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { OAuthTokens } from '../secrets/oauth/oauth-tokens.ts';
import type { Secret } from '../secrets/secret.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type IsRevoked, isLate, type TakeOnce } from './late-consent.ts';
import { createOauthExchange, type OauthExchangeDeps } from './oauth-exchange.ts';
import { askedFor, indispensable } from './oauth-scopes.ts';
import type { Consent, OauthState } from './oauth-state.ts';
import type { ConnectionLog } from './ports.ts';
import type { AgentOf } from './withdraw-agent.ts';

export interface OauthConnectDeps extends OauthExchangeDeps {
  readonly state: OauthState;
  readonly takeOnce: TakeOnce;
  /** The helpdesk's. */
  readonly connector: string;
  readonly tokens: OAuthTokens;
  readonly log: ConnectionLog;
  /** The row of an admin who connects it. */
  recordOf(admin: AgentOf, connector: string): OnRecord;
  changed(tenant: TenantId): Promise<void>;
  /** Whether somebody there has looked at what sync would do: no other helpdesk is asked for what is only for sync. */
  isSyncWanted(tenant: TenantId): Promise<boolean>;
}

/**
 * `other_user`: somebody else than who set out was signed in there. `scope_refused`: the client may not ask for `scopes`;
 * `again` asks for the others. `scope_missing`: it may not ask for what there is no product without. `other_account`:
 * what was allowed opens these, and none that the map means. `which_account`: it opens several; each `url` is for one.
 */
export type OauthOutcome =
  | { readonly kind: 'connected' | 'allowed' | 'expired' | 'denied' | 'not_admin' | 'other_user' | 'failed' }
  | { readonly kind: 'other_browser' | 'vendor_failed' }
  | { readonly kind: 'vendor_withholds'; readonly scopes: readonly string[] }
  | { readonly kind: 'other_account'; readonly accounts: readonly string[] }
  | { readonly kind: 'which_account'; readonly choices: readonly { readonly name: string; readonly url: string }[] }
  | { readonly kind: 'scope_refused'; readonly scopes: readonly string[]; readonly again: string }
  | { readonly kind: 'scope_missing'; readonly scopes: readonly string[] };

/** What the vendor's page sent back. `error` and `description` are the vendor's own words. */
export interface SentBack {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
  readonly description?: string | undefined;
}

/** Connects a helpdesk through its own page. Only an admin of it can, and only the one who set out. */
export function createOauthConnect(deps: OauthConnectDeps) {
  const { state, client, tokens, log, connector, consent: vendor } = deps;
  const exchange = createOauthExchange(deps);
  const asking = (left: readonly string[]) => askedFor(vendor.scopes, left);
  const scopesFor = ({ left }: Pick<Consent, 'left'>): string => client.scopes ?? asking(left).join(' ');
  const needed = indispensable(vendor.scopes);
  const isIndispensable = (scope: string): boolean => needed.includes(scope);
  const forSync = onlyForSync(vendor.scopes);

  /** The person whose token it is, or why it may not be used. */
  async function whoAllowed(consent: Consent, token: Secret, signal: AbortSignal): Promise<Person | OauthOutcome> {
    const { person } = await exchange.whose(consent.tenant, token, signal);
    if (!person.isAdmin) return { kind: 'not_admin' };
    return person.id === consent.userId ? person : { kind: 'other_user' };
  }

  /** The client may not ask for some of it: once more without what can be gone without. */
  function refusedScopes(consent: Consent, description: string): OauthOutcome {
    const asked = asking(consent.left);
    const said = description.split(/[^a-z_:]+/);
    const named = asked.filter((one) => said.includes(one));
    // One that names none: first what is only for sync, then all that can be gone without, and then nothing is left.
    const later = asked.filter((one) => forSync.includes(one));
    const dispensable = later.length > 0 ? later : asked.filter((one) => !isIndispensable(one));
    const refused = named.length > 0 ? named : dispensable;
    if (refused.length === 0 || refused.some(isIndispensable) || client.scopes !== undefined)
      return { kind: 'scope_missing', scopes: refused.length > 0 ? refused.filter(isIndispensable) : asked };
    const left = [...consent.left, ...refused];
    return { kind: 'scope_refused', scopes: refused, again: urlOf({ ...consent, left }) };
  }

  /** Where the admin goes. */
  const urlOf = (consent: Consent): string => exchange.urlOf(consent.tenant, state.issue(consent), scopesFor(consent));

  async function connect(consent: Consent & { readonly verifier: string }, code: string, signal: AbortSignal) {
    const { tenant } = consent;
    const before = await tokens.held(tenant, 'helpdesk', signal);
    const { fresh, granted } = await exchange.take(tenant, { ...consent, code, scope: scopesFor(consent) }, signal);
    // An answer that names none has given what was asked for.
    const given = granted?.trim() ? granted : scopesFor(consent);
    const missing = vendor.withheld(given, asking(consent.left));
    const who: Person | OauthOutcome = missing.some(isIndispensable)
      ? { kind: 'scope_missing', scopes: missing.filter(isIndispensable) }
      : await whoAllowed(consent, fresh.tokens.accessToken, signal).catch(async (error: unknown) => {
          await exchange.giveBack(tenant, fresh.tokens, signal);
          throw error;
        });
    if ('kind' in who) {
      await exchange.giveBack(tenant, fresh.tokens, signal);
      return who;
    }
    const withheld = [...consent.left, ...missing].join(' ');
    const inputs = { granted: given, ...(withheld !== '' && { withheld }) };
    const connection = { connector, method: 'oauth', inputs, byId: who.id, byName: who.name } as const;
    const record = deps.recordOf({ tenant, userId: who.id }, connector);
    await tokens.connect(tenant, 'helpdesk', fresh, who.id, signal, {
      among: (secrets) => log.put(tenant, connection, { record, secrets }),
    });
    await deps.changed(tenant);
    await exchange.giveBackBeside(tenant, before, fresh.tokens, signal);
    return { kind: 'connected' } as const;
  }

  return {
    async start(consent: Omit<Consent, 'left'>): Promise<string> {
      // What is given by scopes of the server's own is seen when they are given.
      const isWhole = client.scopes !== undefined || (await deps.isSyncWanted(consent.tenant));
      return urlOf({ ...consent, left: isWhole ? [] : forSync });
    },
    /** With the least that the product works with: for a helpdesk that shows an error instead of its consent page. */
    startNarrow: (consent: Omit<Consent, 'left'>): string =>
      urlOf({ ...consent, left: client.scopes === undefined ? asking(needed) : [] }),
    async finish(
      { state: given, code, error, description = '' }: SentBack,
      isRevoked: IsRevoked,
      signal: AbortSignal,
    ): Promise<OauthOutcome> {
      const consent = state.open(given);
      if (!consent) return { kind: 'expired' };
      // By its code: whoever was signed in as somebody else, or said no, may set out again by the same link.
      const name = code === undefined ? undefined : `${given} ${code}`;
      if (await isLate({ takeOnce: deps.takeOnce, isRevoked }, consent, name)) return { kind: 'expired' };
      if (code === undefined)
        return error === 'invalid_scope' ? refusedScopes(consent, description) : { kind: 'denied' };
      try {
        return await connect(consent, code, signal);
      } catch (error) {
        if (!isUpstreamError(error)) throw error;
        return error.reason === 'forbidden' && error.isRefusal ? refusedScopes(consent, '') : { kind: 'failed' };
      }
    },
  };
}

export type OauthConnect = ReturnType<typeof createOauthConnect>;
