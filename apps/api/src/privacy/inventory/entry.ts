import type { KeptName } from '../kept.ts';

/**
 * `pseudonymous`: an id that tells who somebody is only together with another system. `business`: about a company or its
 * account, or free of people.
 */
export type HeldClass = 'none' | 'pseudonymous' | 'personal' | 'secret' | 'business';
/** Whom it is about. `agent`: anybody of the helpdesk's own people. */
export type Whose = 'requester' | 'agent' | 'account' | 'nobody';

export interface ColumnEntry {
  readonly class: HeldClass;
  readonly whose: Whose;
}

/** For how long: an entry of `KEPT_MS`, or in words. */
export type Kept = { readonly name: KeptName } | { readonly until: string } | { readonly forEverBecause: string };

/** What one is known by, and what a column is compared with. */
export type PersonKey = 'users' | 'contacts' | 'tickets' | 'customers' | 'subjects' | 'records';

/** Rows about a person: a column that holds one of their keys, or that has one of them, or an address, somewhere in its text. */
export type Match = (
  | { readonly column: string; readonly is: PersonKey }
  | { readonly column: string; readonly says: 'texts' | 'names' | 'people' | 'ids' | 'records' }
) & {
  /** Of rows alone that hold this besides. */
  readonly only?: Readonly<Record<string, string | number>>;
  readonly except?: Readonly<Record<string, string>>;
  /** Of rows alone where this column is filled. */
  readonly filled?: string;
};

/** What an erasure does to a table. */
export type Erasing =
  | { readonly by: 'row'; readonly where: readonly Match[] }
  /** The row stays, without the person. */
  | {
      readonly by: 'blank';
      readonly set: Readonly<Record<string, string | null>>;
      readonly where: readonly Match[];
    }
  /** Texts that people have typed: addresses and names are taken out of them. */
  | { readonly by: 'redact'; readonly column: string; readonly as: 'jsonb' | 'text' }
  /** Together with all that sync keeps of them. */
  | { readonly by: 'sync'; readonly where: readonly Match[] }
  | { readonly by: 'nothing'; readonly because: string };

export interface TableEntry {
  readonly about: string;
  readonly kept: Kept;
  readonly columns: Readonly<Record<string, ColumnEntry>>;
  readonly erasing: Erasing;
}

type ColumnsOf = readonly [ColumnEntry, readonly string[]];
const of =
  (held: HeldClass) =>
  (whose: Whose, ...names: readonly string[]): ColumnsOf => [{ class: held, whose }, names];

export const pseudonymous = of('pseudonymous');
export const personal = of('personal');
export const business = (...names: readonly string[]): ColumnsOf => of('business')('account', ...names);
export const secret = (...names: readonly string[]): ColumnsOf => of('secret')('account', ...names);
export const none = (...names: readonly string[]): ColumnsOf => of('none')('nobody', ...names);

export const columns = (...parts: readonly ColumnsOf[]): TableEntry['columns'] =>
  Object.fromEntries(parts.flatMap(([entry, names]) => names.map((name) => [name, entry] as const)));

export const nothing = (because: string): Erasing => ({ by: 'nothing', because });
export const NOBODY = nothing('It holds nothing about a requester.');
