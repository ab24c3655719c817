import { bearer, type Door, wrong } from '../door.ts';

/** What the product asks of the helpdesk, and what for. Also the scopes of the OAuth request. */
export const zendeskScopes = [
  { scope: 'tickets:read', why: 'confirms whose ticket this is' },
  { scope: 'users:read', why: 'who wrote, who is looking, and which groups they are in' },
  { scope: 'organizations:read', why: 'the organisation of the person who wrote' },
  { scope: 'tickets:write', why: 'marks tickets answered on unconfirmed values' },
  { scope: 'webhooks:write', why: 'registers the webhook that wakes the sidebar early' },
];

/** OAuth through the helpdesk's own page. https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ */
export const zendeskDoor: Door = {
  methods: () => [
    {
      kind: 'oauth',
      scopes: zendeskScopes,
      help: { text: 'Opens your helpdesk in a new window. You must be an admin there.' },
    },
    {
      kind: 'key',
      inputs: [{ name: 'token', label: 'OAuth access token', isSecret: true }],
      scopes: zendeskScopes,
      help: { text: 'Only where OAuth is not possible: Admin Center → Apps and integrations → OAuth clients.' },
    },
  ],
  open({ token }, { url }) {
    if (!url) return wrong([], 'The server does not know where the helpdesk is.', 'Set ZENDESK_URL on the server.');
    if (!token || /\s/.test(token))
      return wrong(['token'], 'This is no access token.', 'Copy the whole token, without the word Bearer.');
    return { ok: true, url, headers: bearer(token) };
  },
};
