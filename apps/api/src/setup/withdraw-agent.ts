import type { OnRecord } from '../audit/ports.ts';
import { agentHolder } from '../secrets/oauth/as-agent.ts';
import type { OAuthTokens } from '../secrets/oauth/oauth-tokens.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { OauthExchange } from './oauth-exchange.ts';

export interface AgentOf {
  readonly tenant: TenantId;
  readonly userId: string;
}

export interface WithdrawAgentDeps {
  readonly tokens: Pick<OAuthTokens, 'disconnect'>;
  /** Undefined where the helpdesk cannot be told: forgotten it is all the same. */
  readonly exchange: Pick<OauthExchange, 'giveBack'> | undefined;
  /** There was something, and it is forgotten here. */
  onWithdrawn?(who: AgentOf): void;
}

/** Each by itself: one who cannot be helped is told of, and the others go on. */
export async function withdrawEach(
  all: readonly AgentOf[],
  withdraw: (who: AgentOf) => Promise<void>,
  onTrouble: (error: unknown) => void,
): Promise<void> {
  for (const who of all) await withdraw(who).catch(onTrouble);
}

/** What somebody allowed is forgotten here, then given back to the helpdesk. */
export async function withdrawAgent(deps: WithdrawAgentDeps, who: AgentOf, signal: AbortSignal): Promise<void> {
  const held = await deps.tokens.disconnect(who.tenant, agentHolder(who.userId), signal);
  if (!held) return;
  deps.onWithdrawn?.(who);
  await deps.exchange?.giveBack(who.tenant, held, signal);
}

export interface LapseDeps {
  readonly tokens: Pick<OAuthTokens, 'accessToken' | 'held' | 'disconnect'>;
  readonly exchange: Pick<OauthExchange, 'giveBack'>;
  recordOf(who: AgentOf): OnRecord;
}

/**
 * What somebody allowed whose sessions have all ended by themselves is given back to the helpdesk, and forgotten with
 * its row. False: the helpdesk has not taken it, so it is kept, to be given back another time.
 */
export async function lapseAgent({ tokens, exchange, recordOf }: LapseDeps, who: AgentOf, signal: AbortSignal) {
  const [tenant, holder] = [who.tenant, agentHolder(who.userId)];
  // It has ended long ago, and is given back with a live one: renewed first, since the vendor drops the old ones by that.
  const live = await tokens.accessToken(tenant, holder, signal);
  if (live.kind === 'not_connected') return true;
  // One that does not open is not given back, and may open again: the server may have been started with the wrong key.
  if (live.kind === 'unavailable' || live.kind === 'undecipherable') return false;
  const held = await tokens.held(tenant, holder, signal);
  const given = held && (await exchange.giveBack(tenant, held, signal));
  if (given?.kind === 'not_taken_back') return false;
  await tokens.disconnect(tenant, holder, signal, recordOf(who));
  return true;
}
