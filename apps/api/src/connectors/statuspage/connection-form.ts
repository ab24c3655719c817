import { type ConnectionForm, wrong } from '../connection-form.ts';
import { readAddress, shown } from '../typed-address.ts';

const EXAMPLE = 'https://acme.statuspage.io';
/** The beginnings of pages people copy from their browser. */
const PAGE = /\/(incidents|history|uptime|api|subscribe)(\/|$)/;

/** A public page: there is nothing secret about it. */
export const statuspageForm: ConnectionForm = {
  methods: ({ url }) => [
    {
      kind: 'key',
      inputs: [
        {
          name: 'url',
          label: 'Your status page',
          isSecret: false,
          example: EXAMPLE,
          ...(url && { value: shown(url) }),
        },
      ],
      scopes: [],
      help: { text: 'The public address. No key is needed.' },
    },
  ],
  open({ url: typed }, place) {
    const isPrefix = ({ hostname, pathname }: URL) => !hostname.endsWith('.statuspage.io') && !PAGE.test(pathname);
    const address = typed === undefined ? undefined : readAddress(typed, { example: EXAMPLE, isPrefix });
    if (address?.ok === false) return wrong(['url'], address.why, address.mend);
    const url = address?.url ?? place.url;
    return url
      ? { ok: true, url, headers: {} }
      : wrong(['url'], 'The address is missing.', 'Write the address your customers read it at.');
  },
};
