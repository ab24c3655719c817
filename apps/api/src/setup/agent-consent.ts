import type { OnRecord } from '../audit/ports.ts';
import type { AgentsOwn, Person } from '../connectors/oauth.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { agentHolder } from '../secrets/oauth/as-agent.ts';
import type { OAuthTokens } from '../secrets/oauth/oauth-tokens.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type IsRevoked, isLate, type TakeOnce } from './late-consent.ts';
import type { OauthOutcome, SentBack } from './oauth-connect.ts';
import { createOauthExchange, type OauthExchangeDeps } from './oauth-exchange.ts';
import type { OauthState } from './oauth-state.ts';
import { type AgentOf, lapseAgent, withdrawAgent } from './withdraw-agent.ts';

export interface AgentConsentDeps extends OauthExchangeDeps {
  /** Issued for this alone. */
  readonly state: OauthState;
  readonly own: AgentsOwn;
  readonly tokens: Pick<OAuthTokens, 'accessToken' | 'connect' | 'disconnect' | 'held'>;
  readonly takeOnce: TakeOnce;
  /** Whether this helpdesk's agents are asked for there, and so what they allow is wanted. */
  isWanted(tenant: TenantId): Promise<boolean>;
  readonly isRevoked: IsRevoked;
  /** The row of somebody who allows it. */
  recordOf(who: AgentOf): OnRecord;
  onAllowed(who: AgentOf): void;
  /** They have allowed something, and it was not taken. */
  onRefused(who: AgentOf, why: string): void;
  onWithdrawn(who: AgentOf): void;
  /** The row of what was given back since their sessions have ended by themselves. */
  recordOfLapse(who: AgentOf): OnRecord;
}

/** One of the staff lets us ask the helpdesk as them: by its own page, for as little as that takes, and nobody for anybody else. */
export function createAgentConsent(deps: AgentConsentDeps) {
  const { state, own, client, tokens, consent: vendor } = deps;
  const exchange = createOauthExchange(deps);
  const scope = scopesWithin(own.scopes, client.scopes);

  async function allow(
    { tenant, userId, verifier }: AgentOf & { readonly verifier: string },
    code: string,
    signal: AbortSignal,
  ): Promise<OauthOutcome> {
    const before = await tokens.held(tenant, agentHolder(userId), signal);
    const { fresh, granted } = await exchange.take(tenant, { code, verifier, scope }, signal);
    const { tokens: given } = fresh;
    const outcome = await keepIfTheirs().catch(async (error: unknown) => {
      await exchange.giveBack(tenant, given, signal);
      throw error;
    });
    if (outcome.kind === 'allowed') await exchange.giveBackBeside(tenant, before, given, signal);
    return outcome;

    async function keepIfTheirs(): Promise<OauthOutcome> {
      // It may have been switched off while they were at the helpdesk's page.
      if (!(await deps.isWanted(tenant))) {
        await exchange.giveBack(tenant, given, signal);
        return { kind: 'expired' };
      }
      const outcome = await outcomeFor(
        userId,
        granted,
        async () => (await exchange.whose(tenant, given.accessToken, signal)).person,
      );
      if (outcome.kind === 'allowed') {
        const record = deps.recordOf({ tenant, userId });
        await tokens.connect(tenant, agentHolder(userId), fresh, userId, signal, { record });
        deps.onAllowed({ tenant, userId });
      } else {
        deps.onRefused({ tenant, userId }, outcome.kind);
        await exchange.giveBack(tenant, given, signal);
      }
      return outcome;
    }
  }

  async function outcomeFor(
    userId: string,
    granted: string | null | undefined,
    personOf: () => Promise<Person>,
  ): Promise<OauthOutcome> {
    const missing = vendor.withheld(granted, own.scopes);
    if (missing.length > 0) return { kind: 'scope_missing', scopes: missing };
    // The token of somebody else would open what they see.
    return (await personOf()).id === userId ? { kind: 'allowed' } : { kind: 'other_user' };
  }

  return {
    /** Whether they have allowed it, and not taken it back as far as is known here. */
    async isAllowed({ tenant, userId }: AgentOf, signal: AbortSignal): Promise<boolean> {
      const found = await tokens.accessToken(tenant, agentHolder(userId), signal);
      return found.kind === 'live' || found.kind === 'unavailable';
    },
    urlFor: ({ tenant, userId }: AgentOf): string =>
      exchange.urlOf(tenant, state.issue({ tenant, userId, left: [] }), scope),
    /** Undefined for what was sent back to somebody who set out for something else. */
    async finish({ state: given, code, error }: SentBack, signal: AbortSignal): Promise<OauthOutcome | undefined> {
      const who = state.open(given);
      if (!who) return undefined;
      if (await isLate(deps, who, given)) return { kind: 'expired' };
      if (code === undefined)
        return error === 'invalid_scope' ? { kind: 'scope_missing', scopes: own.scopes } : { kind: 'denied' };
      try {
        return await allow(who, code, signal);
      } catch (caught) {
        if (!isUpstreamError(caught)) throw caught;
        const isOverScope = caught.reason === 'forbidden' && caught.isRefusal;
        return isOverScope ? { kind: 'scope_missing', scopes: own.scopes } : { kind: 'failed' };
      }
    },
    /** Their sessions have been ended: what they allowed is given back and forgotten. */
    withdraw: (who: AgentOf, signal: AbortSignal): Promise<void> =>
      withdrawAgent({ tokens, exchange, onWithdrawn: deps.onWithdrawn }, who, signal),
    /** Their sessions have all ended by themselves. False: the helpdesk has not taken it back, and it is kept. */
    lapse: (who: AgentOf, signal: AbortSignal): Promise<boolean> =>
      lapseAgent({ tokens, exchange, recordOf: deps.recordOfLapse }, who, signal),
  };
}

export type AgentConsent = ReturnType<typeof createAgentConsent>;

/** Those, where the server's own client may ask for each; else all that it may ask for. */
function scopesWithin(wanted: readonly string[], ofClient: string | undefined): string {
  const may = ofClient?.split(/\s+/).filter((scope) => scope !== '');
  if (!may || wanted.every((scope) => may.includes(scope))) return wanted.join(' ');
  return may.includes('read') ? 'read' : may.join(' ');
}
