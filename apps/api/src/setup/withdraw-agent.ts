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
