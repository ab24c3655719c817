import { z } from 'zod';
import { parseScopes } from './scopes.ts';

/** The app as it is registered with the helpdesk. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  /** What an admin of the helpdesk lets it ask for; undefined for anything. */
  allowedScopes(): readonly string[] | undefined;
  /** Whether an answer may be sent there. */
  isOwnAddress(redirectUri: string): boolean;
}

/** What an app asks for when it sends somebody here (zendesk.md 7.9). */
export interface Authorization {
  readonly redirectUri: string;
  readonly state: string;
  readonly scopes: readonly string[];
  readonly challenge: string;
}

const Asked = z.object({
  response_type: z.literal('code'),
  client_id: z.string(),
  redirect_uri: z.string(),
  scope: z.string(),
  state: z.string().default(''),
  code_challenge: z.string().regex(/^[\w-]{43}$/),
  code_challenge_method: z.literal('S256'),
});

const WHY: Readonly<Record<string, string>> = {
  response_type: 'response_type has to be “code”.',
  scope: 'No scope is asked for.',
  code_challenge: 'There is no code_challenge (PKCE): 43 characters of base64url are needed.',
  code_challenge_method: 'code_challenge_method has to be “S256” (PKCE).',
};

/** Or a sentence for whoever stands before it: an address that is not known to be the app's own is never answered to. */
export function readAuthorization(asked: unknown, client: OAuthClient): Authorization | string {
  const known = z.object({ client_id: z.literal(client.id) }).safeParse(asked);
  if (!known.success) return 'No app is registered under this client_id.';
  const parsed = Asked.safeParse(asked);
  if (!parsed.success) {
    const [field] = parsed.error.issues[0]?.path ?? [];
    return WHY[String(field)] ?? `${String(field)} is missing or wrong.`;
  }
  const { redirect_uri: redirectUri, state, code_challenge: challenge } = parsed.data;
  if (!client.isOwnAddress(redirectUri)) return 'The redirect_uri is not one that this app registered.';
  const scopes = parseScopes(parsed.data.scope);
  if (!scopes) return 'The scope names something that does not exist.';
  if (!mayAsk(client, scopes)) return 'invalid_scope: the client may not ask for this scope.';
  return { redirectUri, state, scopes, challenge };
}

export const mayAsk = (client: OAuthClient, scopes: readonly string[]): boolean => {
  const allowed = client.allowedScopes();
  return allowed === undefined || scopes.every((scope) => allowed.includes(scope));
};

/** Where the answer goes. */
export function answerTo({ redirectUri, state }: Authorization, answer: Readonly<Record<string, string>>): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, state })) url.searchParams.set(name, value);
  return url.href;
}
