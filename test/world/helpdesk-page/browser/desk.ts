import type { ColorScheme } from '../host/ticket-properties.ts';
import type { PageSettings, Staff, Ticket } from '../workspace.ts';
import type { KnownPerson } from './properties-panel.ts';
import type { Server } from './server.ts';
import type { Tone } from './toasts.ts';

/** What every open ticket shares: who is at work, and the ways out of the ticket. */
export interface Desk {
  readonly settings: PageSettings;
  readonly server: Server;
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
