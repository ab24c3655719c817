import { answerAs, type HttpClient } from '../../http/http-client.ts';
import { createSingleFlight } from '../../resilience/single-flight.ts';
import { UpstreamError } from '../../upstream-error.ts';
import { WireToken, WireTokenRefusal } from './wire.ts';

export interface AppTokenDeps {
  /** Without credentials. */
  readonly http: HttpClient;
  readonly clientId: string;
  /** The newest first. */
  secrets(): Promise<readonly string[]>;
  steadyNow(): number;
}

/** Tokens have versions of their own. https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens */
const PATH = '/oauth/2026-09/token';
/** The journal's own, and those of the records it tells of. */
const SCOPES = [
  ...['read', 'subscriptions.read', 'subscriptions.write'].map((end) => `developer.webhooks_journal.${end}`),
  ...['contacts', 'companies', 'deals'].map((kind) => `crm.objects.${kind}.read`),
];
/** It ends half an hour after it was given; so long before that another is asked for. */
const ENDING_MS = 60_000;

type Headers = Readonly<Record<string, string>>;
const headersOf = (token: string): Headers => ({ authorization: `Bearer ${token}` });

/** What an app is known by, of no account: asked for with its id and secret, kept in memory alone. */
export function createAppToken({ http, clientId, secrets, steadyNow }: AppTokenDeps) {
  const flight = createSingleFlight<Headers>();
  let held: { readonly headers: Headers; readonly endsMs: number } | undefined;

  async function obtain(signal: AbortSignal): Promise<Headers> {
    let refusal = new UpstreamError('not_configured');
    for (const secret of await secrets()) {
      const askedMs = steadyNow();
      const answer = await http.send(requestOf(clientId, secret), signal);
      if (answer.status < 300) {
        const { access_token, expires_in } = answerAs(WireToken, answer);
        held = { headers: headersOf(access_token), endsMs: askedMs + expires_in * 1000 };
        return held.headers;
      }
      refusal = refusalOf(answer.json);
      if (refusal.reason !== 'credential') break;
    }
    throw refusal;
  }
  const fresh = (signal: AbortSignal) => flight.join('token', obtain, signal);

  return {
    authorize: (signal: AbortSignal): Promise<Headers> =>
      held && held.endsMs - steadyNow() > ENDING_MS ? Promise.resolve(held.headers) : fresh(signal),
    async reauthorize(refused: Headers, signal: AbortSignal): Promise<Headers | undefined> {
      if (held && held.headers.authorization !== refused.authorization) return held.headers;
      held = undefined;
      return fresh(signal);
    },
  };
}

const requestOf = (clientId: string, secret: string) => ({
  ...({ method: 'POST', path: PATH, alsoAnswers: [400, 401, 403] } as const),
  text: new URLSearchParams({
    ...{ grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope: SCOPES.join(' ') },
  }).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

/** A scope that the app was not given, or an id or secret that is wrong. */
function refusalOf(json: unknown): UpstreamError {
  const { status = '', error = '' } = WireTokenRefusal.safeParse(json).data ?? {};
  const isScope = /scope/i.test(`${status} ${error}`);
  return new UpstreamError(isScope ? 'forbidden' : 'credential', undefined, { isRefusal: true });
}
