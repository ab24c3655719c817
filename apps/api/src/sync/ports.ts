import type { LetterReason, ReviewWhy } from '@sidelight/shared/sync/sync-parts.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Canon, Side } from './canonical/canon.ts';
import type { Because } from './decide/decision.ts';
import type { BeforeResolved } from './decide/undo.ts';
import type { Erasures } from './erase/ports.ts';
import type { LinkedRecord } from './linked-record.ts';
import type { Makings } from './make/ports.ts';
import type { Noted } from './noted.ts';

/** Which records: of one tenant and one kind. */
export interface SyncScope {
  readonly tenant: TenantId;
  readonly object: string;
}

/** Something a person has to decide, or may want to know: the value that gave way. */
export interface NewReview {
  readonly record: string;
  /** Absent where it is about the whole record. */
  readonly field?: string;
  readonly why: ReviewWhy;
  readonly blocks: boolean;
  readonly left: Canon;
  readonly right: Canon;
}

/** A value that was not written, and is not tried again by itself. Never the value. */
export interface NewDeadLetter {
  readonly record: string;
  readonly side: Side;
  readonly field: string;
  readonly reason: LetterReason;
  /** One of `ValueClass`, as it was named when it was stored. */
  readonly valueClass?: string;
  /** It could not be read, and was not sent: found again, it is the same one. */
  readonly isRead?: true;
}

/** Values sent to one side in one call. */
export interface Batch {
  readonly id: string;
  readonly side: Side;
  readonly items: readonly BatchItem[];
  /** The vendor's own name for work that goes on after its answer. */
  readonly pending?: string;
}
export interface BatchItem {
  /** Our record's. */
  readonly record: string;
  /** By field, in our form. */
  readonly values: Readonly<Record<string, Canon>>;
}

/** Which two records stand for one. */
export type Link = Pick<LinkedRecord, 'left' | 'right' | 'hold'>;
/** `isKept`: something is known of its fields. */
export type KnownLink = Link & { readonly isKept: boolean };

/** By the vendors' ids. */
export interface Named {
  readonly left: readonly string[];
  readonly right: readonly string[];
  /** How long ago a person has last closed such an item. */
  readonly closedAgoMs?: number;
}

/** One transaction: what is decided, what follows from it and what is to be sent are stored together or not at all. */
export interface SyncTransaction extends Makings, Erasures {
  /** Nobody else changes them meanwhile. */
  bySide(side: Side, vendorIds: readonly string[]): Promise<readonly LinkedRecord[]>;
  byId(ids: readonly string[]): Promise<readonly LinkedRecord[]>;
  /** So many from this one of ours on, by their ids; without what is held for a person. */
  after(id: string | undefined, most: number): Promise<readonly LinkedRecord[]>;
  /** Not in line to be sent, though something of them waits. */
  rest(side: Side, ids: readonly string[]): Promise<void>;
  /** Records with something to send, whose last batch has ended. */
  due(side: Side, most: number): Promise<readonly LinkedRecord[]>;
  /** All of them, without what is known of their fields. */
  linked(): Promise<readonly KnownLink[]>;
  /** In the order of the pairs: left, right. */
  link(pairs: readonly (readonly [string, string])[]): Promise<readonly LinkedRecord[]>;
  /** Linked for the first time, with what is decided of their fields; also puts them in line to be sent. */
  add(records: readonly LinkedRecord[]): Promise<void>;
  /** Linked no more. What named others beside it names them beside its heir. */
  unlink(record: string, heir: string): Promise<void>;
  /** Its partner on one side is another record now. */
  relink(record: LinkedRecord): Promise<void>;
  /** Also puts them in line to be sent. */
  save(records: readonly LinkedRecord[]): Promise<void>;
  open(items: readonly NewReview[]): Promise<void>;
  /** Which records its items have named as standing for the same one as it does. */
  named(record: string): Promise<Named>;
  /** Those of a field that waits no more are closed. */
  close(record: string, field: string | undefined): Promise<void>;
  bury(letters: readonly NewDeadLetter[]): Promise<void>;
  unbury(letters: readonly Pick<NewDeadLetter, 'record' | 'side' | 'field'>[]): Promise<void>;
  /** Its dead letters, corrections that could be undone, and what is kept of values of it that gave way. */
  forgetValues(record: string): Promise<void>;
  /** In line to be read. */
  tell(side: Side, vendorIds: readonly string[]): Promise<void>;
  /** What waits to be sent to this side is gone on with by whoever comes next. */
  goOnSending(side: Side): void;
  /** The same of what people decided. */
  goOnDeciding(): void;
  batch(side: Side): Promise<Batch | undefined>;
  /** Also saves its records. */
  begin(side: Side, items: readonly BatchItem[], records: readonly LinkedRecord[]): Promise<Batch>;
  update(batch: Batch): Promise<void>;
  /** Also saves these of its records. */
  end(batch: Batch, records: readonly LinkedRecord[]): Promise<void>;
  count(decisions: readonly Because[]): Promise<void>;
  /** For the figures: stored when the transaction ends, if it does. */
  note(noted: readonly Noted[]): void;
  /** What people decided, and has not been done yet. */
  chosen(most: number): Promise<readonly Chosen[]>;
  /** With what stood before it, for an undo. False where it was taken back, or something else said, meanwhile. */
  done(chosen: Chosen, before: BeforeChoice): Promise<boolean>;
  /** What was done and is to be undone. */
  toUndo(most: number): Promise<readonly Undone[]>;
  /** The item is open again, as it was; or, where it could not be undone, closed for good. */
  undone(undone: Undone, isDone: boolean): Promise<void>;
  /** What somebody corrected, so that it can be undone. */
  keepCorrection(correction: Correction): Promise<void>;
  /** Undefined where there is none, or it was made before then. Nobody else undoes it meanwhile. */
  correction(id: string, since: Date): Promise<Correction | undefined>;
  forgetCorrection(id: string): Promise<void>;
  /** What was not accepted and is to be tried again. */
  toReplay(most: number): Promise<readonly Pick<NewDeadLetter, 'record' | 'side' | 'field'>[]>;
}

/** A value that a person put in the place of another one. */
export interface Correction {
  readonly id: string;
  readonly record: string;
  readonly field: string;
  readonly value: Canon;
  /** What was agreed before it. */
  readonly before: NonNullable<BeforeResolved['agreed']>;
  readonly by: string;
}

/** What a person decided of one item: a side's value, or another one in our form. */
export interface Chosen {
  readonly review: string;
  readonly record: string;
  /** Absent where it is about the whole record. */
  readonly field?: string;
  readonly why: ReviewWhy;
  readonly by: string;
  readonly choice: Choice;
  /** Both sides as the item shows them. */
  readonly left: Canon;
  readonly right: Canon;
}
/** What a person's choice replaced. */
export interface BeforeChoice extends BeforeResolved {
  /** Why nothing was written to the whole record, where that was the question. */
  readonly hold?: ReviewWhy | undefined;
}
/** A choice that was done, and by whom it is to be undone. */
export interface Undone extends Chosen {
  readonly before: BeforeChoice;
}

export type Choice =
  | { readonly kind: 'left' | 'right' | 'neither' }
  | { readonly kind: 'value'; readonly value: Canon };

/** A record that somebody says has changed. `atMs`: when we were told last, on our clock. */
export interface Told {
  readonly vendorId: string;
  readonly atMs: number;
}

export interface SyncStore {
  /** Also puts them in line to be read. */
  tell(scope: SyncScope, side: Side, vendorIds: readonly string[]): Promise<void>;
  /** Those of which we were told first. */
  told(scope: SyncScope, side: Side, most: number): Promise<readonly Told[]>;
  /** They have been read: what we were told of since then waits on. */
  heard(scope: SyncScope, side: Side, told: readonly Told[]): Promise<void>;
  /** The marks of all who were erased. */
  erased(scope: SyncScope): Promise<ReadonlySet<string>>;
  /** Of records that are linked: the other side's id, by this side's. Only those that are not held, where it is to be written. */
  partners(
    scope: SyncScope,
    side: Side,
    vendorIds: readonly string[],
    which: 'all' | 'writable',
  ): Promise<ReadonlyMap<string, string>>;
  /** What named a company without a partner is tried again, once the company has one. */
  replayLinked(scope: SyncScope, companies: string): Promise<void>;
  /** For a record of ours. */
  newId(): string;
  /** For the figures, of what is in no transaction. */
  note(scope: SyncScope, noted: readonly Noted[]): Promise<void>;
  transact<T>(
    scope: SyncScope,
    work: (tx: SyncTransaction) => Promise<T>,
    record?: OnRecord,
    /** Whether anything was changed; without it, always. */
    isDone?: (answer: T) => boolean,
  ): Promise<T>;
  cursor(scope: SyncScope, side: Side): Promise<string | undefined>;
  /** Places from which a list of this side can be read, in its order. */
  marks(scope: SyncScope, side: Side): Promise<readonly string[]>;
  keepMarks(scope: SyncScope, side: Side, marks: readonly string[]): Promise<void>;
  moveCursor(scope: SyncScope, side: Side, cursor: string): Promise<void>;
}
