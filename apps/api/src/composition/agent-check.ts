import type { AgentCheckRouteDeps } from '../http/agent-check-route.ts';
import { errorFields } from '../log.ts';
import { createOauthExchange } from '../setup/oauth-exchange.ts';
import { type AgentOf, withdrawAgent, withdrawEach } from '../setup/withdraw-agent.ts';
import { agentsOf } from '../store/agent-tokens.ts';
import type { KnownTenant } from '../tenants/ports.ts';
import type { SharedDeps } from './shared-deps.ts';

const WITHDRAW_MS = 10_000;

/** Where it is switched whether one tenant's agents are asked for at the helpdesk, each with their own token. */
export function createAgentCheck(
  { oauth, tenantLog, changes, serviceDeps }: SharedDeps,
  { tenant, checksAgents }: KnownTenant,
): Omit<AgentCheckRouteDeps, 'audit'> {
  const { config, database, log } = serviceDeps;
  const exchange = oauth?.exchange && createOauthExchange(oauth.exchange);

  const onTrouble = (error: unknown) =>
    log.error('what agents had allowed was not given back', { tenant, ...errorFields(error) });

  /** What nobody is asked by any more is given back. */
  async function withdrawAll(): Promise<void> {
    if (!oauth) return;
    const { tokens } = oauth;
    const all = (await agentsOf(database.db, tenant)).map((userId) => ({ tenant, userId }));
    const withdraw = (who: AgentOf) => withdrawAgent({ tokens, exchange }, who, AbortSignal.timeout(WITHDRAW_MS));
    await withdrawEach(all, withdraw, onTrouble);
  }
  const canBeOn = oauth?.exchange?.consent.agentsOwn !== undefined;
  return {
    missing: canBeOn ? [] : config.connectVariables,
    async read() {
      const known = await tenantLog.find(tenant);
      return {
        isOn: known?.checksAgents ?? checksAgents,
        canBeOn,
        allowedBy: (await agentsOf(database.db, tenant)).length,
      };
    },
    async switchTo(isOn) {
      await tenantLog.setChecksAgents(tenant, isOn);
      // Also here at once: nobody is to be answered by the old rule once this is said to be done.
      await changes.changed(tenant);
      if (!isOn) withdrawAll().catch(onTrouble);
    },
  };
}
