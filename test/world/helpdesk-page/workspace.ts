/** What the page's server and its browser side share: types only, so that neither brings anything to the other. */

import type { InstalledApp } from '../apps/installed-app.ts';

export type { InstalledApp, Upload, UploadedApp, UploadFinding } from '../apps/installed-app.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly externalId: string | null;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly externalId: string | null;
}

export interface Message {
  readonly from: string;
  /** Who is speaking: the customer, or somebody on the team, perhaps only to the team. */
  readonly by: 'customer' | 'agent' | 'note';
  /** ISO 8601. */
  readonly at: string;
  readonly text: string;
}

export type TicketStatus = 'new' | 'open' | 'pending' | 'hold' | 'solved' | 'closed';

export interface Ticket {
  readonly id: string;
  readonly subject: string;
  /** One line for people who try the demo: what is special about this customer. */
  readonly story: string;
  readonly status: TicketStatus;
  readonly priority: string | null;
  readonly tags: readonly string[];
  readonly requester: Person | null;
  readonly organization: Organization | null;
  readonly messages: readonly Message[];
}

/** Somebody who answers tickets, and whom the page can play. */
export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'agent' | 'lead' | 'admin';
  readonly locale: string;
}

/** Something an admin would paste on the product's setup page, for people who try the demo. */
export interface KeyToTry {
  readonly system: string;
  readonly label: string;
  readonly value: string;
}

/** What the page is told by the server that serves it. */
export interface PageSettings {
  readonly account: { readonly subdomain: string };
  /** What is installed, and the only thing that is framed. */
  readonly app: InstalledApp | null;
  readonly staff: readonly Staff[];
  /** None where the product is connected from the start. */
  readonly keys: readonly KeyToTry[];
}
