import type { ComponentChildren } from 'preact';
import type { CardContext } from '../context.ts';
import { Later } from './later.tsx';

/** What links a ticket to a known issue, in the reader's language. */
export interface Reports {
  box(ticketId: string, issueId: string, title: string): ComponentChildren;
}
export type ReportPlace = (issueId: string, title: string, ctx: CardContext) => ComponentChildren;

/** How this ticket stands to a known issue, whose script is fetched by who unfolds one. A ticket without a number has no part in it. */
export const reportPlace =
  (load: () => Promise<Reports>, ticketOf: () => string | undefined): ReportPlace =>
  (issueId, title, ctx) => {
    const ticketId = ticketOf();
    return (
      ticketId && (
        <Later key={ticketId} ctx={ctx} load={load} draw={(reports) => reports.box(ticketId, issueId, title)} />
      )
    );
  };
