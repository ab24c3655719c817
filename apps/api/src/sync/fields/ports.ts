import type { AsideWhy, DefinitionsOutcome } from '@sidelight/shared/sync/sync-parts.ts';
import type { PropertyDefinition } from '../../connectors/sync-port.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { Side } from '../canonical/canon.ts';
import type { SyncScope } from '../ports.ts';

/** What is wrong with a field of the map on one side. */
export interface FieldFault {
  readonly field: string;
  readonly side: Side;
  readonly why: AsideWhy;
  /** Options that the map's values name and the side has no more. */
  readonly lost: readonly string[];
  /** The map's expression that failed. */
  readonly expression?: string;
}

/** A field that is neither compared nor written until that is over. */
export interface FieldAside extends FieldFault {
  /** Nothing is wrong with it any more: it is compared once before it flows again. */
  readonly isReturning: boolean;
  /** ISO 8601 */
  readonly since: string;
}

/** What one side says of its properties, as far as it was ever told. */
export interface SideDefinitions {
  readonly side: Side;
  readonly outcome: DefinitionsOutcome;
  /** ISO 8601; the last time that they were asked for. */
  readonly askedAt: string;
  readonly definitions: readonly PropertyDefinition[] | undefined;
}

/** What is to be stored after a look. */
export interface AsideChanges {
  readonly began: readonly FieldFault[];
  /** Other than it was: what is wrong, or that nothing is any more. */
  readonly changed: readonly (FieldFault & Pick<FieldAside, 'isReturning'>)[];
  /** Of fields that the map has no more. */
  readonly forgotten: readonly Pick<FieldFault, 'field' | 'side'>[];
}

export interface FieldStore {
  /** With the kind of record they are of. */
  allAside(tenant: TenantId): Promise<readonly (FieldAside & { readonly object: string })[]>;
  /** What came of asking for them, without the definitions. */
  looks(tenant: TenantId): Promise<readonly (Omit<SideDefinitions, 'definitions'> & { readonly object: string })[]>;
  aside(scope: SyncScope): Promise<readonly FieldAside[]>;
  definitions(scope: SyncScope): Promise<readonly SideDefinitions[]>;
  /** Those that were answered stay what they were where the side did not answer. */
  keepDefinitions(scope: SyncScope, definitions: SideDefinitions): Promise<void>;
  change(scope: SyncScope, changes: AsideChanges): Promise<void>;
  /** It flows again: what waited to be sent meanwhile is sent. */
  release(scope: SyncScope, field: string): Promise<void>;
}
