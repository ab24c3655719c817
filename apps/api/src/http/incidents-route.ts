import type { MaintenanceAnswer } from '@sidelight/shared/health/planned.ts';
import {
  AssignRequest,
  ExpectRequest,
  MaintenanceRequest,
  NoteRequest,
  PLAN_AHEAD_MS,
  ReplanRequest,
  TimelineRequest,
} from '@sidelight/shared/health/request.ts';
import type { People } from '@sidelight/shared/health/touched.ts';
import type { RequestHandler, Response, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { Answers } from '../health/answers.ts';
import type { Incidents, Outcome } from '../health/incidents.ts';
import type { Plans } from '../health/plans.ts';
import type { StatusBoard } from '../health/status.ts';
import type { TagTouched } from '../health/tag-touched.ts';
import type { TouchedLists } from '../health/touched.ts';
import type { Warnings } from '../health/warnings.ts';
import { sessionOf } from './authenticate.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { sendReadable } from './readable.ts';
import type { RecordLook, RecordOf, RecordView } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';
import { customersSeen, ticketsSeen } from './tickets-seen.ts';

type Seen = 'incident.answers_viewed' | 'incident.exported' | 'incident.tickets_viewed';
type Changed =
  | 'incident.acknowledged'
  | 'incident.assigned'
  | 'incident.noted'
  | 'incident.expected'
  | 'incident.declared'
  | 'incident.answer_handled'
  | 'incident.answer_reopened'
  | 'incident.planned'
  | 'incident.replanned'
  | 'incident.unplanned'
  | 'incident.tagged'
  | 'incident.ended';

export interface IncidentsRouteDeps {
  readonly board: StatusBoard;
  readonly incidents: Incidents;
  readonly plans: Plans;
  readonly warnings: Warnings;
  isSystem(system: string): boolean;
  readonly answers: Pick<Answers, 'report' | 'handle' | 'reopen'>;
  readonly touched: Pick<TouchedLists, 'byIncident'>;
  readonly tagTouched: TagTouched;
  people(): Promise<string[]>;
  /** As Markdown; undefined where there is no such incident. */
  postMortem(id: string, locale: string): Promise<string | undefined>;
  /** The person's name, for the timeline. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly view: RecordView<Seen>;
  readonly look: RecordLook<Seen>;
  readonly recordOf: RecordOf<Changed>;
  /** What has been written is shown at once, not at the next tick. */
  refresh(): Promise<void>;
  now(): number;
}

const TIMEOUT_MS = 3000;
/** A person waits for it, and the helpdesk writes. */
const TAG_MS = 14_000;
const FULL = 'It holds as many notes and acknowledgements as fit. Go on where your team keeps its incidents.';
const sayFull = (res: Response) => sendProblem(res, 'too_large', ['timeline'], FULL);

/** What leads and admins do about an incident. */
export function incidentsRoute(deps: IncidentsRouteDeps): Router {
  interface Asked {
    readonly by: string;
    readonly body: unknown;
    readonly session: Session;
    readonly record: OnRecord;
  }
  const change =
    (action: Changed, command: (id: string, asked: Asked) => Promise<Outcome>): RequestHandler<{ id: string }> =>
    async (req, res) => {
      const session = sessionOf(res);
      const by = await deps.nameOf(session, AbortSignal.timeout(TIMEOUT_MS));
      const record = deps.recordOf(action, session, requestIdOf(res), { about: req.params.id });
      const outcome = await command(req.params.id, { by, body: req.body, session, record });
      if (outcome === 'full') return sayFull(res);
      if (outcome !== 'done') return sendProblem(res, outcome === 'not_found' ? 'not_found' : 'not_allowed');
      await record.settle();
      await deps.refresh();
      res.status(204).end();
    };
  const leadsOnly: RequestHandler = (_req, res, next) =>
    sessionOf(res).role === 'agent' ? sendProblem(res, 'not_allowed') : next();

  const isAhead = (startsAt: string): boolean => {
    const aheadMs = Date.parse(startsAt) - deps.now();
    return aheadMs > 0 && aheadMs <= PLAN_AHEAD_MS;
  };
  const declare: RequestHandler = async (req, res) => {
    const { system, minutes, text = '', startsAt } = MaintenanceRequest.parse(req.body);
    if (!deps.isSystem(system)) return sendProblem(res, 'bad_request', ['system']);
    const session = sessionOf(res);
    const by = await deps.nameOf(session, AbortSignal.timeout(TIMEOUT_MS));
    if (startsAt !== undefined) {
      if (!isAhead(startsAt)) return sendProblem(res, 'bad_request', ['startsAt']);
      const record = deps.recordOf('incident.planned', session, requestIdOf(res));
      const id = await deps.plans.add({ system, minutes, startsAt, by, text }, record);
      if (id === undefined) return sayFull(res);
      return void res.status(201).json({ id } satisfies MaintenanceAnswer);
    }
    const record = deps.recordOf('incident.declared', session, requestIdOf(res));
    const stored = await deps.incidents.declare(system, minutes, text || undefined, by, record);
    if (stored === 'full') return sayFull(res);
    const incident = stored && (await deps.board.find(stored.id, session));
    if (!incident) return sendProblem(res, 'internal');
    await deps.refresh();
    res.status(201).json(incident);
  };
  const replan: RequestHandler<{ id: string }> = async (req, res) => {
    const { startsAt, minutes, text = '' } = ReplanRequest.parse(req.body);
    if (!isAhead(startsAt)) return sendProblem(res, 'bad_request', ['startsAt']);
    const session = sessionOf(res);
    const by = await deps.nameOf(session, AbortSignal.timeout(TIMEOUT_MS));
    const record = deps.recordOf('incident.replanned', session, requestIdOf(res));
    if (!(await deps.plans.change(req.params.id, { startsAt, minutes, text, by }, record)))
      return sendProblem(res, 'not_found');
    res.status(204).end();
  };
  const unplan: RequestHandler<{ id: string }> = async (req, res) => {
    const record = deps.recordOf('incident.unplanned', sessionOf(res), requestIdOf(res));
    if (!(await deps.plans.remove(req.params.id, record))) return sendProblem(res, 'not_found');
    res.status(204).end();
  };
  const answers: RequestHandler<{ id: string }> = async (req, res) => {
    const session = sessionOf(res);
    const found = await deps.answers.report(req.params.id, session.locale);
    if (!found) return sendProblem(res, 'not_found');
    // It holds what agents were shown, of customers.
    await deps.view('incident.answers_viewed', session, requestIdOf(res), { about: found.incidentId });
    await deps.look('incident.answers_viewed', session, requestIdOf(res), ticketsSeen(found.tickets, found.incidentId));
    sendReadable(res, found);
  };

  const handled: RequestHandler<{ id: string; ticket: string }> = async (req, res) => {
    const session = sessionOf(res);
    const { id, ticket } = req.params;
    const by = await deps.nameOf(session, AbortSignal.timeout(TIMEOUT_MS));
    const record = deps.recordOf('incident.answer_handled', session, requestIdOf(res), { ticketId: ticket, about: id });
    if (!(await deps.answers.handle(id, ticket, by, record))) return sendProblem(res, 'not_found');
    res.status(204).end();
  };

  const reopened: RequestHandler<{ id: string; ticket: string }> = async (req, res) => {
    const { id, ticket } = req.params;
    const record = deps.recordOf('incident.answer_reopened', sessionOf(res), requestIdOf(res), {
      ticketId: ticket,
      about: id,
    });
    if (!(await deps.answers.reopen(id, ticket, record))) return sendProblem(res, 'not_found');
    res.status(204).end();
  };

  const touched: RequestHandler<{ id: string }> = async (req, res) => {
    const found = await deps.touched.byIncident(req.params.id);
    if (!found) return sendProblem(res, 'not_found');
    await deps.look('incident.tickets_viewed', sessionOf(res), requestIdOf(res), customersSeen(found, req.params.id));
    sendReadable(res, found);
  };

  const tag: RequestHandler<{ id: string }> = async (req, res) => {
    const session = sessionOf(res);
    const signal = AbortSignal.timeout(TAG_MS);
    const by = await deps.nameOf(session, signal);
    const record = deps.recordOf('incident.tagged', session, requestIdOf(res));
    const answer = await deps.tagTouched(req.params.id, by, record, signal);
    if (answer === 'full') return sayFull(res);
    if (typeof answer === 'string') return sendProblem(res, answer === 'not_found' ? 'not_found' : 'not_allowed');
    if (answer.isDone && answer.tickets > 0) await deps.refresh();
    res.json(answer);
  };

  const people: RequestHandler = async (_req, res) => {
    sendReadable(res, { names: await deps.people() } satisfies People);
  };

  const postMortem: RequestHandler<{ id: string }> = async (req, res) => {
    const session = sessionOf(res);
    const text = await deps.postMortem(req.params.id, session.locale);
    if (text === undefined) return sendProblem(res, 'not_found');
    await deps.view('incident.exported', session, requestIdOf(res), { about: req.params.id });
    res.set('cache-control', 'no-store').type('text/markdown').send(text);
  };

  const page: RequestHandler<{ id: string }> = async (req, res) => {
    const found = await deps.incidents.page(req.params.id, TimelineRequest.parse(req.query).from);
    if (found) sendReadable(res, found);
    else sendProblem(res, 'not_found');
  };

  /** Whoever is answered `warn` counts as warned. */
  const warning: RequestHandler<{ id: string }> = async (req, res) => {
    const found = await deps.warnings.claim(req.params.id, sessionOf(res));
    if (found) sendReadable(res, found);
    else sendProblem(res, 'not_found');
  };

  return routes()
    .use(leadsOnly, jsonBody('4kb'))
    .post('/', declare)
    .post('/planned/:id', replan)
    .delete('/planned/:id', unplan)
    .get('/:id/answers', answers)
    .post('/:id/answers/:ticket/handled', handled)
    .delete('/:id/answers/:ticket/handled', reopened)
    .get('/people', people)
    .get('/:id/timeline', page)
    .get('/:id/touched', touched)
    .post('/:id/tag', tag)
    .get('/:id/post-mortem', postMortem)
    .post('/:id/warning', warning)
    .post(
      '/:id/acknowledge',
      change('incident.acknowledged', (id, { by, record }) => deps.incidents.acknowledge(id, by, record)),
    )
    .post(
      '/:id/note',
      change('incident.noted', (id, { by, body, record }) =>
        deps.incidents.note(id, NoteRequest.parse(body).text, by, record),
      ),
    )
    .post(
      '/:id/assign',
      change('incident.assigned', (id, { by, body, record }) =>
        deps.incidents.assign(id, AssignRequest.parse(body).to, by, record),
      ),
    )
    .post(
      '/:id/expect',
      change('incident.expected', (id, { by, body, record }) =>
        deps.incidents.expect(id, ExpectRequest.parse(body).minutes, by, record),
      ),
    )
    .post(
      '/:id/close',
      change('incident.ended', (id, { by, session, record }) =>
        deps.incidents.end(id, by, deps.board.read(session).systems, record),
      ),
    );
}
