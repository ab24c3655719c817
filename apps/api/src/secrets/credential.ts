import { UpstreamError } from '../connectors/upstream-error.ts';
import type { AccessToken } from './oauth/oauth-tokens.ts';
import type { Secret } from './secret.ts';
import type { SecretAnswer } from './secret-store.ts';

/**
 * What a connector calls its vendor with. Without it the call has failed already, in the words every failed call
 * has: `credential` locks the connection out and tells its owner, `not_configured` says that nobody set it up.
 */
export function credentialOf(answer: SecretAnswer | AccessToken): Secret {
  switch (answer.kind) {
    case 'found':
      return answer.value;
    case 'live':
      return answer.token;
    case 'absent':
    case 'not_connected':
      throw new UpstreamError('not_configured');
    case 'undecipherable':
    case 'reconnect_needed':
      throw new UpstreamError('credential');
    case 'unavailable':
      throw new UpstreamError(answer.reason);
  }
}
