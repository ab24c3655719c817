import type { Ticket, Upload } from '../workspace.ts';
import type { AlertsByNews } from './alerts-by-news.ts';

/** The page's own server said no, or somebody behind it did. */
export class ServerRefusal extends Error {
  override readonly name = 'ServerRefusal';
  readonly status: number;
  constructor(status: number) {
    super(`refused with ${status}`);
    this.status = status;
  }
}

export interface SignedEntry {
  readonly url: string;
  readonly token: string;
}

/** A page load to be signed, in the control port's words. */
export interface EntryRequest {
  readonly role: string;
  readonly locale: string;
  readonly location: string;
  readonly appGuid: string;
  readonly colorScheme: 'light' | 'dark';
}

export interface Server {
  tickets(signal: AbortSignal): Promise<readonly Ticket[]>;
  /** Undefined when the helpdesk has no such ticket. */
  ticket(id: string, signal: AbortSignal): Promise<Ticket | undefined>;
  sign(entry: EntryRequest, signal: AbortSignal): Promise<SignedEntry>;
  isApiUp(signal: AbortSignal): Promise<boolean>;
  /** The fault each system has now, by system. */
  faults(signal: AbortSignal): Promise<Readonly<Record<string, { readonly kind: string }>>>;
  setFault(system: string, fault: { readonly kind: string }, signal: AbortSignal): Promise<void>;
  clearFault(system: string, signal: AbortSignal): Promise<void>;
  clearFaults(signal: AbortSignal): Promise<void>;
  /** Requests received, by system. */
  calls(signal: AbortSignal): Promise<Readonly<Record<string, number>>>;
  clearCalls(signal: AbortSignal): Promise<void>;
  /** A customer pays, or does not: what their ticket's payment becomes. */
  setPayment(ticketId: string, now: 'paid' | 'overdue', signal: AbortSignal): Promise<void>;
  /** No fault, customers as the world began, and this ticket as if nobody had answered it. */
  beginAgain(ticketId: string, signal: AbortSignal): Promise<void>;
  /** What owners of systems were told. */
  alerts(signal: AbortSignal): Promise<AlertsByNews>;
  updateTicket(id: string, change: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<void>;
  /** What the marketplace's check says of a package. */
  uploadApp(zip: Blob, signal: AbortSignal): Promise<Upload>;
  installApp(id: string, signal: AbortSignal): Promise<void>;
  uninstallApp(id: string, signal: AbortSignal): Promise<void>;
  /** Answers the id it was given. */
  createTicket(ticket: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string>;
}
