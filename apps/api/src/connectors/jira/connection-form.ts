import { basic, type ConnectionForm, type Opened, wrong } from '../connection-form.ts';
import { readAddress, shown } from '../typed-address.ts';
import { faultOfPlace, isGateway, readJiraAddress, SITE } from './address.ts';

/** An account's API token. https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/ */
export const jiraForm: ConnectionForm = {
  methods: ({ url }) => [
    {
      kind: 'key',
      inputs: [
        {
          name: 'url',
          label: 'Site',
          isSecret: false,
          example: 'https://acme.atlassian.net',
          ...(url && { value: shown(url) }),
        },
        {
          name: 'site',
          label: 'Site people open, only if the one above is api.atlassian.com',
          isSecret: false,
          example: 'https://acme.atlassian.net',
        },
        { name: 'email', label: 'Account', isSecret: false, example: 'sidelight@acme.com' },
        { name: 'token', label: 'API token', isSecret: true, example: 'ATATT3x…' },
      ],
      scopes: [
        { scope: 'Browse Projects', why: 'reads issues that are marked as known to customers' },
        { scope: 'read:jira-work', why: 'the same, for a token with scopes' },
        { scope: 'read:jira-user', why: 'asks whose token it is, to know that it still works' },
      ],
      help: {
        text: 'Use an account of its own that may browse these projects and nothing else. A token with scopes works at https://api.atlassian.com/ex/jira/<cloud id> only.',
        url: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      },
    },
  ],
  faultOf: faultOfPlace,
  open({ url: typed, site, email, token }, place): Opened {
    const address = typed === undefined ? undefined : readJiraAddress(typed);
    if (address?.ok === false) return wrong(['url'], address.why, address.mend);
    const url = address?.url ?? place.url;
    if (!url) return wrong(['url'], 'The site is missing.', `Write your site, ${SITE}.`);
    const people = site === undefined ? undefined : readAddress(site, { example: SITE });
    if (people?.ok === false) return wrong(['site'], people.why, people.mend);
    if (isGateway(url) && !people && !place.consoleUrl)
      return wrong(['site'], 'Nobody can open an issue at the gateway.', `Write the site people open, ${SITE}.`);
    if (!email?.includes('@'))
      return wrong(['email'], 'This is no account.', 'Write the e-mail address the token belongs to.');
    if (!token) return wrong(['token'], 'The API token is missing.', 'Make one for that account and paste it.');
    return { ok: true, url, headers: basic(email, token), consoleUrl: people?.url };
  },
};
