import { ConnectRequest } from '@sidelight/shared/setup/connection.ts';
import type { AtVendor, Disconnected } from '@sidelight/shared/setup/disconnected.ts';
import type { Setup } from '@sidelight/shared/setup/setup.ts';
import type { StoredKey, StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import type { RequestHandler, Response, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { AuditDetails, OnRecord } from '../audit/ports.ts';
import type { Admin, ConnectOutcome, ConnectRecords } from '../setup/connections.ts';
import type { HelpdeskWebhook } from '../setup/helpdesk-webhook.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface SetupRouteDeps {
  read(session: Session, signal: AbortSignal): Promise<Setup>;
  connect(
    connector: string,
    request: ConnectRequest,
    admin: Admin,
    records: ConnectRecords,
    signal: AbortSignal,
  ): Promise<ConnectOutcome>;
  /** Undefined when it was not connected here. */
  disconnect(connector: string, record: OnRecord, signal: AbortSignal): Promise<AtVendor | undefined>;
  /** Where the admin goes; undefined when this server has no OAuth client for it. */
  oauthUrl(connector: string, session: Session): Promise<string | undefined>;
  readonly webhook: Pick<HelpdeskWebhook, 'register' | 'test'>;
  /** Without their values. */
  keys(locale: string): Promise<StoredKey[]>;
  /** Rollout, previews, webhooks of vendors' own apps and whether agents are asked for, for admins too. */
  readonly rollout: Router;
  readonly preview: Router;
  readonly appWebhooks: Router;
  readonly agentCheck: Router;
  now(): number;
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly recordOf: RecordOf<'connection.tested' | 'connection.saved' | 'connection.removed' | 'webhook.registered'>;
}

const READ_MS = 5000;
/** A test asks a vendor several questions, and a person waits for it. */
const TEST_MS = 12_000;

/** What an admin reads and does on the setup page. */
export function setupRoute(deps: SetupRouteDeps): Router {
  const adminsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'admin' ? next() : sendProblem(res, 'not_allowed');
  /** Gone when the admin has gone: a test that nobody waits for is called off. */
  const waiting = (res: Response, ms: number) => {
    const gone = new AbortController();
    res.on('close', () => gone.abort());
    return AbortSignal.any([gone.signal, AbortSignal.timeout(ms)]);
  };

  const read: RequestHandler = async (_req, res) => {
    res.set('cache-control', 'no-store').json(await deps.read(sessionOf(res), waiting(res, READ_MS)));
  };
  const keys: RequestHandler = async (_req, res) => {
    const answer: StoredKeys = { at: new Date(deps.now()).toISOString(), keys: await deps.keys(sessionOf(res).locale) };
    res.set('cache-control', 'no-store').json(answer);
  };
  const connect: RequestHandler<{ connector: string }> = async (req, res) => {
    const request = ConnectRequest.parse(req.body);
    const session = sessionOf(res);
    const signal = waiting(res, TEST_MS);
    const admin = { id: session.userId, name: await deps.nameOf(session, signal), locale: session.locale };
    const { connector } = req.params;
    const recordOf = (action: 'connection.tested' | 'connection.saved') => {
      let made: OnRecord | undefined;
      return (sample: AuditDetails = {}) =>
        (made ??= deps.recordOf(action, session, requestIdOf(res), { ...sample, about: connector }));
    };
    const records = { tested: recordOf('connection.tested'), saved: recordOf('connection.saved') };
    const outcome = await deps.connect(connector, request, admin, records, signal);
    if (outcome === 'no_such_connector') return sendProblem(res, 'not_found');
    if (outcome === 'operator') return sendProblem(res, 'not_allowed');
    await (outcome.isSaved ? records.saved() : records.tested()).settle();
    res.set('cache-control', 'no-store').json(outcome);
  };
  const disconnect: RequestHandler<{ connector: string }> = async (req, res) => {
    const { connector } = req.params;
    const record = deps.recordOf('connection.removed', sessionOf(res), requestIdOf(res), { about: connector });
    // Not called off with the page: what is forgotten here has to be given back.
    const atVendor = await deps.disconnect(connector, record, AbortSignal.timeout(TEST_MS));
    if (!atVendor) return sendProblem(res, 'not_found');
    const answer: Disconnected = { atVendor };
    res.set('cache-control', 'no-store').json(answer);
  };
  const oauth: RequestHandler<{ connector: string }> = async (req, res) => {
    const url = await deps.oauthUrl(req.params.connector, sessionOf(res));
    if (url === undefined) sendProblem(res, 'not_found');
    else res.set('cache-control', 'no-store').json({ url });
  };
  const register: RequestHandler = async (_req, res) => {
    const session = sessionOf(res);
    const record = deps.recordOf('webhook.registered', session, requestIdOf(res));
    const answer = await deps.webhook.register(session.userId, record, waiting(res, TEST_MS));
    res.json(answer);
  };
  const test: RequestHandler = async (_req, res) => void res.json(await deps.webhook.test(waiting(res, TEST_MS)));

  return routes()
    .use(adminsOnly, jsonBody('16kb'))
    .get('/', read)
    .get('/keys', keys)
    .post('/connections/:connector', connect)
    .delete('/connections/:connector', disconnect)
    .post('/connections/:connector/oauth', oauth)
    .post('/webhook', register)
    .post('/webhook/test', test)
    .use('/webhooks', deps.appWebhooks)
    .use('/agent-check', deps.agentCheck)
    .use('/preview', deps.preview)
    .use('/rollout', deps.rollout);
}
