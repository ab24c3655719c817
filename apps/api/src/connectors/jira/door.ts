import { addressOf, type Door, wrong } from '../door.ts';

/** An account's API token. https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/ */
export const jiraDoor: Door = {
  methods: ({ url }) => [
    {
      kind: 'key',
      inputs: [
        {
          name: 'url',
          label: 'Site',
          isSecret: false,
          example: 'https://acme.atlassian.net',
          ...(url && { value: url.origin }),
        },
        { name: 'email', label: 'Account', isSecret: false, example: 'sidelight@acme.com' },
        { name: 'token', label: 'API token', isSecret: true, example: 'ATATT3x…' },
      ],
      scopes: [{ scope: 'Browse Projects', why: 'reads issues that are marked as known to customers' }],
      help: {
        text: 'Use an account of its own that may browse these projects and nothing else.',
        url: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      },
    },
  ],
  open({ url: typed, email, token }, place) {
    const url = typed === undefined ? place.url : addressOf(typed);
    if (!url) return wrong(['url'], 'This is no address.', 'Write your site, https://….atlassian.net.');
    if (!email?.includes('@'))
      return wrong(['email'], 'This is no account.', 'Write the e-mail address the token belongs to.');
    if (!token) return wrong(['token'], 'The API token is missing.', 'Make one for that account and paste it.');
    return {
      ok: true,
      url,
      headers: { authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` },
    };
  },
};
