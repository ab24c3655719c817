import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { Revocations } from '../access/revocations.ts';
import { entriesAt } from '../audit/entry.ts';
import { newRequestId } from '../http/request-id.ts';
import { errorFields } from '../log.ts';
import { type AgentConsent, createAgentConsent } from '../setup/agent-consent.ts';
import { createOauthState } from '../setup/oauth-state.ts';
import { type AgentOf, withdrawEach } from '../setup/withdraw-agent.ts';
import { agentsOf } from '../store/agent-tokens.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';

export interface AgentConsents {
  /** Undefined where this server has no OAuth client, or does not know its own address. */
  readonly consent: AgentConsent | undefined;
  /** Everything they had open has ended, with '' everybody's: what they allowed is given back. Waits for nobody. */
  withdraw(who: AgentOf): void;
}

const WITHDRAW_MS = 10_000;

/** Agents who let the helpdesk be asked as them: the same for every tenant of a process. */
export function createAgentConsents(shared: SharedDeps, { isRevoked }: Pick<Revocations, 'isRevoked'>): AgentConsents {
  const { audit, oauth, ownWords, tenantLog, signingKeys } = shared;
  const { database, log, now } = shared.serviceDeps;
  const exchange = oauth?.exchange;
  const own = exchange?.consent.agentsOwn;
  const made = entriesAt(now);
  const entryOf = (action: AuditAction, who: AgentOf, about?: string) =>
    made(action, { ...who, role: '' }, newRequestId(), { about });
  const consent =
    oauth && exchange && own
      ? createAgentConsent({
          ...{ ...exchange, own, tokens: oauth.tokens, isRevoked, takeOnce: tenantLog.takeOnce },
          state: createOauthState(signingKeys, now, 'agent oauth'),
          isWanted: async (tenant) => (await tenantLog.find(tenant))?.checksAgents ?? false,
          recordOf: (who) => audit.onRecord(entryOf('session.allowed', who)),
          onAllowed: ({ tenant, userId }) => ownWords.forget(tenant, userId),
          onRefused: (who, why) => audit.record(entryOf('session.not_allowed', who, why)),
          onWithdrawn: (who) => audit.record(entryOf('session.withdrawn', who)),
        })
      : undefined;
  const onTrouble = (tenant: TenantId, error: unknown) =>
    log.error('what an agent had allowed was not given back', { tenant, ...errorFields(error) });
  async function withdrawAll(from: AgentConsent, { tenant, userId }: AgentOf): Promise<void> {
    const all = userId === '' ? await agentsOf(database.db, tenant) : [userId];
    const who = all.map((one) => ({ tenant, userId: one }));
    for (const one of who) ownWords.forget(tenant, one.userId);
    const withdraw = (one: AgentOf) => from.withdraw(one, AbortSignal.timeout(WITHDRAW_MS));
    await withdrawEach(who, withdraw, (error) => onTrouble(tenant, error));
  }

  return {
    consent,
    withdraw(who) {
      if (consent) withdrawAll(consent, who).catch((error: unknown) => onTrouble(who.tenant, error));
    },
  };
}
