import type { ErrorsRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createPosthogClient } from './client.ts';
import { normaliseErrors, normaliseUsage } from './normalise.ts';
import { PosthogOptions } from './options.ts';
import { errorsQuery, usageQuery } from './query.ts';
import { WireErrors, WireUsage } from './wire.ts';

/** PostHog: how an account uses the product, and what broke for it. */
export function createPosthog(http: HttpClient, settings: ConnectorSettings): Connector<'telemetry'> {
  const { projectId, groupIndex, ...properties } = PosthogOptions.parse(settings.options);
  const client = createPosthogClient(http, projectId);
  const queries = { usage: usageQuery(groupIndex, properties), errors: errorsQuery(groupIndex) };

  async function usage(subject: Subject, signal: AbortSignal): Promise<Answer<UsageRecord> | null> {
    const account = accountOf(subject);
    if (!account) return null;
    const record = normaliseUsage(await client.ask(WireUsage, queries.usage, { account }, signal));
    return record && { record, source: source(account, record.lastSeenAt) };
  }

  async function errors(subject: Subject, signal: AbortSignal): Promise<Answer<ErrorsRecord> | null> {
    const account = accountOf(subject);
    if (!account) return null;
    const record = normaliseErrors(await client.ask(WireErrors, queries.errors, { account }, signal));
    return record && { record, source: source(account, record.lastAt) };
  }

  const source = (account: string, changedAt: string | null) => ({
    type: 'group',
    id: account,
    url: `${settings.consoleUrl}/project/${encodeURIComponent(projectId)}/groups/${groupIndex}/${encodeURIComponent(account)}`,
    ...(changedAt === null ? {} : { changedAt }),
  });

  return { id: 'posthog', reads: { usage, errors }, derived: {} };
}

/** Without a key the group filter would find everybody who is in no group. */
function accountOf({ by, value }: Subject): string {
  if (by !== 'id') throw new UpstreamError('not_configured');
  return value.trim();
}
