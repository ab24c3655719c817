import { bearer, type ConnectionForm, vendorLabel, wrong, wrongAt } from '../connection-form.ts';
import { withoutScopes, zendeskScopes } from './scopes.ts';

const scopes = zendeskScopes.map(({ scope, purpose, isOnlyForSync }) => ({
  ...{ scope, purpose },
  ...(isOnlyForSync && { isOnlyForSync }),
}));

/** OAuth through the helpdesk's own page. https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/ */
export const zendeskForm: ConnectionForm = {
  methods: () => [
    {
      kind: 'oauth',
      scopes,
      help: {
        text: {
          en: 'Opens your helpdesk in a new window. You must be an admin there.',
          de: 'Der Helpdesk öffnet sich in einem neuen Fenster. Zustimmen kann dort nur die Administration.',
        },
      },
    },
    {
      kind: 'key',
      inputs: [{ name: 'token', label: vendorLabel('OAuth access token', 'OAuth-Zugriffstoken'), isSecret: true }],
      scopes,
      help: {
        text: {
          en: 'Only where OAuth is not possible: Admin Center → Apps and integrations → OAuth clients.',
          de: 'Nur wo OAuth nicht möglich ist: Admin Center → Apps und Integrationen → OAuth-Clients.',
        },
      },
    },
  ],
  without: withoutScopes,
  open({ token }, { url }) {
    if (!url) return wrong([], { code: 'no_vendor_address', variable: 'ZENDESK_URL' });
    if (!token || /\s/.test(token))
      return wrongAt(
        ['token'],
        { en: 'This is not an access token.', de: 'Das ist kein Zugriffstoken.' },
        {
          en: 'Copy the whole token, without the word Bearer.',
          de: 'Das ganze Token kopieren, ohne das Wort „Bearer“.',
        },
      );
    return { ok: true, url, headers: bearer(token) };
  },
};
