import type { ReviewPage } from '@sidelight/shared/sync/review.ts';
import type { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import {
  DecideRequest,
  FieldApplyRequest,
  FieldPatchRequest,
  LettersRequest,
  PauseRequest,
  ReplayRequest,
  ReviewsRequest,
  RuleApplyRequest,
  RulePatchRequest,
  RunRequest,
  SwitchRequest,
  UndoRequest,
  UnpairedRequest,
} from '@sidelight/shared/sync/sync-request.ts';
import type { RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { AuditDetails, OnRecord } from '../audit/ports.ts';
import type { Doer } from '../sync/desk/commands.ts';
import { customersInLetters, customersInReport, customersInReviews } from '../sync/desk/customers-shown.ts';
import type { SyncDesk } from '../sync/desk/desk.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordLook, RecordOf } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

type SyncAction =
  | 'sync.decided'
  | 'sync.undone'
  | 'sync.compared'
  | 'sync.switched'
  | 'sync.replayed'
  | 'sync.rule_changed'
  | 'sync.paused'
  | 'sync.field_added';

export interface SyncRouteDeps {
  /** Undefined where the map keeps nothing in agreement. Made when it is first asked for. */
  desk(): SyncDesk | undefined;
  /** The person's name, stored with what they decide. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly look: RecordLook<'sync.viewed'>;
  readonly recordOf: RecordOf<SyncAction>;
  now(): number;
}

const TIMEOUT_MS = 3000;
const FILE_MS = 10_000;

interface Asked {
  readonly desk: SyncDesk;
  readonly session: Session;
  readonly body: unknown;
}
interface Told extends Asked {
  readonly record: OnRecord;
  /** Who does it. */
  doer(): Promise<Doer>;
}

/** `/v1/sync`: leads see it and decide what waits, admins switch, compare, try again and change rules. */
export function syncRoute({ desk: open, nameOf, look: seen, recordOf, now }: SyncRouteDeps): Router {
  const only =
    (...roles: readonly Session['role'][]): RequestHandler =>
    (_req, res, next) =>
      roles.includes(sessionOf(res).role) ? next() : sendProblem(res, 'not_allowed');
  const admins = only('admin');

  /** `whose`: the customers whose values it shows; that is on record before they leave. */
  const read =
    <A extends object>(
      answer: (desk: SyncDesk, session: Session, query: unknown) => Promise<A>,
      none?: () => A,
      whose?: (answer: A) => readonly AuditDetails[],
    ): RequestHandler =>
    async (req, res) => {
      const [desk, session] = [open(), sessionOf(res)];
      const found = desk ? await answer(desk, session, req.query) : none?.();
      if (!found) return sendProblem(res, 'not_found');
      if (whose) await seen('sync.viewed', session, requestIdOf(res), whose(found));
      res.set('cache-control', 'no-store').json(found);
    };
  const look =
    (run: (asked: Asked) => Promise<object>): RequestHandler =>
    async (req, res) => {
      const desk = open();
      if (!desk) return sendProblem(res, 'not_found');
      res.set('cache-control', 'no-store').json(await run({ desk, session: sessionOf(res), body: req.body }));
    };
  /** On record where it was done: one that was refused has changed nothing. */
  const command = (action: SyncAction, run: (told: Told) => Promise<{ readonly kind: string }>): RequestHandler => {
    return async (req, res) => {
      const [desk, session] = [open(), sessionOf(res)];
      if (!desk) return sendProblem(res, 'not_found');
      const record = recordOf(action, session, requestIdOf(res));
      const doer = async () => ({ by: await nameOf(session, AbortSignal.timeout(TIMEOUT_MS)), record });
      const answer = await run({ desk, session, body: req.body, record, doer });
      if (answer.kind === 'done') await record.settle();
      res.set('cache-control', 'no-store').json(answer);
    };
  };

  const nothing = (): SyncReport => ({
    ...{ at: new Date(now()).toISOString(), systems: { left: 'CRM', right: 'Helpdesk' } },
    ...{ isInMap: false, canChangeMap: false, objects: [] },
  });
  const noItems: ReviewPage = { items: [], decided: [] };

  return routes()
    .use(only('lead', 'admin'), jsonBody('64kb'))
    .get(
      '/',
      read((desk, session) => desk.report(session), nothing, customersInReport),
    )
    .get(
      '/reviews',
      read(
        (desk, session, query) => desk.reviews(session, ReviewsRequest.parse(query)),
        () => noItems,
        customersInReviews,
      ),
    )
    .get(
      '/letters',
      read(
        (desk, session, query) => desk.letters(session, LettersRequest.parse(query)),
        () => ({ letters: [], isMore: false }),
        customersInLetters,
      ),
    )
    .get(
      '/unpaired',
      read((desk, session, query) => desk.unpaired(session, UnpairedRequest.parse(query))),
    )
    .get(
      '/fields',
      read(
        (desk, session) => desk.proposals(session),
        () => ({ proposals: [] }),
      ),
    )
    .post(
      '/fields/patch',
      look(({ desk, body }) => desk.fieldPatch(FieldPatchRequest.parse(body), AbortSignal.timeout(FILE_MS))),
    )
    .post(
      '/fields',
      admins,
      command('sync.field_added', ({ desk, body, record }) =>
        desk.addField(FieldApplyRequest.parse(body), record, AbortSignal.timeout(FILE_MS)),
      ),
    )
    .post(
      '/reviews',
      command('sync.decided', async ({ desk, session, body, doer }) => {
        const request = DecideRequest.parse(body);
        return desk.decide(session, await doer(), request);
      }),
    )
    .post(
      '/reviews/undo',
      command('sync.undone', async ({ desk, session, body, doer }) => {
        const { ids } = UndoRequest.parse(body);
        return desk.undo(session, await doer(), ids);
      }),
    )
    .post(
      '/rule/patch',
      look(({ desk, body }) => desk.patch(RulePatchRequest.parse(body), AbortSignal.timeout(FILE_MS))),
    )
    .post(
      '/rule',
      admins,
      command('sync.rule_changed', ({ desk, body, record }) =>
        desk.apply(RuleApplyRequest.parse(body), record, AbortSignal.timeout(FILE_MS)),
      ),
    )
    .post(
      '/runs',
      admins,
      command('sync.compared', async ({ desk, body, doer }) => {
        const request = RunRequest.parse(body);
        return desk.run(await doer(), request);
      }),
    )
    .post(
      '/runs/pause',
      admins,
      command('sync.paused', async ({ desk, body, doer }) => {
        const request = PauseRequest.parse(body);
        return desk.pause(await doer(), request);
      }),
    )
    .post(
      '/switch',
      admins,
      command('sync.switched', async ({ desk, body, doer }) => {
        const request = SwitchRequest.parse(body);
        return desk.switchTo(await doer(), request);
      }),
    )
    .post(
      '/replay',
      admins,
      command('sync.replayed', async ({ desk, body, doer }) => {
        const request = ReplayRequest.parse(body);
        return desk.replay(await doer(), request);
      }),
    );
}
