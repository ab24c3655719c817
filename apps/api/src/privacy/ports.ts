import type { EraseReason } from '@sidelight/shared/privacy/erase-reasons.ts';
import type { ErasureState } from '@sidelight/shared/privacy/erasure-receipt.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Person } from './person.ts';

export type ErasureCause = 'command_line' | 'page' | 'helpdesk' | 'crm';

export interface Erasure {
  readonly id: string;
  readonly cause: ErasureCause;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly state: ErasureState;
  readonly reason: EraseReason | undefined;
  /** When they are erased, where they can be restored until then. */
  readonly dueAt: string | undefined;
  /** When it is looked at again at the latest. */
  readonly nextAt: string | undefined;
  /** Undefined once nothing of them is here any more. */
  readonly person: Person | undefined;
  readonly endedAt: string | undefined;
  /** When the last backup that holds them is gone. */
  readonly backupsUntil: string | undefined;
}

/** `failed`: it could not be done yet, and is tried again. `elsewhere`: another system holds them, and somebody has to see to it. */
export type StepState = 'done' | 'failed' | 'elsewhere';

/** What came of one step: the receipt, or a finding. */
export interface StepReceipt {
  readonly place: string;
  readonly state: StepState;
  /** Rows, over all goes. */
  readonly n: number;
  readonly at: string;
  readonly tries: number;
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  /** The record in the other system, until it is gone there. */
  readonly ref: string | undefined;
}

export type NewReceipt = Pick<StepReceipt, 'place' | 'state' | 'n'> &
  Partial<Pick<StepReceipt, 'reason' | 'owner' | 'ref'>>;

export interface ErasureLog {
  /** With its job. `marks`: where one of these is of somebody whose erasure is under way or over, that one is answered. */
  ask(
    tenant: TenantId,
    asked: {
      readonly person: Person;
      readonly cause: ErasureCause;
      readonly by: string;
      readonly reason?: EraseReason | undefined;
      readonly marks: readonly string[];
      /** Those of them by which an erasure is theirs, and nobody else's. */
      readonly own: readonly string[];
    },
    record?: OnRecord,
  ): Promise<{ readonly id: string; readonly isNew: boolean }>;
  find(tenant: TenantId, id: string): Promise<Erasure | undefined>;
  /** The newest of whom one of these marks is. */
  ofMarks(tenant: TenantId, marks: readonly string[]): Promise<Erasure | undefined>;
  /** Those that are not over first, then the newest, each with how many places could not be reached. */
  list(tenant: TenantId, most: number): Promise<readonly (Erasure & { readonly findings: number })[]>;
  /** They can be restored until then: their marks are kept, and no job is made. One that is known by a mark is answered. */
  hold(
    tenant: TenantId,
    asked: {
      readonly person: Person;
      readonly by: ErasureCause;
      readonly marks: readonly string[];
      readonly own: readonly string[];
      readonly dueAt: Date;
      /** What it is called, where it is a new one. */
      readonly id: string;
    },
    record: OnRecord,
  ): Promise<{ readonly id: string; readonly isNew: boolean }>;
  /** It is no longer waited for that they are restored. */
  release(tenant: TenantId, id: string): Promise<void>;
  /** They were restored: nothing is left of it, nor of their marks. */
  letGo(tenant: TenantId, id: string, record: OnRecord): Promise<void>;
  keepMarks(tenant: TenantId, id: string, marks: readonly string[]): Promise<void>;
  /** What they are known by, as far as has been found out. */
  keepPerson(tenant: TenantId, id: string, person: Person): Promise<void>;
  settling(tenant: TenantId, id: string): Promise<void>;
  /** Nothing of them is here: who they are is forgotten. On record where it was not so before. */
  end(
    tenant: TenantId,
    id: string,
    state: 'held_elsewhere' | 'done',
    backupsUntil: Date,
    record?: OnRecord,
  ): Promise<void>;
  put(tenant: TenantId, id: string, receipt: NewReceipt): Promise<void>;
  receipts(tenant: TenantId, id: string): Promise<readonly StepReceipt[]>;
}

/** Which processes are there, and which of them have emptied their memory. */
export interface ProcessLog {
  seen(process: string): Promise<void>;
  left(process: string): Promise<void>;
  /** The database's, as `silent` wants it. */
  time(): Promise<string>;
  /** The places, in the receipt of that erasure, of those that are there and have not said since then that they emptied theirs. */
  silent(tenant: TenantId, erasure: string, since: string): Promise<readonly string[]>;
  /** What was waited for of a process that is gone since is a finding no more: its memory is gone with it. */
  letGone(tenant: TenantId, erasure: string): Promise<void>;
}

/** Where something about a person stands. `oldest`, `newest`: where its rows say when they were written. */
export interface HeldIn {
  readonly place: string;
  readonly n: number;
  readonly oldest?: Date | undefined;
  readonly newest?: Date | undefined;
}

export interface PersonRows {
  /** Who wrote a ticket, as far as that is kept. */
  requesterOf(tenant: TenantId, ticketId: string): Promise<string | undefined>;
  /** With everything else they are known by here. */
  widen(tenant: TenantId, person: Person): Promise<Person>;
  count(tenant: TenantId, person: Person): Promise<readonly HeldIn[]>;
  rows(tenant: TenantId, place: string, person: Person, most: number): Promise<readonly unknown[]>;
  /** In statements of bounded size. Answers how many rows it was. */
  erase(tenant: TenantId, place: string, person: Person, signal: AbortSignal): Promise<number>;
  eraseJobs(tenant: TenantId, person: Person): Promise<number>;
}

export interface Access {
  readonly at: string;
  readonly actorId: string;
  readonly role: string;
  readonly action: string;
  readonly ticketId: string | undefined;
}

/** Who has looked at somebody, the newest first. */
export type AccessHistory = (tenant: TenantId, person: Person, most: number) => Promise<readonly Access[]>;
