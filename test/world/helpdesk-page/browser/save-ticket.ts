import type { Ticket } from '../workspace.ts';
import type { AppFrame } from './app-frame.ts';
import type { Server } from './server.ts';

export interface Comment {
  readonly text: string;
  readonly isPublic: boolean;
  readonly authorId: number;
}

/** A change of requester is only in the form until now. */
const isOthers = (ticket: Ticket, before: Ticket) =>
  ticket.requester?.id !== before.requester?.id || ticket.organization?.id !== before.organization?.id;

const whose = ({ requester, organization }: Ticket) => ({
  requester_id: requester && Number(requester.id),
  organization_id: organization && Number(organization.id),
});

export type Saved = { readonly id: string } | { readonly refusal: string };

/**
 * Saves as the helpdesk does: the app may object first, and hears how it went.
 * Without an id the ticket is created. `before`: as it was last saved.
 */
export async function saveTicket(
  server: Server,
  app: Pick<AppFrame, 'askToSave' | 'emit'>,
  id: string | null,
  ticket: Ticket,
  before: Ticket,
  comment: Comment,
  signal: AbortSignal,
): Promise<Saved> {
  app.emit('ticket.submit.start', {});
  const settle = (outcome: Saved) => {
    app.emit('refusal' in outcome ? 'ticket.submit.fail' : 'ticket.submit.done', {});
    app.emit('ticket.submit.always', {});
    return outcome;
  };
  const objection = await app.askToSave();
  if (objection !== undefined) return settle({ refusal: `Not saved. The app objected: ${objection}` });

  const { text, isPublic, authorId } = comment;
  const body = text ? { comment: { body: text, public: isPublic, author_id: authorId } } : {};
  try {
    if (id !== null) {
      await server.updateTicket(
        id,
        { status: ticket.status, ...(isOthers(ticket, before) && whose(ticket)), ...body },
        signal,
      );
      return settle({ id });
    }
    const requester = ticket.requester ? { requester_id: Number(ticket.requester.id) } : {};
    const organization = ticket.organization ? { organization_id: Number(ticket.organization.id) } : {};
    const created = { subject: ticket.subject || 'No subject', status: ticket.status, tags: ticket.tags };
    return settle({ id: await server.createTicket({ ...created, ...requester, ...organization, ...body }, signal) });
  } catch {
    return settle({ refusal: 'Not saved: the helpdesk’s API refused or did not answer.' });
  }
}
