import type { Onboarding } from '@sidelight/shared/customer/onboarding.ts';
import {
  type CorrectAnswer,
  CorrectRequest,
  CorrectUndoRequest,
  type TicketFields,
} from '@sidelight/shared/customer/synced-fields.ts';
import { type RequestHandler, Router } from 'express';
import type { Session } from '../access/session.ts';
import type { OnboardingLists } from '../sync/customer/onboarding.ts';
import type { Subjects, TicketFieldDesk } from '../sync/desk/ticket-fields.ts';
import { sessionOf } from './authenticate.ts';
import { confirmedTicket, type TicketOf } from './confirmed-ticket.ts';
import { jsonBody } from './json-body.ts';
import { sendProblem } from './problem.ts';
import { requestIdOf } from './request-id.ts';

export interface TicketFieldsRouteDeps {
  /** Undefined where the map keeps nothing in agreement. */
  desk(): TicketFieldDesk | undefined;
  /** Whom the helpdesk says that a ticket is about. */
  readonly subjectsOf: TicketOf<Subjects>;
  readonly onboarding: Pick<OnboardingLists, 'read'>;
  /** The person's name, stored with what they put right. */
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  audit(
    action: 'sync.viewed' | 'sync.corrected' | 'sync.correction_undone',
    session: Session,
    requestId: string,
    ticketId: string,
  ): Promise<void>;
  now(): number;
}

interface Asked {
  readonly desk: TicketFieldDesk;
  readonly session: Session;
  readonly subjects: Subjects;
  readonly body: unknown;
  readonly signal: AbortSignal;
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
  audit,
  now,
}: TicketFieldsRouteDeps): Router {
  const handle =
    <A>(run: (asked: Asked) => Promise<A>, actionOf: (answer: A) => Parameters<typeof audit>[0] | undefined): Handler =>
    async (req, res) => {
      const { ticket } = req.params;
      const [desk, session] = [open(), sessionOf(res)];
      if (!desk) return sendProblem(res, 'not_found');
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const subjects = await confirmedTicket(res, ticket, subjectsOf, signal);
      if (!subjects) return;
      const answer = await run({ desk, session, subjects, body: req.body, signal });
      const action = actionOf(answer);
      if (action) await audit(action, session, requestIdOf(res), ticket);
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
  const done =
    <T extends 'sync.corrected' | 'sync.correction_undone'>(action: T) =>
    ({ kind }: CorrectAnswer) =>
      kind === 'done' ? action : undefined;

  return Router()
    .get(
      '/:ticket/fields',
      handle(read, ({ records }) => (records.length > 0 ? 'sync.viewed' : undefined)),
    )
    .post(
      '/:ticket/fields',
      jsonBody('16kb'),
      handle(async ({ desk, session, subjects, body, signal }) => {
        const request = CorrectRequest.parse(body);
        return desk.correct(session, await nameOf(session, signal), subjects, request);
      }, done('sync.corrected')),
    )
    .post(
      '/:ticket/fields/undo',
      jsonBody('1kb'),
      handle(
        ({ desk, session, subjects, body }) => desk.undo(session, subjects, CorrectUndoRequest.parse(body).id),
        done('sync.correction_undone'),
      ),
    );
}
