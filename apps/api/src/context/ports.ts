import type { Evidence } from '@sidelight/shared/context/customer.ts';
import type { ReadTiming } from '@sidelight/shared/context/event.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { AuditEntry } from '../audit/ports.ts';
import type { Answer } from '../connectors/port.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { OpenContext } from './open-request.ts';

/** "This requester is that account over there", and how we know. */
export interface Link {
  readonly requesterId: string;
  /** '' when the ticket has none: the same person may ask for two companies. */
  readonly organizationId: string;
  readonly accountId: string;
  readonly contactId: string | null;
  readonly billingId: string | null;
  readonly telemetryId: string | null;
  readonly evidence: readonly Evidence[];
  /** What the match was made from; when it changes, a learned link is made anew. */
  readonly basis: string;
  /** Helpdesk user id of the agent who chose, when one did. */
  readonly pickedBy: string | null;
  /** Null too where an earlier release kept the pick. */
  readonly pickedAtMs: number | null;
  /** Where `billingId` is from: the CRM's record, or the one payer with the requester's address. Null also in old rows. */
  readonly payerFrom: 'crm' | 'address' | null;
  /** When the oldest CRM answer it rests on was read. What was read before that does not overrule it. */
  readonly checkedAtMs: number;
  /** What was another when it was last made anew, so that agents are told for a while. */
  readonly change: LinkChange | null;
}

/** `merged`: the same company under the id of the record it was merged into. */
export type LinkPart = 'account' | 'merged' | 'billing' | 'telemetry';
export interface LinkChange {
  readonly parts: readonly LinkPart[];
  readonly atMs: number;
}

export interface Links {
  find(tenant: TenantId, requesterId: string, organizationId: string): Promise<Link | undefined>;
  /** Replaces what was there for this requester and organisation; what was learned never replaces a pick. */
  save(tenant: TenantId, link: Link): Promise<void>;
  /** Puts a link in the place of `before`, if that is still there: nobody has picked or rejected meanwhile. */
  replace(tenant: TenantId, before: Link, link: Link): Promise<void>;
  /** Deletes it, if it still is this account by this person. */
  drop(tenant: TenantId, link: Link): Promise<void>;
  /** Somebody says that it is so, whatever was rejected before. With `entry`, in one transaction. */
  pick(tenant: TenantId, link: Link, entry: AuditEntry): Promise<void>;
  /**
   * Somebody says that it is not: a pick is taken back, a match is not made again. From then on no process finds it,
   * nor makes it anew. With `entry`, in one transaction.
   */
  takeBack(tenant: TenantId, link: Link, by: string, entry: AuditEntry): Promise<void>;
  /** Accounts an agent has said this requester is not. */
  rejected(tenant: TenantId, requesterId: string): Promise<ReadonlySet<string>>;
}

/** The last good answer of each read, kept past a restart, for when a system cannot be asked. */
export interface LastKnown {
  /** Does not wait: written soon, off the request path. */
  keep(tenant: TenantId, read: string, subject: string, answer: Answer, readAtMs: number): void;
  /** Does not wait: the vendor says that there is no such record any more. */
  drop(tenant: TenantId, read: string, subject: string, readAtMs: number): void;
  find(tenant: TenantId, read: string, subject: string): Promise<{ answer: Answer; readAtMs: number } | undefined>;
}

/** A field as it was shown, and where it comes from. */
export interface ShownField {
  readonly field: Field;
  readonly system: string;
  readonly connector: string;
}

/** What an agent has just been shown. */
export interface Shown {
  readonly accountId: string | undefined;
  readonly timings: readonly ReadTiming[];
  /** Codes that the map has no word for, by field. */
  readonly newCodes: ReadonlyMap<string, string>;
  /** The fields agents decide by. Worked out only when asked for, as `fields` is. */
  decisions(): readonly ShownField[];
  fields(): readonly Field[];
}

/** Told of every view, so that what was decided on old, missing or wrong values can be checked later. */
export interface ExposureLog {
  /** False while any system is in trouble: then nobody is answered from memory alone. */
  isCalm(): boolean;
  /** The canary has found that what this connector answers is wrong, and not yet that it is right again. */
  givesWrongValues(connector: string): boolean;
  /** Why it does not answer just now; undefined while it does. */
  silentBecause(connector: string): Reason | undefined;
  /** Those of a system that may yet be found wrong by its canary. */
  watched(decisions: Shown['decisions']): readonly ShownField[];
  /** Does not wait and does not throw. */
  shown(open: OpenContext, shown: Shown): void;
}

/** Masked values that were shown to somebody: what they wrote of why, and when. */
export type RevealKept = { readonly isKept: true } | { readonly isKept: false; readonly lastHour: readonly number[] };

export interface RevealLog {
  /**
   * With the row of the audit, both or neither; neither where this person has had `most` in the hour before, at any
   * process. Then when those were, in any order. `field`: its id.
   */
  keep(entry: AuditEntry, field: string, note: string, most: number): Promise<RevealKept>;
  /** When this person had any shown since, in any order. */
  timesOf(tenant: TenantId, userId: string, sinceMs: number): Promise<readonly number[]>;
  /** What was written, by request. */
  notesOf(tenant: TenantId, requestIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
