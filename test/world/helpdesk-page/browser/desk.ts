import type { ColorScheme } from '../host/ticket-properties.ts';
import type { Staff, Ticket } from '../workspace.ts';
import type { FrameDesk } from './app-frame.ts';
import type { KnownPerson } from './properties-panel.ts';
import type { Tone } from './toasts.ts';

/** What every open ticket shares: who is at work, and the ways out of the ticket. */
export interface Desk extends FrameDesk {
  readonly people: readonly KnownPerson[];
  agent(): Staff;
  colorScheme(): ColorScheme;
  toast(text: string, tone: Tone, isSticky?: boolean): void;
  goToTicket(id: string): void;
  /** A new ticket was saved: its tab becomes that ticket's. */
  replaceTab(key: string, ticket: Ticket): void;
  /** A tab's title or its app's state is not what it was. */
  refresh(): void;
}
