import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { answerAs, type HttpClient } from '../../connectors/http/http-client.ts';
import type { AgentsOwn } from '../../connectors/oauth.ts';
import { isUpstreamError, UpstreamError } from '../../connectors/upstream-error.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import { credentialOf } from '../credential.ts';
import { OF_AGENT } from '../ports.ts';
import type { Secret } from '../secret.ts';
import type { AccessToken, OAuthTokens } from './oauth-tokens.ts';

/** What the token of one of the staff is kept and renewed as, beside those of systems. */
export const agentHolder = (userId: string): string => `${OF_AGENT}${userId}`;
export const isAgentHolder = (system: string): boolean => system.startsWith(OF_AGENT);

export interface AskAsAgentDeps {
  readonly tenant: TenantId;
  readonly own: AgentsOwn;
  readonly tokens: Pick<OAuthTokens, 'accessToken' | 'replace'>;
  /** Of the helpdesk, with no credentials of its own. */
  readonly http: HttpClient;
}

type Word = { readonly kind: 'seen' | 'hidden' | 'not_allowed' } | { readonly kind: 'unsure'; readonly reason: Reason };

/**
 * The helpdesk's own answer to somebody of the staff, asked with their own token: everything that decides there who
 * sees what is in it. Only a 200 about the very record is `seen`.
 */
export function createAskAsAgent({ tenant, own, tokens, http }: AskAsAgentDeps) {
  const isOver = ({ kind }: AccessToken) =>
    kind === 'not_connected' || kind === 'reconnect_needed' || kind === 'undecipherable';

  async function sees(asked: { by: 'ticket' | 'user'; id: string }, token: Secret, signal: AbortSignal): Promise<Word> {
    const answer = await http.send(
      { path: own.path[asked.by](asked.id), headers: { authorization: `Bearer ${token.reveal()}` } },
      signal,
    );
    if (answer.status === 404 || answer.status === 410) return { kind: 'hidden' };
    if (answerAs(own.idIn, answer) !== asked.id) throw new UpstreamError('bad_answer');
    return { kind: 'seen' };
  }

  return async (
    userId: string,
    asked: { readonly by: 'ticket' | 'user'; readonly id: string },
    signal: AbortSignal,
  ): Promise<Word> => {
    const holder = agentHolder(userId);
    try {
      const given = await tokens.accessToken(tenant, holder, signal);
      if (isOver(given)) return { kind: 'not_allowed' };
      const token = credentialOf(given);
      try {
        return await sees(asked, token, signal);
      } catch (error) {
        if (!isUpstreamError(error) || error.reason !== 'credential') throw error;
        const other = await tokens.replace(tenant, holder, token, signal);
        return isOver(other) ? { kind: 'not_allowed' } : await sees(asked, credentialOf(other), signal);
      }
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      if (error.reason === 'forbidden' && error.concerns === 'record') return { kind: 'hidden' };
      // A scope that the token was given and has no more is asked for anew, too.
      const isAboutToken = error.reason === 'credential' || error.reason === 'forbidden';
      return isAboutToken ? { kind: 'not_allowed' } : { kind: 'unsure', reason: error.reason };
    }
  };
}
