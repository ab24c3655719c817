import { addressOf, bearer, type Door, wrong } from '../door.ts';

/** A personal API key with one scope, for one project. https://posthog.com/docs/api#authentication */
export const posthogDoor: Door = {
  methods: ({ url }) => [
    {
      kind: 'key',
      inputs: [
        {
          name: 'url',
          label: 'Address',
          isSecret: false,
          example: 'https://eu.posthog.com',
          ...(url && { value: url.origin }),
        },
        { name: 'key', label: 'Personal API key', isSecret: true, example: 'phx_…' },
      ],
      scopes: [{ scope: 'query:read', why: 'counts active people and errors of one account' }],
      help: { text: 'PostHog: Settings → Personal API keys. Give it one project only.' },
    },
  ],
  open({ url: typed, key }, place) {
    const url = typed === undefined ? place.url : addressOf(typed);
    if (!url)
      return wrong(['url'], 'This is no address.', 'Write https://us.posthog.com, https://eu.posthog.com or your own.');
    if (!key?.startsWith('phx_'))
      return wrong(
        ['key'],
        'A personal API key begins with phx_.',
        'A project key (phc_) can only write; make a personal one.',
      );
    return { ok: true, url, headers: bearer(key) };
  },
};
