import type { FaultInput } from '../../world/faults/fault.ts';
import type { System } from '../../world/systems.ts';

export type DeskNumber = 0 | 1;
export type Role = 'agent' | 'lead' | 'admin';
/** Somebody of one of the two helpdesks. */
export interface By {
  readonly desk: DeskNumber;
  readonly role: Role;
}

/** What is asked. `ticket` and the like are places in a list that both helpdesks have alike. */
export type Look =
  | {
      readonly kind: 'open';
      readonly by: By;
      readonly ticket: number;
      /** `broken_off`: they move on to another ticket while it streams. */
      readonly form: 'stream' | 'whole' | 'broken_off';
      /** Whose the page says that the ticket is, which need not be so. */
      readonly hint: number | undefined;
      readonly refresh: string | undefined;
    }
  | { readonly kind: 'reveal'; readonly by: By; readonly ticket: number }
  | { readonly kind: 'preview'; readonly by: By; readonly as: Role | 'restricted'; readonly ticket: number }
  | { readonly kind: 'search'; readonly by: By; readonly ticket: number; readonly of: number; readonly what: What }
  | { readonly kind: 'page'; readonly by: By; readonly ticket: number; readonly page: number }
  | { readonly kind: 'person'; readonly by: By; readonly ticket: number; readonly page: 'show' | 'export' }
  /** By the name of an incident that is the other helpdesk's. */
  | { readonly kind: 'incident'; readonly by: By; readonly page: number }
  | { readonly kind: 'status_stream'; readonly by: By; readonly ticket: number }
  /** With a session that somebody has ended. */
  | { readonly kind: 'ended_session'; readonly ticket: number };
export type What = 'name' | 'email' | 'domain';

/** What happens besides. */
export type Happening =
  | { readonly kind: 'together'; readonly looks: readonly Look[] }
  /** One after the other, with no time between: what was made for the first is remembered for the next. */
  | { readonly kind: 'series'; readonly of: readonly Event[] }
  | {
      readonly kind: 'pick';
      readonly by: By;
      readonly ticket: number;
      readonly of: number;
      readonly what: 'pin' | 'reject';
    }
  | { readonly kind: 'rename'; readonly desk: DeskNumber; readonly ticket: number; readonly what: 'company' | 'person' }
  /** The person works for another company, the address is somebody else's, two people turn out to be one. */
  | {
      readonly kind: 'move' | 'take_address' | 'merge' | 'hand_over';
      readonly desk: DeskNumber;
      readonly ticket: number;
      readonly to: number;
    }
  | {
      readonly kind: 'deliver';
      readonly desk: DeskNumber;
      readonly ticket: number;
      readonly times: number;
      /** What the record was when the world began. */
      readonly isLate: boolean;
      /** To the address of the other helpdesk. */
      readonly isAstray: boolean;
    }
  | {
      readonly kind: 'fault';
      readonly desk: DeskNumber;
      readonly system: System;
      readonly fault: FaultInput | undefined;
    }
  | { readonly kind: 'later'; readonly ms: number }
  | { readonly kind: 'restart' }
  | { readonly kind: 'sign_out'; readonly by: By }
  | {
      readonly kind: 'erase';
      readonly desk: DeskNumber;
      readonly ticket: number;
      /** The other systems erase them as well: from then on nobody can have read them there. */
      readonly everywhere: boolean;
    };
export type Event = Look | Happening;
