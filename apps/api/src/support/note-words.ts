import type { HealthScore } from '@sidelight/shared/map/health-score.ts';
import type { TicketStatus } from './ticket-fact.ts';

interface NoteWords {
  readonly ticket: string;
  readonly created: string;
  readonly category: string;
  readonly status: string;
  readonly agent: string;
  readonly firstReply: string;
  readonly resolution: string;
  readonly rating: string;
  readonly ratings: Readonly<Record<'good' | 'bad', string>>;
  readonly statuses: Readonly<Record<TicketStatus, string>>;
  readonly deleted: string;
  readonly none: string;
  readonly units: readonly [day: string, hour: string, minute: string];
}

/** What notes in the CRM are written with. */
export const noteWords: Readonly<Record<HealthScore['language'], NoteWords>> = {
  en: {
    ...{ ticket: 'Ticket', created: 'Created', category: 'Category', status: 'Status', agent: 'Agent' },
    ...{ firstReply: 'First reply after', resolution: 'Solved after', rating: 'Rating', none: 'none' },
    ratings: { good: 'good', bad: 'bad' },
    statuses: { new: 'new', open: 'open', pending: 'pending', hold: 'on hold', solved: 'solved', closed: 'closed' },
    deleted: 'was deleted in the helpdesk',
    units: ['d', 'h', 'min'],
  },
  de: {
    ...{ ticket: 'Ticket', created: 'Erstellt', category: 'Kategorie', status: 'Status', agent: 'Bearbeitung' },
    ...{ firstReply: 'Erste Antwort nach', resolution: 'Gelöst nach', rating: 'Bewertung', none: 'niemand' },
    ratings: { good: 'gut', bad: 'schlecht' },
    statuses: {
      ...{ new: 'neu', open: 'offen', pending: 'wartend', hold: 'angehalten' },
      ...{ solved: 'gelöst', closed: 'geschlossen' },
    },
    deleted: 'wurde im Helpdesk gelöscht',
    units: ['Tg.', 'Std.', 'Min.'],
  },
};
