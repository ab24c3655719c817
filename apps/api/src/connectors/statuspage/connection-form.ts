import { type ConnectionForm, vendorLabel, wrong } from '../connection-form.ts';
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
          label: vendorLabel('Your status page', 'Ihre Statusseite'),
          isSecret: false,
          example: EXAMPLE,
          ...(url && { value: shown(url) }),
        },
      ],
      scopes: [],
      help: {
        text: {
          en: 'The public address. No key is needed.',
          de: 'Die öffentliche Adresse, unter der Ihre Kunden sie lesen. Ein Schlüssel ist nicht nötig.',
        },
      },
    },
  ],
  open({ url: typed }, place) {
    const isPrefix = ({ hostname, pathname }: URL) => !hostname.endsWith('.statuspage.io') && !PAGE.test(pathname);
    const address = typed === undefined ? undefined : readAddress(typed, { example: EXAMPLE, isPrefix });
    if (address?.ok === false) return wrong(['url'], address.reason);
    const url = address?.url ?? place.url;
    return url ? { ok: true, url, headers: {} } : wrong(['url'], { code: 'address_missing', example: EXAMPLE });
  },
};
