import { bearer, type ConnectionForm, wrong } from '../connection-form.ts';
import { readAddress, shown } from '../typed-address.ts';

const EXAMPLE = 'https://us.posthog.com, https://eu.posthog.com or your own';
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
          label: 'Address',
          isSecret: false,
          example: 'https://eu.posthog.com',
          ...(url && { value: shown(url) }),
        },
        { name: 'key', label: 'Personal API key', isSecret: true, example: 'phx_…' },
      ],
      scopes: [{ scope: 'query:read', why: 'counts active people and errors of one account' }],
      help: { text: 'PostHog: Settings → Personal API keys. Give it one project only.' },
    },
  ],
  open({ url: typed, key }, place) {
    const address = typed === undefined ? undefined : readAddress(typed, { example: EXAMPLE, isPrefix });
    if (address?.ok === false) return wrong(['url'], address.why, address.mend);
    const url = address?.url ?? place.url;
    if (!url) return wrong(['url'], 'The address is missing.', `Write ${EXAMPLE}.`);
    if (!key?.startsWith('phx_'))
      return wrong(
        ['key'],
        'A personal API key begins with phx_.',
        'A project key (phc_) can only write; make a personal one.',
      );
    return { ok: true, url, headers: bearer(key) };
  },
};
