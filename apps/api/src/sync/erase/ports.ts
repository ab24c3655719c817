import type { SyncRecord } from '../../connectors/sync-port.ts';
import type { Side } from '../canonical/canon.ts';
import type { LinkedRecord } from '../linked-record.ts';

/**
 * What tells somebody again after everything about them is gone: one mark a text, by a key of the tenant's own. Equal
 * texts have equal marks, and nothing leads back from one.
 */
export interface Marks {
  of(texts: readonly string[]): Promise<readonly string[]>;
}

/** Of records of one side, as they were read: the ids of those whose person was erased. */
export interface ErasedDeps {
  erasedOf(side: Side, records: readonly SyncRecord[]): Promise<ReadonlySet<string>>;
  /** Everything that is known of this record's person is forgotten, and nothing will be kept of them again. */
  erase(side: Side, vendorId: string): Promise<void>;
}

/** What one transaction does about an erasure. */
export interface Erasures {
  /** Kept before anything is forgotten, so that what is under way meanwhile finds them. */
  keepErased(marks: readonly string[]): Promise<void>;
  /** The link with its fields, items, dead letters, and what is queued, told of or under way of this record or its partner. What may have been made of it is left to be found. */
  forget(side: Side, vendorId: string, linked: LinkedRecord | undefined): Promise<void>;
}
