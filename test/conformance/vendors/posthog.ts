import { classifyPosthog } from '@sidelight/api/connectors/posthog/classify.ts';
import { createPosthog } from '@sidelight/api/connectors/posthog/connector.ts';
import * as sent from '@sidelight/api/connectors/posthog/fixtures.ts';
import { ErrorsRecord, PersonRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import { files } from '../specs/documents.ts';
import type { ReadCase, VendorCase } from '../vendor.ts';

const asked = ['marketing_opt_in', 'unsubscribed'];

const query = (read: string, record: ReadCase['record'], body: unknown): ReadCase => ({
  read,
  record,
  subject: { by: 'id', value: 'acct_s1_1' },
  routes: [{ method: 'POST', path: /^\/api\/projects\/7001\/query\/$/, query: [], body, required: ['results'] }],
  strangers: [{ name: 'no rows', status: 200, body: sent.noRows }],
});

export const posthog = (): VendorCase => ({
  documents: files.posthog,
  create: createPosthog,
  classify: classifyPosthog,
  settings: {
    environment: 'live',
    options: {
      ...{ projectId: '7001', groupIndex: 0 },
      ...{ versionProperty: '$app_version', flagsProperty: '$active_feature_flags' },
    },
    ask: (read) => (read === 'person' ? asked : []),
    consoleUrl: 'https://eu.posthog.com',
  },
  refusals: [
    { status: 404, body: sent.notFound, reason: 'not_configured' },
    { status: 429, body: sent.throttled, reason: 'rate_limited' },
    { status: 512, body: { type: 'server_error', code: 'error', detail: 'too long', attr: null }, reason: 'timeout' },
    { status: 513, body: { type: 'server_error', code: 'error', detail: 'too big', attr: null }, reason: 'timeout' },
    { status: 200, body: { ...sent.noRows, error: 'Query exceeded memory limits' }, reason: 'upstream_error' },
    { status: 200, body: { query_status: { id: 'q1', complete: false }, results: null }, reason: 'bad_answer' },
  ],
  reads: [
    query('usage', UsageRecord, sent.usage),
    query('errors', ErrorsRecord, sent.errors),
    {
      ...query('person', PersonRecord, sent.persons),
      subject: { by: 'email', value: 'dana@northwind.example' },
      asked: ({ body }) =>
        [...JSON.stringify(body).matchAll(/toString\(properties\.(\w+)\)(?!\))/g)].map(([, name]) => name!),
      mayAsk: asked,
    },
  ],
});
