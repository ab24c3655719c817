import { classifyJira } from '@sidelight/api/connectors/jira/classify.ts';
import { createJira } from '@sidelight/api/connectors/jira/connector.ts';
import * as sent from '@sidelight/api/connectors/jira/fixtures.ts';
import { IssuesRecord } from '@sidelight/shared/record/issues.ts';
import { SignedInRecord } from '@sidelight/shared/record/signed-in.ts';
import type { VendorCase } from '../vendor.ts';

const fields = [
  'summary',
  'status',
  'priority',
  'created',
  'labels',
  'components',
  'customfield_10050',
  'customfield_10051',
];

export const jira = (): VendorCase => ({
  documents: ['jira/openapi.trimmed.json'],
  create: createJira,
  classify: classifyJira,
  settings: {
    environment: 'live',
    options: {
      projects: ['APP'],
      label: 'known-issue',
      workaroundField: 'customfield_10050',
      sentenceField: 'customfield_10051',
    },
    ask: () => fields,
    consoleUrl: 'https://acme.atlassian.net',
  },
  refusals: [
    { status: 400, body: sent.unknownProject, reason: 'not_configured' },
    { status: 404, body: { errorMessages: ['null for uri'], errors: {} }, reason: 'not_configured' },
    { status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' }, reason: 'forbidden' },
    { status: 410, body: { errorMessages: ['The requested API has been removed.'] }, reason: 'not_configured' },
  ],
  reads: [
    {
      read: 'known',
      record: IssuesRecord,
      subject: { by: 'tenant', value: 'acme' },
      routes: [
        {
          method: 'GET',
          path: /^\/rest\/api\/3\/search\/jql$/,
          query: ['jql', 'fields', 'maxResults'],
          body: sent.page,
          required: [
            'issues',
            'issues.0.key',
            'issues.0.fields',
            ...['summary', 'status', 'status.name', 'components.0.name'].map((path) => `issues.0.fields.${path}`),
          ],
        },
      ],
      asked: (call) => (call.query.get('fields') ?? '').split(','),
      mayAsk: fields,
    },
    {
      read: 'myself',
      record: SignedInRecord,
      subject: { by: 'tenant', value: 'acme' },
      routes: [
        { method: 'GET', path: /^\/rest\/api\/3\/myself$/, query: [], body: sent.myself, required: ['accountId'] },
      ],
    },
  ],
});
