import { ownValue } from '@sidelight/shared/own-property.ts';
import type { CustomField, FieldValue, FieldValues } from './zendesk-custom-fields.ts';
import { zendeskTime } from './zendesk-objects.ts';
import type { OrganizationState } from './zendesk-organization-state.ts';
import type { Identity, UserState } from './zendesk-user-state.ts';

/** One thing that changed, as webhooks tell of it: the end of its type, and its `event`. */
export type Happening = readonly [name: string, event: Readonly<Record<string, unknown>>];

const id = (value: number | null): string => (value === null ? '' : String(value));
const changed = (current: unknown, previous: unknown) => ({ current, previous });

/** What of a user has an event; language, shared numbers and the like have none. */
export function userHappenings(
  before: UserState | undefined,
  after: UserState,
  fields: readonly CustomField[],
): Happening[] {
  if (!before) return [['user.created', {}]];
  if (before.isActive && !after.isActive) {
    return after.mergedInto === null
      ? [
          ['user.active_changed', changed(false, true)],
          ['user.deleted', {}],
        ]
      : [['user.merged', { user: { id: String(after.mergedInto) } }]];
  }
  const all: Happening[] = [];
  const compare = (name: string, current: unknown, previous: unknown) => {
    if (current !== previous) all.push([name, changed(current, previous)]);
  };
  compare('user.name_changed', after.name, before.name);
  compare('user.time_zone_changed', after.timeZone, before.timeZone);
  compare('user.alias_changed', after.alias ?? '', before.alias ?? '');
  compare('user.details_changed', after.details ?? '', before.details ?? '');
  compare('user.notes_changed', after.notes ?? '', before.notes ?? '');
  compare('user.external_id_changed', after.externalId ?? '', before.externalId ?? '');
  compare('user.role_changed', after.role, before.role);
  compare('user.suspended_changed', after.isSuspended, before.isSuspended);
  compare('user.custom_role_changed', id(after.customRoleId), id(before.customRoleId));
  compare('user.only_private_comments_changed', after.isLight === true, before.isLight === true);
  const memberOf = (user: UserState) => user.memberships.map(({ organizationId }) => organizationId);
  const told = (name: string, ids: readonly number[]) =>
    all.push(...ids.map((one): Happening => [name, { organization: { id: String(one) } }]));
  told('user.organization_membership_created', without(memberOf(after), memberOf(before)));
  told('user.organization_membership_deleted', without(memberOf(before), memberOf(after)));
  return [
    ...all,
    ...identities(before, after),
    ...tags('user', before, after),
    ...custom('user', before, after, fields),
  ];
}

/** Domains, notes, details and merges have none. */
export function organizationHappenings(
  before: OrganizationState | undefined,
  after: OrganizationState,
  fields: readonly CustomField[],
): Happening[] {
  if (!before) return [['organization.created', {}]];
  if (before.isActive && !after.isActive) return after.mergedInto === null ? [['organization.deleted', {}]] : [];
  const all: Happening[] = [];
  if (before.name !== after.name) all.push(['organization.name_changed', changed(after.name, before.name)]);
  if (before.externalId !== after.externalId) {
    all.push(['organization.external_id_changed', changed(after.externalId ?? '', before.externalId ?? '')]);
  }
  return [...all, ...tags('organization', before, after), ...custom('organization', before, after, fields)];
}

const without = <T>(all: readonly T[], some: readonly T[]) => all.filter((one) => !some.includes(one));

function identities(before: UserState, after: UserState): Happening[] {
  const told = ({ id: number, isPrimary, type, value }: Identity) => ({
    ...{ id: String(number), primary: isPrimary, type, value },
  });
  const was = (one: Identity) => before.identities.find(({ id: same }) => same === one.id);
  const deleted = before.identities.filter((one) => !after.identities.some(({ id: same }) => same === one.id));
  return [
    ...deleted.map((one): Happening => ['user.identity_deleted', { identity: told(one) }]),
    ...after.identities.flatMap((one): Happening[] => {
      const old = was(one);
      if (!old) return [['user.identity_created', { identity: told(one) }]];
      const isSame = old.isPrimary === one.isPrimary && old.value === one.value;
      return isSame ? [] : [['user.identity_changed', changed(told(one), told(old))]];
    }),
  ];
}

function tags(kind: string, before: { tags: readonly string[] }, after: { tags: readonly string[] }): Happening[] {
  const [added, removed] = [without(after.tags, before.tags), without(before.tags, after.tags)];
  if (added.length + removed.length === 0) return [];
  return [[`${kind}.tags_changed`, { added: { tags: added }, removed: { tags: removed } }]];
}

/** A field is named by its number and title there, not by its key. */
function custom(
  kind: string,
  before: { fields: FieldValues },
  after: { fields: FieldValues },
  fields: readonly CustomField[],
): Happening[] {
  return fields.flatMap(({ id: number, key, title, type }): Happening[] => {
    const [current, previous] = [after, before].map(({ fields: values }): FieldValue => ownValue(values, key) ?? null);
    if (JSON.stringify(current) === JSON.stringify(previous)) return [];
    return [
      [
        `${kind}.custom_field_changed`,
        { ...changed(current, previous), custom_field: { id: String(number), title, type } },
      ],
    ];
  });
}

export const userDetail = (user: UserState) => ({
  created_at: zendeskTime(user.createdAtMs),
  email: user.email ?? '',
  external_id: user.externalId ?? '',
  default_group_id: user.role === 'end-user' ? '' : '360010',
  id: String(user.id),
  organization_id: id(user.organizationId),
  role: user.role,
  updated_at: zendeskTime(user.updatedAtMs),
});

export const organizationDetail = (organization: OrganizationState) => ({
  created_at: zendeskTime(organization.createdAtMs),
  external_id: organization.externalId ?? '',
  group_id: '',
  id: String(organization.id),
  name: organization.name,
  shared_comments: false,
  shared_tickets: false,
  updated_at: zendeskTime(organization.updatedAtMs),
});
