import type { Grants } from './grants.ts';

/** What an admin of the helpdesk, or its vendor, has decided about the app's client. Tests change it. */
export interface ClientRules {
  /** Undefined: it may ask for anything. */
  allowedScopes: readonly string[] | undefined;
  /** Made before 2026-04-30: tokens do not end where no lifetime is asked for. */
  isOlder: boolean;
  /** As such a client's was answered before there were lifetimes to ask for. */
  ignoresLifetimes: boolean;
  readonly grants: Pick<Grants, 'end' | 'newest' | 'holder' | 'revoke'>;
}
