import type { SignIn } from '@sidelight/shared/setup/connection.ts';
import { type OAuthConsent, scopesIn } from '../connectors/oauth.ts';
import type { StoredConnection } from './ports.ts';

/** What is known of a sign-in or a key: its account, its scopes, and those it would not need. Pure. */
export function signInOf(
  { inputs, method }: Pick<StoredConnection, 'inputs' | 'method'>,
  consent: Pick<OAuthConsent, 'scopes' | 'alwaysGiven'> | undefined,
): { readonly signIn?: SignIn } {
  const given = scopesIn(inputs.granted);
  // An earlier release did not keep them, and asked of no key.
  if (inputs.granted === undefined || (given.length === 0 && method === 'oauth')) return {};
  const needed = new Set([...(consent?.scopes ?? []).map(({ scope }) => scope), ...(consent?.alwaysGiven ?? [])]);
  const { account } = inputs;
  return {
    signIn: {
      ...(account !== undefined && { account }),
      scopes: [...given],
      more: given.filter((scope) => !needed.has(scope)),
    },
  };
}
