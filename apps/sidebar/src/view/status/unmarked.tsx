import type { UnmarkedTicket } from '@sidelight/shared/health/unmarked-ticket.ts';
import type { StatusContext } from './context.ts';

/** Tickets to look at by hand: nothing on them says that they were answered on unconfirmed values. */
export const unmarked = (tickets: readonly UnmarkedTicket[], { say, moment }: StatusContext) =>
  tickets.length > 0 && (
    <section class="recent">
      <h2 class="label">{say.ui.unmarked}</h2>
      {tickets.map(({ ticketId, reason, at }) => (
        <p key={ticketId + at}>
          <b>{ticketId}</b> {say.unmarked[reason]} <span class="quiet">{moment(at)}</span>
        </p>
      ))}
    </section>
  );
