import type { Onboarding } from '@sidelight/shared/customer/onboarding.ts';
import {
  type CorrectAnswer,
  CorrectRequest,
  CorrectUndoRequest,
  type TicketFields,
} from '@sidelight/shared/customer/synced-fields.ts';
import type { RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import type { Subjects, TicketFieldDesk } from '../sync/desk/ticket-fields.ts';
import { sessionOf } from './authenticate.ts';
import { confirmedTicket, type TicketOf } from './confirmed-ticket.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import type { RecordOf, RecordView } from './record-of.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';

export interface TicketFieldsRouteDeps {
  /** Undefined where the map keeps nothing in agreement. */
  desk(): TicketFieldDesk | undefined;
  /** Whom the helpdesk says that a ticket is about. */
  readonly subjectsOf: TicketOf<Subjects>;
  readonly onboarding: Pick<OnboardingLists, 'read'>;
  /** The person's name, stored with what they put right. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly view: RecordView<'sync.viewed'>;
  readonly recordOf: RecordOf<'sync.corrected' | 'sync.correction_undone'>;
  now(): number;
}

interface Asked {
  readonly desk: TicketFieldDesk;
  readonly session: Session;
  readonly subjects: Subjects;
  readonly body: unknown;
  readonly signal: AbortSignal;
  /** The row of what they change. */
  recordOf(action: 'sync.corrected' | 'sync.correction_undone'): OnRecord;
}
type Handler = RequestHandler<{ ticket: string }>;

const TIMEOUT_MS = 3000;
/** What is done may still be taken back for some days. */
const DONE_SHOWN_MS = 7 * 86_400_000;

/** `/v1/tickets/:ticket/fields`: what both sides hold of the customer on a ticket, and a narrow way to correct it. */
export function ticketFieldsRoute({
  desk: open,
  subjectsOf,
  onboarding,
  nameOf,
  view,
  recordOf,
  now,
}: TicketFieldsRouteDeps): Router {
  const handle =
    (run: (asked: Asked) => Promise<CorrectAnswer | TicketFields>): Handler =>
    async (req, res) => {
      const { ticket } = req.params;
      const [desk, session] = [open(), sessionOf(res)];
      if (!desk) return sendProblem(res, 'not_found');
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const subjects = await confirmedTicket(res, ticket, subjectsOf, signal);
      if (!subjects) return;
      const of = { ticketId: ticket, requesterId: subjects.contact };
      const begin: Asked['recordOf'] = (action) => recordOf(action, session, requestIdOf(res), of);
      const answer = await run({ desk, session, subjects, body: req.body, signal, recordOf: begin });
      // What was refused says what stands there instead.
      const isViewed = 'records' in answer ? answer.records.length > 0 : answer.kind === 'refused' && answer.field;
      if (isViewed) await view('sync.viewed', session, requestIdOf(res), of);
      res.set('cache-control', 'no-store').json(answer);
    };

  async function openList(organizationId: string, locale: string): Promise<Onboarding | undefined> {
    const list = await onboarding.read(organizationId, locale);
    const isShown = ({ doneAt }: Onboarding['items'][number]) =>
      doneAt === undefined || now() - Date.parse(doneAt) < DONE_SHOWN_MS;
    return list?.items.some(isShown) ? list : undefined;
  }
  const read = async ({ desk, session, subjects }: Asked): Promise<TicketFields> => {
    const [found, list] = await Promise.all([
      desk.read(session, subjects),
      subjects.company === undefined ? undefined : openList(subjects.company, session.locale),
    ]);
    return { ...found, ...(list && { onboarding: list }) };
  };
  return routes()
    .get('/:ticket/fields', handle(read))
    .post(
      '/:ticket/fields',
      jsonBody('16kb'),
      handle(async ({ desk, session, subjects, body, signal, recordOf: begin }) => {
        const request = CorrectRequest.parse(body);
        return desk.correct(session, await nameOf(session, signal), subjects, request, begin('sync.corrected'));
      }),
    )
    .post(
      '/:ticket/fields/undo',
      jsonBody('1kb'),
      handle(({ desk, session, subjects, body, recordOf: begin }) =>
        desk.undo(session, subjects, CorrectUndoRequest.parse(body).id, begin('sync.correction_undone')),
      ),
    );
}
