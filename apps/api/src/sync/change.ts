import type { WriterKind } from '@sidelight/shared/sync/sync-parts.ts';
import type { Canon, Side } from './canonical/canon.ts';

/** One edit of one field on one side. */
export interface Edit {
  readonly side: Side;
  readonly value: Canon;
  /** The side's own stamp of the edit. */
  readonly versionMs: number;
  /** The edit was made at its version or up to so much earlier. */
  readonly earlierMs?: number;
  readonly writer: WriterKind;
  /** What its side calls it; of people never. */
  readonly writerName?: string | undefined;
  /** Of people only: the number they have there. */
  readonly writerId?: string | undefined;
  /** The map counts this writer as the customer. */
  readonly isCustomer: boolean;
  /** Our clock, when it came in. */
  readonly seenMs: number;
  /** It was read from the record just now: later than all our writes that were answered before. */
  readonly isCurrent?: boolean;
  /** It was made over a write of ours that had brought what is agreed: so it is the later one, whatever the clocks say. */
  readonly isOnTop?: boolean;
}

/** What one side held when it was read. */
export interface Observation {
  readonly value: Canon;
  /** The record's own stamp: the last change of any of its fields. */
  readonly versionMs: number;
  /** Our clock, just before it was read: what came in later is newer. */
  readonly snapshotMs: number;
}
