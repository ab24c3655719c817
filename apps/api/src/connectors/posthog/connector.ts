import type { ErrorsRecord, PersonRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { Answer, Connector, ConnectorSettings, Subject } from '../port.ts';
import { UpstreamError } from '../upstream-error.ts';
import { createPosthogClient } from './client.ts';
import { normaliseErrors, normaliseUsage } from './normalise.ts';
import { PosthogOptions } from './options.ts';
import { flagsOf } from './person-flags.ts';
import { errorsQuery, personQuery, usageQuery } from './query.ts';
import { WireErrors, WirePersons, WireUsage } from './wire.ts';

/** PostHog: how an account uses the product, what broke for it, and what a person has agreed to there. */
export function createPosthog(http: HttpClient, settings: ConnectorSettings): Connector<'telemetry'> {
  const { projectId, groupIndex, emailProperty, ...properties } = PosthogOptions.parse(settings.options);
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

  async function person({ by, value }: Subject, signal: AbortSignal): Promise<Answer<PersonRecord> | null> {
    const names = settings.ask('person');
    if (by !== 'email' || names.length === 0) throw new UpstreamError('not_configured');
    const email = value.trim().toLowerCase();
    if (!email) return null;
    const found = await client.ask(WirePersons, personQuery(emailProperty, names), { email }, signal);
    const [first] = found.results;
    if (!first) return null;
    const [id] = first;
    const url = `${projectUrl}/persons/${encodeURIComponent(id)}`;
    return { record: { flags: flagsOf(found, names) }, source: { type: 'person', id, url } };
  }

  const projectUrl = `${settings.consoleUrl}/project/${encodeURIComponent(projectId)}`;
  const source = (account: string, changedAt: string | null) => ({
    type: 'group',
    id: account,
    url: `${projectUrl}/groups/${groupIndex}/${encodeURIComponent(account)}`,
    ...(changedAt === null ? {} : { changedAt }),
  });

  return { id: 'posthog', reads: { usage, errors, person }, derived: {} };
}

/** Without a key the group filter would find everybody who is in no group. */
function accountOf({ by, value }: Subject): string {
  if (by !== 'id') throw new UpstreamError('not_configured');
  return value.trim();
}
