import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';

/** One right, as a form lists it. */
export interface ListedScope {
  readonly scope: string;
  readonly purpose: VendorText;
  /** Neither listed nor asked for before somebody wants sync. */
  readonly isOnlyForSync?: true;
}

/** One right, as a vendor's own page is asked for it. */
export interface AskedScope extends ListedScope {
  /** What there is not, where it is withheld. Without this line the product does not work at all. */
  readonly without?: VendorText;
  /** The kind of record, by the vendor's own word, that sync cannot write where it is withheld. */
  readonly writes?: string;
}

export const onlyForSync = (scopes: readonly ListedScope[]): readonly string[] =>
  scopes.flatMap(({ scope, isOnlyForSync }) => (isOnlyForSync ? [scope] : []));
