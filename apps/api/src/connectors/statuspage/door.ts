import { addressOf, type Door, wrong } from '../door.ts';

/** A public page: there is nothing secret about it. */
export const statuspageDoor: Door = {
  methods: ({ url }) => [
    {
      kind: 'key',
      inputs: [
        {
          name: 'url',
          label: 'Your status page',
          isSecret: false,
          example: 'https://acme.statuspage.io',
          ...(url && { value: url.origin }),
        },
      ],
      scopes: [],
      help: { text: 'The public address. No key is needed.' },
    },
  ],
  open({ url: typed }, place) {
    const url = typed === undefined ? place.url : addressOf(typed);
    return url
      ? { ok: true, url, headers: {} }
      : wrong(['url'], 'This is no address.', 'Write the address your customers read it at.');
  },
};
