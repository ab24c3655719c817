import { z } from 'zod';
import type { Directory } from './zendesk-directory.ts';
import { withFields } from './zendesk-field-input.ts';
import { withIdentity } from './zendesk-identities.ts';
import { withOnly } from './zendesk-memberships.ts';
import { zendeskZones } from './zendesk-time-zones.ts';
import type { UserState } from './zendesk-user-state.ts';
import { refused, sharedUser, taken, type WriteRefused } from './zendesk-write-refused.ts';

/** What a user may be created or changed with. Other members are ignored, as the vendor does. */
export const UserInput = z.object({
  id: z.int().optional(),
  name: z.string().optional(),
  email: z.string().nullable().optional(),
  external_id: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  time_zone: z.string().optional(),
  locale: z.string().optional(),
  alias: z.string().nullable().optional(),
  details: z.string().nullable().optional(),
  notes: z.string().nullable().optional(),
  tags: z.array(z.string()).optional(),
  role: z.enum(['end-user', 'agent', 'admin']).optional(),
  suspended: z.boolean().optional(),
  organization_id: z.int().nullable().optional(),
  skip_verify_email: z.boolean().optional(),
  user_fields: z.record(z.string(), z.unknown()).optional(),
});
export type UserInput = z.infer<typeof UserInput>;

/** Languages of the account. */
const LOCALES = ['en-US', 'en-GB', 'de', 'fr', 'es', 'pt-BR', 'ja'];

/** The user after this was written over it; nothing is kept yet. */
export function writtenUser(directory: Directory, before: UserState, input: UserInput): UserState | WriteRefused {
  if (before.isShared) return sharedUser();
  const locale = LOCALES.find((one) => one.toLowerCase() === input.locale?.toLowerCase());
  if (input.name?.trim() === '') return refused('name', 'BlankValue', 'Name: cannot be blank');
  if (input.time_zone !== undefined && !zendeskZones.has(input.time_zone)) {
    return refused('time_zone', 'InvalidValue', `Time zone: ${input.time_zone} is not valid`);
  }
  if (input.locale !== undefined && locale === undefined) {
    return refused('locale', 'InvalidValue', `Locale: ${input.locale} is not valid`);
  }
  const holder = input.external_id ? directory.userByExternalId(input.external_id) : undefined;
  if (holder && holder.id !== before.id) return taken('external_id', `External ${input.external_id}`);
  const fielded = withFields(
    directory.fields.users,
    { ...before, tags: input.tags ?? before.tags },
    input.user_fields ?? {},
  );
  if ('kind' in fielded) return fielded;
  let user: UserState = {
    ...before,
    ...fielded,
    name: input.name?.trim() ?? before.name,
    timeZone: input.time_zone ?? before.timeZone,
    locale: locale ?? before.locale,
    role: input.role ?? before.role,
    isSuspended: input.suspended ?? before.isSuspended,
    externalId: input.external_id === undefined ? before.externalId : input.external_id || null,
    alias: input.alias === undefined ? before.alias : input.alias,
    details: input.details === undefined ? before.details : input.details,
    notes: input.notes === undefined ? before.notes : input.notes,
  };
  if (input.phone !== undefined) user = withPhone(directory, user, input.phone);
  if (input.email) {
    const { skip_verify_email } = input;
    const named = withIdentity(directory, user, { type: 'email', value: input.email, skip_verify_email });
    if ('kind' in named) return { ...named, field: 'email' };
    user = named;
  }
  return input.organization_id === undefined ? user : withOnly(directory, user, input.organization_id);
}

/** Kept as E.164. A number that somebody else has as theirs identifies neither. */
function withPhone(directory: Directory, user: UserState, phone: string | null): UserState {
  const rest = {
    ...user,
    sharedPhone: null,
    identities: user.identities.filter(({ type }) => type !== 'phone_number'),
  };
  const number = phone?.replace(/[^\d+]/g, '') ?? '';
  if (number === '') return rest;
  const same = user.identities.find(({ type, value }) => type === 'phone_number' && value === number);
  if (same) return user;
  const named = withIdentity(directory, rest, { type: 'phone_number', value: number, verified: true });
  return 'kind' in named ? { ...rest, sharedPhone: number } : named;
}

export const newUser = (id: number, nowMs: number): UserState => ({
  ...{ id, name: '', email: null, role: 'end-user', customRoleId: null, locale: 'en-US', externalId: null },
  ...{ organizationId: null, createdAtMs: nowMs, updatedAtMs: nowMs, identities: [], memberships: [] },
  ...{ sharedPhone: null, timeZone: 'UTC', alias: null, details: null, notes: null, tags: [], fields: {} },
  ...{ isActive: true, isSuspended: false, isShared: false, mergedInto: null },
});
