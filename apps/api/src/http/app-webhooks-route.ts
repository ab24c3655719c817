import { AppWebhookRequest, type AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import type { RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { SetupOfAppWebhooks } from '../setup/app-webhooks.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface AppWebhooksRouteDeps extends SetupOfAppWebhooks {
  /** The person's name, kept with the secret. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly recordOf: RecordOf<'webhook.key_set' | 'webhook.key_removed'>;
  now(): number;
}

const TIMEOUT_MS = 8000;

/** `/v1/setup/webhooks`, for admins: webhooks of vendors' own apps, and their secrets, which never come back. */
export function appWebhooksRoute({ list, alarms, setSecret, nameOf, recordOf, now }: AppWebhooksRouteDeps): Router {
  const adminsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'admin' ? next() : sendProblem(res, 'not_allowed');

  const read: RequestHandler = async (_req, res) => {
    const { locale } = sessionOf(res);
    const [webhooks, wrong] = await Promise.all([list(locale), alarms(locale)]);
    const answer: AppWebhooks = { at: new Date(now()).toISOString(), webhooks, alarms: wrong };
    res.set('cache-control', 'no-store').json(answer);
  };
  const set: RequestHandler<{ system: string }> = async (req, res) => {
    const { signingKey } = AppWebhookRequest.parse(req.body);
    const session = sessionOf(res);
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const by = await nameOf(session, signal);
    const action = signingKey === null ? 'webhook.key_removed' : 'webhook.key_set';
    const record = recordOf(action, session, requestIdOf(res));
    const answer = await setSecret(req.params.system, signingKey, by, record, signal);
    if (answer === 'no_such_webhook') return sendProblem(res, 'not_found');
    res.set('cache-control', 'no-store').json(answer);
  };
  return routes().use(adminsOnly, jsonBody('16kb')).get('/', read).post('/:system', set);
}
