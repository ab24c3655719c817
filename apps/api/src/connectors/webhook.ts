import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import { z } from 'zod';

/**
 * The kind of an event, or an id: what is kept of a delivery. What people write, an address among it, is neither, and a body
 * that has it there is of another shape.
 */
export const EventWord = z.string().regex(/^[\w:/.-]{0,200}$/);

/** What is kept of a delivery: ids, and whether it was somebody of the staff answering the customer. */
export interface WebhookEvent {
  /** In the vendor's own words. */
  readonly type: string;
  readonly detail: { readonly id: string };
  readonly isAnswer: boolean;
  /** Of the staff, who answered: by id. */
  readonly authorId?: string;
}

export type Meaning =
  /** Whose ticket it is may be another now. */
  | { readonly kind: 'ticket_changed'; readonly ticketId: string }
  /** One of the staff has answered it in public. */
  | { readonly kind: 'ticket_answered'; readonly ticketId: string; readonly authorId: string | undefined }
  /** Nothing but how it goes: its status, a reply, a rating. */
  | { readonly kind: 'ticket_went_on'; readonly ticketId: string }
  /** A record that may be kept in sync with another system's. `object`: the vendor's own word. */
  | { readonly kind: 'record_changed'; readonly object: string; readonly id: string }
  /** A person was deleted, or restored: which, the vendor has to be asked. */
  | { readonly kind: 'person_gone_or_back'; readonly object: string; readonly id: string }
  /** The person it was about was erased for good. */
  | { readonly kind: 'record_erased'; readonly object: string; readonly id: string }
  /** What this system knows of one account, by the id it is asked with. */
  | { readonly kind: 'account_changed'; readonly id: string }
  /** What it answers alike for everybody. */
  | { readonly kind: 'list_changed' }
  /** A deal of the CRM: it may have been won. */
  | { readonly kind: 'deal_changed'; readonly id: string }
  /** The event that the setup page asked for. */
  | { readonly kind: 'test' };

export type Header = (name: string) => string | undefined;

/** How the ids of deliveries begin that were read in a vendor's journal, and were sent by nobody. */
export const JOURNAL_DELIVERY = 'journal-';

/** `deliveryId`: the same where it is sent again. */
export interface Delivered {
  readonly deliveryId: string;
  readonly event: WebhookEvent;
}

/** Where people make a webhook that we cannot register, in the vendor's own words. */
export interface AppOfWebhook {
  /** What is better with it. */
  readonly about: VendorText;
  /** What the secret it signs with is called there. */
  readonly keyLabel: VendorText;
  /** Where it is made, and where the secret stands. */
  readonly help: VendorText;
}

/** How one vendor's webhooks are signed and read. Pure. */
export interface WebhookDefinition {
  /** What one has to be subscribed to. Any other event is stored, and nothing is done about it. */
  readonly subscriptions: readonly string[];
  /** What it has to be subscribed to besides, where records are kept in sync with another system's. */
  readonly recordSubscriptions: readonly string[];
  readonly secret: {
    readonly minLength: number;
    /** Printed in the vendor's documents: everybody has them. */
    readonly known: readonly string[];
  };
  /** Present where it is made in an app of the vendor's, by people: nobody can register it from here. */
  readonly app?: AppOfWebhook;
  /** When it says it was signed; undefined where it does not. Some say so in the body alone. Asked of what is signed. */
  signedAtMs(header: Header, body: unknown): number | undefined;
  /** How old that may be, for one that sends again without saying anew when. Else five minutes. */
  readonly sentWithinMs?: number;
  /** Whether one of these secrets has signed the raw body, and what says when. `address`: the one it was sent to. */
  isSigned(rawBody: Buffer, header: Header, secrets: readonly string[], address: string): boolean;
  /** Throws on a body of another shape. Some vendors tell of many events at once. */
  read(body: unknown): readonly Delivered[];
  /** Undefined for an event that nothing is to be done about. */
  meaningOf(event: WebhookEvent): Meaning | undefined;
  /** Whose rights at the helpdesk may be others now: of its staff, or of anybody where it does not say. */
  staffOf?(event: WebhookEvent): string | undefined;
  /** Its word for records of people, where it tells that one was deleted. */
  readonly people?: string;
  /** An event of no ticket, for the vendor to send as any other. */
  testEvent(id: string, at: string): unknown;
}
