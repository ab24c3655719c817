import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Channel } from '@sidelight/api/alerts/channel.ts';
import { AlertMessage } from '@sidelight/api/alerts/message.ts';
import { requestFor } from '@sidelight/api/alerts/requests.ts';
import { type Alerting, createAlerting } from '@sidelight/api/composition/alerting.ts';
import { guardedConnect } from '@sidelight/api/connectors/http/guarded-connect.ts';
import type { PageReader } from '@sidelight/api/connectors/page-reader.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import type { Attempt } from '@sidelight/api/jobs/perform.ts';
import { alertQueue } from '@sidelight/api/jobs/queues.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { createAlertLog } from '@sidelight/api/store/alert-log.ts';
import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { createIncidentLog } from '@sidelight/api/store/incident-log.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { AlertFailure } from '@sidelight/shared/health/alert-failure.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type JobStage, openJobStage } from './job-stage.ts';
import { onEachDatabase } from './on-each-database.ts';
import { createRequestJudge } from './specs/request.ts';
import { startUpstream, type Upstream } from './upstream.ts';

const acme = requireTenant('acme');
const AT = '2026-11-24T10:00:00.000Z';
const MANY = 6;

interface Refusal {
  readonly channel: 'slack' | 'pagerduty' | 'webhook';
  readonly status: number;
  readonly body: string;
  readonly tries: number | 'goes on';
  readonly why: AlertFailure;
  readonly headers?: Record<string, string>;
}

/** The channels' own ways to refuse: getsentry/sentry#26741, kubereboot/kured#299, slackapi/slack-github-action#249. */
const refusals: readonly Refusal[] = [
  { channel: 'slack', status: 404, body: 'no_service', tries: 1, why: 'channel_gone' },
  { channel: 'slack', status: 404, body: 'channel_not_found', tries: 1, why: 'channel_gone' },
  { channel: 'slack', status: 410, body: 'channel_is_archived', tries: 1, why: 'channel_gone' },
  { channel: 'slack', status: 403, body: 'action_prohibited', tries: 1, why: 'channel_gone' },
  { channel: 'slack', status: 400, body: 'invalid_blocks', tries: 3, why: 'message_refused' },
  { channel: 'slack', status: 400, body: 'invalid_payload', tries: 3, why: 'message_refused' },
  { channel: 'slack', status: 500, body: 'rollup_error', tries: 'goes on', why: 'answers_with_errors' },
  {
    channel: 'slack',
    status: 429,
    body: '',
    tries: 'goes on',
    why: 'too_many_messages',
    headers: { 'retry-after': '40' },
  },
  { channel: 'pagerduty', status: 400, body: '{"status":"invalid event"}', tries: 1, why: 'message_refused' },
  { channel: 'pagerduty', status: 503, body: '', tries: 'goes on', why: 'answers_with_errors' },
  { channel: 'webhook', status: 410, body: '', tries: 1, why: 'channel_gone' },
  { channel: 'webhook', status: 404, body: '', tries: 1, why: 'channel_gone' },
  { channel: 'webhook', status: 403, body: '', tries: 3, why: 'message_refused' },
];

onEachDatabase('an alert that its channel', (open) => {
  let opened: OpenDatabase;
  let upstream: Upstream;
  let alerting: Alerting;
  let stage: JobStage;
  beforeAll(async () => {
    opened = await open();
    upstream = await startUpstream();
    const url = (path: string) => new URL(path, upstream.url);
    // No vendor's page is read here.
    const pages: PageReader = {
      read: () => Promise.reject(new UpstreamError('not_configured')),
      close: async () => {},
    };
    stage = await openJobStage(opened, [alertQueue]);
    alerting = createAlerting({
      connect: guardedConnect([url('/').host]),
      ...{ tenant: acme, db: opened.db, jobs: stage.jobs, statusPages: {}, pages, now: Date.now },
      map: await loadMap(join(import.meta.dirname, '../../map'), AbortSignal.timeout(10_000)),
      channels: [
        { kind: 'slack', name: 'slack', url: url('/services/T/B/x') },
        { kind: 'pagerduty', name: 'pagerduty', routingKey: '12345678', url: url('/v2/enqueue') },
        { kind: 'webhook', name: 'webhook', url: url('/hook'), secret: 'a secret of some length' },
      ],
    });
  });
  afterAll(async () => {
    await alerting.close();
    await stage.close();
    await upstream.stop();
    await opened.close();
  });

  /** What waits is due at once, whatever it was told to wait for. */
  async function deliverTimes(times: number): Promise<void> {
    const { outbox } = alerting;
    const handler = {
      run: (job: Attempt<{ alertId: string }>, signal: AbortSignal) => outbox.deliver(job.ids.alertId, job, signal),
    };
    for (let n = 0; n < times; n++) {
      await stage.makeDue();
      await stage.work(alertQueue, handler);
    }
  }
  async function alertOn(channel: string, once: string): Promise<{ incidentId: string; alertId: string }> {
    const incidents = createIncidentLog(opened.db);
    const incidentId = await incidents.open(acme, once, AT, [{ kind: 'opened', at: AT, state: 'down' }], undefined);
    const message: AlertMessage = {
      ...{ kind: 'incident', what: 'opened', incidentId: incidentId!, system: 'Billing', state: 'down' },
      ...{ since: AT, at: AT, breaks: [], openTickets: 1, agents: 1 },
    };
    const [alertId] = await createAlertLog(opened.db, stage.jobs).put(acme, [{ once, incidentId, channel, message }]);
    return { incidentId: incidentId!, alertId: alertId! };
  }

  it.each(refusals)('$channel answers with $status $body', async ({ channel, status, body, tries, why, headers }) => {
    upstream.behave((_, res) => void res.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body));
    const { incidentId, alertId } = await alertOn(channel, `${channel} ${status} ${body}`);
    const before = upstream.calls.length;
    await deliverTimes(MANY);
    const alert = await createAlertLog(opened.db, stage.jobs).find(acme, alertId);
    const timeline = (await createIncidentLog(opened.db).find(acme, incidentId))!.timeline;
    expect(upstream.calls.length - before).toBe(tries === 'goes on' ? MANY : tries);
    expect(alert).toMatchObject({ state: tries === 'goes on' ? 'waiting' : 'given_up', why });
    expect(timeline.at(-1)).toMatchObject({ kind: 'alert_failed', channel, why });
    expect(timeline.some(({ kind }) => kind === 'alerted')).toBe(false);
    expect(await alerting.outbox.stateOf(incidentId)).toEqual({ state: 'failed', channel, why });
    if (headers) expect(await stage.dueInMs()).toBeGreaterThan(30_000);
    await sql`update alerts set state = 'given_up' where state = 'waiting'`.execute(opened.db);
    await sql`delete from sidelight_jobs.job`.execute(opened.db);
  });

  it('has lost holds up no other, on it or beside it', async () => {
    upstream.behave((call, res) => void res.writeHead(call.path === '/hook' ? 204 : 404).end('no_service'));
    const gone = [await alertOn('slack', 'a'), await alertOn('slack', 'b')];
    const fine = await alertOn('webhook', 'c');
    await deliverTimes(1);
    const log = createAlertLog(opened.db, stage.jobs);
    const states = await Promise.all(
      [...gone, fine].map(async ({ alertId }) => {
        const alert = await log.find(acme, alertId);
        return typeof alert === 'object' ? alert.state : alert;
      }),
    );
    expect(states).toEqual(['given_up', 'given_up', 'sent']);
  });
});

const folder = process.env.VENDOR_SPECS ?? '';
const at = { at: AT };
const messages: Readonly<Record<string, unknown>> = {
  opened: {
    ...{
      kind: 'incident',
      what: 'opened',
      incidentId: 'i1',
      system: '&<😀'.repeat(900),
      state: 'down',
      since: AT,
      ...at,
    },
    ...{ breaks: ['Entitlement check'], openTickets: 1, agents: 2 },
  },
  closed: {
    ...{ kind: 'incident', what: 'closed', incidentId: 'i1', system: 'Billing', state: 'down', since: AT, ...at },
    ...{ breaks: [], openTickets: 0, agents: 0 },
  },
  field: { kind: 'field', what: 'new_value', field: 'plan.name', label: 'Plan', system: 'Billing', code: 'x', ...at },
  secret: { kind: 'secret', what: 'expired', system: 'CRM', name: 'token', expiresAt: AT, ...at },
  rollout: { kind: 'rollout', from: 'groups', to: 'pilot', system: 'Helpdesk', why: 'Too slow.', ...at },
  reveal: { kind: 'reveal', what: 'unusual', system: 'Helpdesk', userId: '9001', role: 'agent', count: 9, ...at },
};

if (folder === '') {
  test.skip('the channels’ documents: skipped, VENDOR_SPECS names no folder', () => {});
} else {
  const load = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const call = (path: string, body: unknown) => ({
    ...{ method: 'POST', path, query: new URLSearchParams(), headers: {}, body: JSON.parse(JSON.stringify(body)) },
  });

  describe('what is sent is what the channel describes', () => {
    it.each(Object.entries(messages))('to PagerDuty: %s', (_, message) => {
      const channel = Channel.parse({ kind: 'pagerduty', name: 'a', routingKey: '0'.repeat(32) });
      const { path, body } = requestFor(channel, AlertMessage.parse(message), '1', Date.parse(AT));
      // The document's server ends in /v2.
      expect(
        createRequestJudge(load('pagerduty/events-v2.openapi3.json'))(call(path.replace('/v2', ''), body)),
      ).toEqual([]);
    });

    it.each(Object.entries(messages))('to Slack: %s', (_, message) => {
      const channel = Channel.parse({ kind: 'slack', name: 'a', url: 'https://hooks.slack.com/services/T/B/x' });
      const { body } = requestFor(channel, AlertMessage.parse(message), '1', Date.parse(AT));
      // An incoming webhook takes the message of chat.postMessage without its channel: the document has the parts.
      const { definitions, paths } = load('slack/swagger2.trimmed.json');
      const described = paths['/chat.postMessage'].post.parameters.map(({ name }: { name: string }) => name);
      expect(Object.keys(body as object).filter((name) => !described.includes(name))).toEqual([]);
      const schema = { type: 'object', properties: { text: { type: 'string' }, blocks: definitions.blocks } };
      const content = { 'application/json': { schema } };
      const judge = createRequestJudge({ paths: { '/message': { post: { requestBody: { content } } } } });
      expect(judge(call('/message', body))).toEqual([]);
    });
  });
}
