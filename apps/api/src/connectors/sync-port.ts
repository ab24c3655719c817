import type { SyncType } from '@sidelight/shared/map/sync.ts';

/** A value of one property, without the vendor's spelling: see `Plain` in `sync/canonical/canon.ts`. */
export type PlainValue = null | string | readonly string[];

/** Who made a change, as far as the vendor tells. */
export type Writer =
  | { readonly kind: 'person'; readonly id: string }
  /** `name`: what the vendor calls it, where it says so with the edit. */
  | { readonly kind: 'form' | 'import' | 'workflow' | 'app'; readonly id: string; readonly name?: string }
  /** Ourselves. */
  | { readonly kind: 'sidelight' }
  | { readonly kind: 'unknown' };

/** People who work in a system, by the numbers that its edits name them by. */
export interface PeopleSource {
  /** By one call. Rejects like `Ask`. */
  names(signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

/** A property of a record: how its values are spelled. */
export interface SyncProperty {
  readonly name: string;
  readonly type: SyncType;
}

/** One value a property had or has. `versionMs` is the vendor's own stamp. */
export interface PropertyEdit {
  readonly value: PlainValue;
  readonly versionMs: number;
  readonly writer: Writer;
}

/** A record as it stands. A property that is not in `values` was not answered: that is not empty. */
export interface SyncRecord {
  readonly id: string;
  readonly versionMs: number;
  /** Properties whose value the connector could not make out are in `unreadable`, not here. */
  readonly values: Readonly<Record<string, PlainValue>>;
  readonly unreadable: readonly string[];
  /** Each property's past, newest first, where the vendor keeps one and it was asked for. */
  readonly history?: Readonly<Record<string, readonly PropertyEdit[]>>;
  /** Ids that were merged into this record. */
  readonly absorbed?: readonly string[];
  /** Deleted or archived. Only `changes` tells of such ones. */
  readonly isDeleted?: boolean;
  /** Not to be written: a team member, a record shared with another account. */
  readonly isProtected?: boolean;
}

/** A page of a listing. `next` is absent at its end. */
export interface SyncPage {
  readonly records: readonly SyncRecord[];
  readonly next?: string;
}

export interface SyncWrite {
  readonly id: string;
  readonly values: Readonly<Record<string, PlainValue>>;
}
export interface SyncCreate {
  /** Ours, kept by the vendor as an external id or in a property of ours: made twice, it is found. */
  readonly key: string;
  /** It was never sent before: nobody can have the key. */
  readonly isFirst?: boolean;
  readonly values: Readonly<Record<string, PlainValue>>;
}

/** What became of one item of a batch, matched by id or by our key, never by its place. */
export type ItemOutcome =
  /** `values`: what the side holds now, where it said so. */
  | {
      readonly kind: 'written';
      readonly id: string;
      readonly versionMs: number;
      readonly values: Readonly<Record<string, PlainValue>>;
    }
  | {
      readonly kind: 'refused';
      /** `unlinked`: it names a record that has no partner there. */
      readonly why: 'validation' | 'duplicate' | 'permission' | 'gone' | 'unlinked';
      readonly property?: string;
      /** For a duplicate: the other record, where it is named. */
      readonly other?: string;
      /** What the side holds now, where the rest of the item was written all the same. */
      readonly written?: { readonly versionMs: number; readonly values: Readonly<Record<string, PlainValue>> };
    }
  /** Nobody can say yet: a job under way, an answer lost. Read it again before it is written again. */
  | { readonly kind: 'unknown' };

export interface BatchOutcome {
  /** By the id, or the key, that was sent. */
  readonly items: Readonly<Record<string, ItemOutcome>>;
  /** Work the vendor goes on with: asked for by `settle` until it ends. */
  readonly pending?: string;
}

/** What a vendor says of one property of one kind of record. */
export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  /** The vendor's own word for its kind of value. */
  readonly type: string;
  /** What it can be in the map, the likeliest first. Absent for a kind that nobody here knows. */
  readonly types?: readonly SyncType[];
  /** The values it takes, where these are listed. */
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly isWritable: boolean;
  readonly isUnique: boolean;
  readonly isArchived: boolean;
}

/**
 * One kind of record of one vendor, as sync needs it. Every call rejects like `Ask` (UpstreamError) when the whole of
 * it failed and nothing of it can have been done, or it cannot be known: then `isSent` of the error says so.
 */
export interface SyncTarget {
  /** The most records one call takes. */
  readonly batch: number;
  /** Calls that write and may be under way at once; more than one only where an answer is final, without `pending`. */
  readonly writesAtOnce: number;
  readonly capacity: { readonly phoneExtensions: boolean; readonly instantMs: number; readonly textMax: number };
  /** Properties no two records share: one that is made with another's value is refused as a duplicate. */
  readonly exclusive: ReadonlySet<string>;
  /** Whether `history` tells who changed what and when. */
  readonly hasHistory: boolean;
  /**
   * Records changed since `cursor` (opaque; absent at the first time, which begins now), each of them at least once.
   * `cursor` of the answer is what to ask with next time. `expired`: what happened since cannot be told any more;
   * compare everything, and begin anew.
   */
  changes(
    cursor: string | undefined,
    properties: readonly SyncProperty[],
    signal: AbortSignal,
  ): Promise<
    { readonly records: readonly SyncRecord[]; readonly cursor: string; readonly isMore: boolean } | 'expired'
  >;
  /** Whether `next` of a page of the list can be used again days later, from where it stood. */
  readonly hasLastingPages: boolean;
  /** Every record, page by page, always in one order. */
  list(after: string | undefined, properties: readonly SyncProperty[], signal: AbortSignal): Promise<SyncPage>;
  /** At most `batch`. Ids nobody has are left out; a merged one answers under the id asked for, in `alias`. */
  read(
    ids: readonly string[],
    properties: readonly SyncProperty[],
    signal: AbortSignal,
  ): Promise<{ readonly records: readonly SyncRecord[]; readonly alias: Readonly<Record<string, string>> }>;
  find(property: SyncProperty, value: string, signal: AbortSignal): Promise<readonly string[]>;
  write(items: readonly SyncWrite[], properties: readonly SyncProperty[], signal: AbortSignal): Promise<BatchOutcome>;
  create(items: readonly SyncCreate[], properties: readonly SyncProperty[], signal: AbortSignal): Promise<BatchOutcome>;
  /** What was made by these keys of ours, by the key. Nothing is made. */
  made(
    keys: readonly string[],
    properties: readonly SyncProperty[],
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, SyncRecord>>>;
  /** Of a record that is gone: whether its person was erased for good, where the vendor can say so. */
  isErased?(id: string, signal: AbortSignal): Promise<boolean>;
  /** All its properties, for whoever maps them. */
  definitions(signal: AbortSignal): Promise<readonly PropertyDefinition[]>;
  /** Where a person finds the record. */
  urlOf(id: string): string;
  settle?(pending: string, signal: AbortSignal): Promise<BatchOutcome | 'under_way' | 'gone'>;
}

/** What a vendor brings to sync: its kinds of records, by the name the map gives them. */
export interface SyncTargets {
  readonly [object: string]: SyncTarget;
}

/** A deal that was won: its stage is one that says so. */
export interface WonDeal {
  readonly id: string;
  /** The vendor's own stamp of when it came to that stage. */
  readonly wonAtMs: number;
  readonly companyId: string;
}

/** Deals of a CRM, as far as a won one makes a customer. Every call rejects like those of `SyncTarget`. */
export interface DealTarget {
  /** Those that were changed since `cursor` and are won; as `SyncTarget.changes`. */
  changes(
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly won: readonly WonDeal[]; readonly cursor: string; readonly isMore: boolean }>;
  /** Undefined for one that is not won, that is not there, or that no single company is named by. */
  won(id: string, signal: AbortSignal): Promise<WonDeal | undefined>;
  /** At most so many of the people of a company. */
  contactsOf(companyId: string, most: number, signal: AbortSignal): Promise<readonly string[]>;
}

/** Something that happened in support, as it shows on the timelines of the records it is about. */
export interface Activity {
  /** Ours: written twice, it is there once, as it was written last. */
  readonly key: string;
  readonly atMs: number;
  /** Plain text. */
  readonly text: string;
  /** Ids of records, by the names of their kinds. */
  readonly about: Readonly<Record<string, readonly string[]>>;
}

export interface ActivityTarget {
  readonly batch: number;
  /** By the keys. `unknown`: written, perhaps not on every timeline; writing it again is harmless. */
  write(activities: readonly Activity[], signal: AbortSignal): Promise<BatchOutcome>;
}
