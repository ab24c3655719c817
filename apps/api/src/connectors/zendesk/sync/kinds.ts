/** What tells users and organisations apart on the wire. */
export interface RecordKind {
  readonly path: 'users' | 'organizations';
  readonly one: 'user' | 'organization';
  readonly bag: 'user_fields' | 'organization_fields';
  /** What may be written beside custom fields. Never a role, a suspension or an `organization_id`. */
  readonly writable: ReadonlySet<string>;
}

export const users: RecordKind = {
  path: 'users',
  one: 'user',
  bag: 'user_fields',
  writable: new Set(['name', 'phone', 'time_zone', 'locale', 'alias', 'details', 'notes', 'external_id']),
};

export const organizations: RecordKind = {
  path: 'organizations',
  one: 'organization',
  bag: 'organization_fields',
  writable: new Set(['name', 'domain_names', 'details', 'notes', 'external_id']),
};

/** The key of a custom field, where a property's name means one. */
export const fieldKey = ({ bag }: RecordKind, property: string): string | undefined =>
  property.startsWith(`${bag}.`) ? property.slice(bag.length + 1) : undefined;
