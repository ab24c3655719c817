import { createStatuspage } from '@sidelight/api/connectors/statuspage/connector.ts';
import * as sent from '@sidelight/api/connectors/statuspage/fixtures.ts';
import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import type { VendorCase } from '../vendor.ts';

export const statuspage = (): VendorCase => ({
  create: createStatuspage,
  settings: {
    environment: 'live',
    options: { sentence: 'We are working on it; the status page has the latest.' },
    ask: () => [],
    consoleUrl: 'https://status.acme.example',
  },
  refusals: [{ status: 404, body: { error: 'Page not found' }, reason: 'not_configured' }],
  reads: [
    {
      read: 'incidents',
      record: IssuesRecord,
      subject: { by: 'tenant', value: 'acme' },
      routes: [
        {
          method: 'GET',
          path: /^\/api\/v2\/summary\.json$/,
          query: [],
          body: sent.summary,
          required: [
            ...['page', 'page.id', 'incidents'],
            ...['id', 'name', 'status', 'components.0.name'].map((name) => `incidents.0.${name}`),
          ],
        },
      ],
    },
  ],
});
