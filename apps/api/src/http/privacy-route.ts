import type { ErasureReceipt } from '@sidelight/shared/privacy/erasure-receipt.ts';
import {
  type EraseAnswer,
  EraseRequest,
  ErasureRequest,
  type Erasures,
  type PrivacyReport,
  type Who,
  WhoRequest,
} from '@sidelight/shared/privacy/privacy-page.ts';
import type { RequestHandler, Response, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { PrivacyDesk } from '../privacy/desk.ts';
import type { Person } from '../privacy/person.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem, sendRefusal } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export type PrivacyAction = 'privacy.shown' | 'privacy.exported' | 'privacy.receipts_viewed';

export interface PrivacyRouteDeps {
  readonly desk: PrivacyDesk;
  /** A team of the map as people know it, in the language of whoever asks. */
  ownerName(team: string, locale: string): string;
  /** How long until they may look somebody up again; 0: now, which is counted. */
  take(session: Session): number;
  /** On record when it resolves. `person`: as marks alone. */
  audit(
    action: PrivacyAction,
    session: Session,
    requestId: string,
    of: { readonly person?: Person; readonly about?: string },
  ): Promise<void>;
  recordOf(
    action: 'privacy.erasure_asked',
    session: Session,
    requestId: string,
    of: { readonly person: Person; readonly about: string },
  ): OnRecord;
}

const TIMEOUT_MS = 5000;

/**
 * `/v1/privacy`, for admins: what is held about somebody, who looked, and their erasure. Asked with a body, so that
 * nobody's address stands in an address.
 */
export function privacyRoute({ desk, ownerName, take, audit, recordOf }: PrivacyRouteDeps): Router {
  const namesFor =
    ({ locale }: Session) =>
    (team: string) =>
      ownerName(team, locale);
  const adminsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'admin' ? next() : sendProblem(res, 'not_allowed');

  /** Whom it names; undefined where that was refused, which is said. */
  async function personOf(res: Response, who: Who): Promise<Person | undefined> {
    const waitMs = take(sessionOf(res));
    if (waitMs > 0) {
      sendRefusal(res, { ok: false, code: 'too_many_requests', retryAfterMs: waitMs });
      return undefined;
    }
    const person = await desk.find(who, AbortSignal.timeout(TIMEOUT_MS));
    if (typeof person === 'object') return person;
    sendProblem(res, person === 'unknown' ? 'not_found' : 'not_checked');
    return undefined;
  }

  const of =
    (
      action: 'privacy.shown' | 'privacy.exported',
      answer: (person: Person, session: Session) => Promise<object>,
    ): RequestHandler =>
    async (req, res) => {
      const { who } = WhoRequest.parse(req.body);
      const person = await personOf(res, who);
      if (!person) return;
      await audit(action, sessionOf(res), requestIdOf(res), { person, about: who.by });
      res.set('cache-control', 'no-store').json(await answer(person, sessionOf(res)));
    };
  const show = (person: Person, session: Session): Promise<PrivacyReport> => desk.show(person, namesFor(session));

  const erase: RequestHandler = async (req, res) => {
    const request = EraseRequest.parse(req.body);
    const [session, person] = [sessionOf(res), await personOf(res, request.who)];
    if (!person) return;
    res.set('cache-control', 'no-store');
    const notTyped: EraseAnswer = { kind: 'not_typed' };
    if (!desk.isTheirs(person, request.typed)) return void res.json(notTyped);
    const of = { person, about: request.reason };
    const record = recordOf('privacy.erasure_asked', session, requestIdOf(res), of);
    const answer: EraseAnswer = await desk.erase(person, request.reason, session.userId, record, namesFor(session));
    await record.settle();
    res.json(answer);
  };
  const erasures: RequestHandler = async (_req, res) => {
    await audit('privacy.receipts_viewed', sessionOf(res), requestIdOf(res), {});
    res.set('cache-control', 'no-store').json((await desk.erasures()) satisfies Erasures);
  };
  const erasure: RequestHandler = async (req, res) => {
    const found = await desk.erasure(ErasureRequest.parse(req.body).id, namesFor(sessionOf(res)));
    if (!found) return sendProblem(res, 'not_found');
    await audit('privacy.receipts_viewed', sessionOf(res), requestIdOf(res), { about: found.id });
    res.set('cache-control', 'no-store').json(found satisfies ErasureReceipt);
  };

  return routes()
    .use(adminsOnly, jsonBody('4kb'))
    .post('/show', of('privacy.shown', show))
    .post('/export', of('privacy.exported', desk.copy))
    .post('/erase', erase)
    .post('/erasures', erasures)
    .post('/erasure', erasure);
}
