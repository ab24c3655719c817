import { onlyForSync } from '../connectors/asked-scope.ts';
import type { OAuthConsent } from '../connectors/oauth.ts';
import type { StoredConnection } from './ports.ts';

export interface WithheldDeps {
  consentOf(connector: string): OAuthConsent | undefined;
  /** What this server asks for instead of what the vendor's definition says, in OAuth's spelling. */
  readonly ownScopes: string | undefined;
}

/** What is kept of an OAuth connection beside its tokens: the scopes it was not given. */
export const keptWithheld = (inputs: StoredConnection['inputs']): readonly string[] => scopesIn(inputs.withheld);

const scopesIn = (text: string | undefined): readonly string[] =>
  (text ?? '').split(' ').filter((scope) => scope !== '');

/** The scopes a connection is known not to have. Of a key nobody can say. Pure. */
export const withheldFrom =
  ({ consentOf, ownScopes }: WithheldDeps) =>
  ({ connector, method, inputs }: Pick<StoredConnection, 'connector' | 'method' | 'inputs'>): readonly string[] => {
    const kept = keptWithheld(inputs);
    const consent = method === 'oauth' ? consentOf(connector) : undefined;
    if (!consent || inputs.granted !== undefined) return kept;
    // An earlier release kept no `granted`, and asked for nothing that is only for sync.
    const later = onlyForSync(consent.scopes);
    return [...kept, ...(ownScopes === undefined ? later : consent.withheld(ownScopes, later))];
  };
