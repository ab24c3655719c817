import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { Revocations } from '../access/revocations.ts';
import { CAP_MS } from '../access/session.ts';
import { entriesAt } from '../audit/entry.ts';
import { newRequestId } from '../http/request-id.ts';
import { createSeldom } from '../http/seldom.ts';
import type { ScheduledTask } from '../jobs/scheduler.ts';
import { errorFields } from '../log.ts';
import { type AgentConsent, createAgentConsent } from '../setup/agent-consent.ts';
import { createOauthState } from '../setup/oauth-state.ts';
import { type AgentOf, withdrawEach } from '../setup/withdraw-agent.ts';
import { createAgentSessions } from '../store/agent-sessions.ts';
import { agentsOf } from '../store/agent-tokens.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';

export interface AgentConsents {
  /** Undefined where this server has no OAuth client, or does not know its own address. */
  readonly consent: AgentConsent | undefined;
  /** Everything they had open has ended, with '' everybody's: what they allowed is given back. Waits for nobody. */
  withdraw(who: AgentOf): void;
  /** A page was opened: their session may last from now on as long as any does. Waits for nobody. */
  entered(who: AgentOf): void;
  readonly tasks: readonly ScheduledTask[];
}

const WITHDRAW_MS = 10_000;
/** So often a page load is written down, of each: a day's tickets are hundreds of them. */
const NOTED_EVERY_MS = 10 * 60_000;
const LAPSED_EVERY_MS = 10 * 60_000;
/** The longest that a session can last after the last page load that was written down; clocks differ by less than a minute. */
const LASTS_MS = CAP_MS + NOTED_EVERY_MS + 60_000;
/** A helpdesk that has not taken it back is asked again. */
const AGAIN_MS = 3_600_000;

/** Agents who let the helpdesk be asked as them: the same for every tenant of a process. */
export function createAgentConsents(shared: SharedDeps, { isRevoked }: Pick<Revocations, 'isRevoked'>): AgentConsents {
  const { audit, oauth, ownWords, tenantLog, signingKeys } = shared;
  const { database, log, now, steadyNow } = shared.serviceDeps;
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
          recordOfLapse: (who) => audit.onRecord(entryOf('session.withdrawn', who, 'lapsed')),
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

  const sessions = createAgentSessions(database.db);
  const noted = createSeldom(NOTED_EVERY_MS, steadyNow);
  function entered(who: AgentOf): void {
    const key = `${who.tenant} ${who.userId}`;
    if (!noted.isDue(key)) return;
    sessions.extend(who, now() + LASTS_MS).catch((error: unknown) => {
      noted.forget(key);
      log.error('the store does not answer', errorFields(error));
    });
  }
  async function giveBackEnded(from: AgentConsent, signal: AbortSignal): Promise<void> {
    for (const who of await sessions.takeEnded(now(), now() + AGAIN_MS, LASTS_MS)) {
      if (signal.aborted) return;
      try {
        const isGone = await from.lapse(who, AbortSignal.any([signal, AbortSignal.timeout(WITHDRAW_MS)]));
        if (isGone) ownWords.forget(who.tenant, who.userId);
        else log.warn('the helpdesk did not take back what an agent had allowed: tried again', { tenant: who.tenant });
      } catch (error) {
        onTrouble(who.tenant, error);
      }
    }
    await sessions.forgetEnded(now());
  }

  return {
    consent,
    entered,
    tasks: consent
      ? [
          {
            ...{ name: 'consents of agents whose sessions have ended', everyMs: LAPSED_EVERY_MS },
            run: (signal) => giveBackEnded(consent, signal),
          },
        ]
      : [],
    withdraw(who) {
      if (consent) withdrawAll(consent, who).catch((error: unknown) => onTrouble(who.tenant, error));
    },
  };
}
