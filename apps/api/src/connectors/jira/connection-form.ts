import { basic, type ConnectionForm, type Opened, vendorLabel, wrong, wrongAt } from '../connection-form.ts';
import { readAddress, shown } from '../typed-address.ts';
import { faultOfPlace, isGateway, readJiraAddress, SITE } from './address.ts';
import { jiraScopes } from './scopes.ts';

/** Atlassian's own page, or an account's API token. https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/ */
export const jiraForm: ConnectionForm = {
  methods: ({ url }) => [
    {
      kind: 'oauth',
      scopes: jiraScopes,
      help: {
        text: {
          en: 'Opens Atlassian in a new window. Best sign in as an account that may browse these projects and nothing else: Sidelight sees what it sees. Allow one site.',
          de: 'Atlassian öffnet sich in einem neuen Fenster. Am besten mit einem Konto anmelden, das nur diese Projekte sehen darf: Sidelight sieht, was es sieht. Eine Site erlauben.',
        },
      },
    },
    {
      kind: 'key',
      inputs: [
        {
          name: 'url',
          label: vendorLabel('Site', 'Site'),
          isSecret: false,
          example: 'https://acme.atlassian.net',
          ...(url && { value: shown(url) }),
        },
        {
          name: 'site',
          label: vendorLabel(
            'Site people open, only if the one above is api.atlassian.com',
            'Site, die man im Browser öffnet; nur wenn oben api.atlassian.com steht',
          ),
          isSecret: false,
          example: 'https://acme.atlassian.net',
        },
        { name: 'email', label: vendorLabel('Account', 'Konto'), isSecret: false, example: 'sidelight@acme.com' },
        { name: 'token', label: vendorLabel('API token', 'API-Token'), isSecret: true, example: 'ATATT3x…' },
      ],
      scopes: [
        {
          scope: 'Browse Projects',
          purpose: {
            en: 'reads issues that are marked as known issues',
            de: 'liest Vorgänge, die als bekannte Probleme markiert sind',
          },
        },
        {
          scope: 'read:jira-work',
          purpose: { en: 'the same, for a token with scopes', de: 'dasselbe, für ein Token mit Scopes' },
        },
        {
          scope: 'read:jira-user',
          purpose: {
            en: 'asks whose token it is, to know that it still works',
            de: 'fragt, wem das Token gehört, um zu wissen, dass es noch gilt',
          },
        },
      ],
      help: {
        text: {
          en: 'Use an account of its own that may browse these projects and nothing else. A token with scopes works at https://api.atlassian.com/ex/jira/<cloud id> only.',
          de: 'Am besten ein eigenes Konto, das nur diese Projekte sehen darf. Ein Token mit Scopes gilt nur unter https://api.atlassian.com/ex/jira/<cloud id>.',
        },
        url: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      },
    },
  ],
  faultOf: faultOfPlace,
  // A year is the longest that can be chosen.
  keysEndWithinDays: 365,
  open({ url: typed, site, email, token }, place): Opened {
    const address = typed === undefined ? undefined : readJiraAddress(typed);
    if (address?.ok === false) return wrong(['url'], address.reason);
    const url = address?.url ?? place.url;
    if (!url) return wrong(['url'], { code: 'address_missing', example: SITE });
    const people = site === undefined ? undefined : readAddress(site, { example: SITE });
    if (people?.ok === false) return wrong(['site'], people.reason);
    if (isGateway(url) && !people && !place.consoleUrl)
      return wrongAt(
        ['site'],
        {
          en: 'Nobody can open an issue at the gateway.',
          de: 'Am Gateway lässt sich kein Vorgang öffnen.',
        },
        {
          en: `Write the site people open, ${SITE}.`,
          de: `Die Site eintragen, die man im Browser öffnet: ${SITE}.`,
        },
      );
    if (!email?.includes('@'))
      return wrongAt(
        ['email'],
        { en: 'This is not an account.', de: 'Das ist kein Konto.' },
        {
          en: 'Write the e-mail address the token belongs to.',
          de: 'Die E-Mail-Adresse eintragen, zu der das Token gehört.',
        },
      );
    if (!token)
      return wrongAt(
        ['token'],
        { en: 'The API token is missing.', de: 'Das API-Token fehlt.' },
        { en: 'Make one for that account and paste it.', de: 'Eines für dieses Konto erstellen und einfügen.' },
      );
    return { ok: true, url, headers: basic(email, token), consoleUrl: people?.url };
  },
};
