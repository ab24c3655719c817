import { bearer, type Door, wrong } from '../door.ts';

/** A private app's token. https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview */
export const hubspotDoor: Door = {
  methods: () => [
    {
      kind: 'key',
      inputs: [{ name: 'token', label: 'Private app token', isSecret: true, example: 'pat-eu1-…' }],
      scopes: [
        { scope: 'crm.objects.contacts.read', why: 'finds the person who wrote, by id or e-mail' },
        { scope: 'crm.objects.companies.read', why: 'reads the company, its tier, owner and ids' },
      ],
      help: {
        text: 'HubSpot: Settings → Integrations → Private apps → Create',
        url: 'https://app.hubspot.com/l/private-apps',
      },
    },
  ],
  open({ token }, { url }) {
    if (!url) return wrong([], 'The server does not know where HubSpot is.', 'Set HUBSPOT_URL on the server.');
    if (!token?.startsWith('pat-'))
      return wrong(
        ['token'],
        'A private app token begins with pat-.',
        'Copy the token from the private app’s Auth tab.',
      );
    return { ok: true, url, headers: bearer(token) };
  },
};
