import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import type { PlainValue, SyncProperty } from '../../sync-port.ts';
import { fromWire } from './spelling.ts';

/** What a webhook says of a user or an organisation. Values only where it tells them and they can be made out. */
export type RecordEvent = {
  readonly object: 'user' | 'organization';
  readonly id: string;
  readonly versionMs: number;
} & (
  | { readonly kind: 'created' | 'deleted' }
  | { readonly kind: 'merged'; readonly into: string }
  | {
      readonly kind: 'changed';
      readonly property: string;
      readonly current?: PlainValue;
      readonly previous?: PlainValue;
    }
);

const Body = z.object({
  type: z.string(),
  time: z.string(),
  detail: z.looseObject({ id: z.coerce.string().regex(/^\d{1,16}$/), updated_at: z.string().optional() }),
  event: z.looseObject({}),
});
type Body = z.infer<typeof Body>;

const Identity = z.object({ type: z.string(), value: z.string().nullable(), primary: z.boolean() });
const IdentityChange = z.object({ current: Identity, previous: Identity });
const IdentityOnly = z.object({ identity: Identity });
const CustomField = z.object({ custom_field: z.object({ id: z.coerce.string() }) });
const Merged = z.object({ user: z.object({ id: z.coerce.string().regex(/^\d{1,16}$/) }) });

/** The documents write `/` in some of the types, and `:` in others. */
const TYPE = /^zen:event-type[:/](user|organization)\.([a-z_]+)$/;
const plainChanges: Readonly<Record<string, string>> = {
  ...{ name_changed: 'name', time_zone_changed: 'time_zone', alias_changed: 'alias', details_changed: 'details' },
  ...{ notes_changed: 'notes', external_id_changed: 'external_id' },
};

/** The ends of the types that are worth subscribing to. Language, shared numbers, domains and merges of organisations have none. */
export const syncSubscriptions: readonly string[] = [
  ...[...Object.keys(plainChanges), 'created', 'deleted', 'active_changed', 'merged', 'custom_field_changed'],
  ...['identity_created', 'identity_changed', 'identity_deleted'],
  ...['organization_membership_created', 'organization_membership_deleted'],
]
  .map((name) => `zen:event-type:user.${name}`)
  .concat(
    ['created', 'deleted', 'name_changed', 'external_id_changed', 'custom_field_changed'].map(
      (name) => `zen:event-type:organization.${name}`,
    ),
  );

export interface EventReading {
  readonly properties: readonly SyncProperty[];
  /** The names of custom fields by the numbers that events give them. */
  readonly fields: ReadonlyMap<string, string>;
}

/** What this event is about, if it is about anything that is synchronised. */
export function readRecordEvent(json: unknown, reading: EventReading): RecordEvent | undefined {
  const { data } = Body.safeParse(json);
  const [, object, name = ''] = TYPE.exec(data?.type ?? '') ?? [];
  if (!data || (object !== 'user' && object !== 'organization')) return undefined;
  const versionMs = Date.parse(data.detail.updated_at ?? data.time);
  if (Number.isNaN(versionMs)) return undefined;
  const about = { object, id: data.detail.id, versionMs } as const;
  if (name === 'created' || name === 'deleted') return { ...about, kind: name };
  if (name === 'active_changed') return data.event.current === false ? { ...about, kind: 'deleted' } : undefined;
  if (name === 'merged') {
    const into = Merged.safeParse(data.event).data?.user.id;
    return into === undefined ? undefined : { ...about, kind: 'merged', into };
  }
  const change = changeOf(name, data, reading.fields);
  const type = reading.properties.find((property) => property.name === change?.property)?.type;
  if (!change || !type) return undefined;
  return {
    ...{ ...about, kind: 'changed', property: change.property },
    ...told('current', type, change.current),
    ...told('previous', type, change.previous),
  };
}

interface Change {
  readonly property: string;
  readonly current?: unknown;
  readonly previous?: unknown;
}

function changeOf(name: string, { event, detail }: Body, fields: EventReading['fields']): Change | undefined {
  const plain = ownValue(plainChanges, name);
  if (plain !== undefined) return { property: plain, current: event.current, previous: event.previous };
  if (name === 'custom_field_changed') {
    const number = CustomField.safeParse(event).data?.custom_field.id;
    const property = number === undefined ? undefined : fields.get(number);
    return property === undefined ? undefined : { property, current: event.current, previous: event.previous };
  }
  if (name.startsWith('organization_membership_')) return { property: 'organization', current: detail.organization_id };
  return identityChange(name, event, detail);
}

/** Only what becomes, or was, the primary one is a change of the user's address or number. */
function identityChange(name: string, event: Body['event'], detail: Body['detail']): Change | undefined {
  if (name === 'identity_changed') {
    const { current, previous } = IdentityChange.safeParse(event).data ?? {};
    const property = propertyOf(current);
    if (!current || !previous || property === undefined) return undefined;
    if (current.primary && previous.primary) return { property, current: current.value, previous: previous.value };
    if (current.primary) return { property, current: current.value };
    const now = property === 'email' ? { current: detail.email } : {};
    return previous.primary ? { property, ...now, previous: previous.value } : undefined;
  }
  const { identity } = IdentityOnly.safeParse(event).data ?? {};
  const property = propertyOf(identity);
  if (!identity?.primary || property === undefined) return undefined;
  if (name === 'identity_created') return { property, current: identity.value };
  return name === 'identity_deleted' ? { property, previous: identity.value } : undefined;
}

const propertyOf = (identity: z.infer<typeof Identity> | undefined): string | undefined =>
  identity?.type === 'email' ? 'email' : identity?.type === 'phone_number' ? 'phone' : undefined;

function told(name: 'current' | 'previous', type: SyncProperty['type'], sent: unknown) {
  const read = sent === undefined ? undefined : fromWire(type, sent);
  return read?.kind === 'value' ? { [name]: read.plain } : {};
}
