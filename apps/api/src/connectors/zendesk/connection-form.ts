import { bearer, type ConnectionForm, wrong } from '../connection-form.ts';
import { withoutScopes, zendeskScopes } from './scopes.ts';

const scopes = zendeskScopes.map(({ scope, why }) => ({ scope, why }));

/** OAuth through the helpdesk's own page. https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ */
export const zendeskForm: ConnectionForm = {
  methods: () => [
    {
      kind: 'oauth',
      scopes,
      help: { text: 'Opens your helpdesk in a new window. You must be an admin there.' },
    },
    {
      kind: 'key',
      inputs: [{ name: 'token', label: 'OAuth access token', isSecret: true }],
      scopes,
      help: { text: 'Only where OAuth is not possible: Admin Center → Apps and integrations → OAuth clients.' },
    },
  ],
  without: withoutScopes,
  open({ token }, { url }) {
    if (!url) return wrong([], 'The server does not know where the helpdesk is.', 'Set ZENDESK_URL on the server.');
    if (!token || /\s/.test(token))
      return wrong(['token'], 'This is no access token.', 'Copy the whole token, without the word Bearer.');
    return { ok: true, url, headers: bearer(token) };
  },
};
