import { bearer, type ConnectionForm, vendorLabel, wrong, wrongAt } from '../connection-form.ts';
import { readAddress, shown } from '../typed-address.ts';

const EXAMPLE = 'https://eu.posthog.com';
/** The beginnings of pages people copy from their browser. */
const PAGE = /\/(project|insights|dashboard|persons|settings|organization|api)(\/|$)/;
/** The vendor's own hosts have nothing below them; a server of one's own may be below a path. */
const isPrefix = ({ hostname, pathname }: URL): boolean =>
  !/(^|\.)posthog\.com$/.test(hostname) && !PAGE.test(pathname);

/** A personal API key with one scope, for one project. https://posthog.com/docs/api#authentication */
export const posthogForm: ConnectionForm = {
  methods: ({ url }) => [
    {
      kind: 'key',
      inputs: [
        {
          name: 'url',
          label: vendorLabel('Address', 'Adresse'),
          isSecret: false,
          example: EXAMPLE,
          ...(url && { value: shown(url) }),
        },
        {
          name: 'key',
          label: vendorLabel('Personal API key', 'Persönlicher API-Schlüssel'),
          isSecret: true,
          example: 'phx_…',
        },
      ],
      scopes: [
        {
          scope: 'query:read',
          purpose: {
            en: 'counts active people and errors of one account',
            de: 'zählt aktive Personen und Fehler eines Kontos',
          },
        },
      ],
      help: {
        text: {
          en: 'PostHog: Settings → Personal API keys. Give it one project only. The address is us.posthog.com, eu.posthog.com or your own.',
          de: 'PostHog: Settings → Personal API keys. Nur für ein einziges Projekt freigeben. Die Adresse ist us.posthog.com, eu.posthog.com oder eine eigene.',
        },
      },
    },
  ],
  open({ url: typed, key }, place) {
    const address = typed === undefined ? undefined : readAddress(typed, { example: EXAMPLE, isPrefix });
    if (address?.ok === false) return wrong(['url'], address.reason);
    const url = address?.url ?? place.url;
    if (!url) return wrong(['url'], { code: 'address_missing', example: EXAMPLE });
    if (!key?.startsWith('phx_'))
      return wrongAt(
        ['key'],
        { en: 'A personal API key begins with phx_.', de: 'Ein persönlicher API-Schlüssel beginnt mit phx_.' },
        {
          en: 'A project key (phc_) can only write; make a personal one.',
          de: 'Ein Projektschlüssel (phc_) kann nur schreiben; einen persönlichen erstellen.',
        },
      );
    return { ok: true, url, headers: bearer(key) };
  },
};
