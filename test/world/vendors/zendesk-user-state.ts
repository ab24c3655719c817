import type { HelpdeskUser } from '../company/bundle.ts';
import type { FieldValues } from './zendesk-custom-fields.ts';

export interface Identity {
  readonly id: number;
  readonly type: 'email' | 'phone_number';
  readonly value: string;
  readonly isPrimary: boolean;
  readonly isVerified: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}

export interface Membership {
  readonly id: number;
  readonly organizationId: number;
  readonly isDefault: boolean;
  readonly createdAtMs: number;
}

/** A user with all that can change of one. `email`, `phone` and `organizationId` follow from identities and memberships. */
export interface UserState extends HelpdeskUser {
  readonly identities: readonly Identity[];
  readonly memberships: readonly Membership[];
  /** As it was given, where others have it too: then it identifies nobody. */
  readonly sharedPhone: string | null;
  readonly timeZone: string;
  readonly alias: string | null;
  readonly details: string | null;
  readonly notes: string | null;
  readonly tags: readonly string[];
  readonly fields: FieldValues;
  readonly isActive: boolean;
  readonly isSuspended: boolean;
  /** Comes from another account. */
  readonly isShared: boolean;
  readonly updatedAtMs: number;
  /** The user this one was merged into. */
  readonly mergedInto: number | null;
  /** When somebody asked for it to be deleted permanently. */
  readonly erasedAtMs?: number;
}

const primary = (identities: readonly Identity[], type: Identity['type']) =>
  identities.find((identity) => identity.type === type && identity.isPrimary)?.value ?? null;

export const phoneOf = (user: UserState): string | null => user.sharedPhone ?? primary(user.identities, 'phone_number');

/** The same with what follows from its parts brought in line. */
export const settled = (user: UserState): UserState => ({
  ...user,
  email: primary(user.identities, 'email'),
  organizationId: user.memberships.find(({ isDefault }) => isDefault)?.organizationId ?? null,
});

/** A user nobody has touched yet. Ids of its parts hold its own. */
export function untouched(user: HelpdeskUser): UserState {
  const { id, createdAtMs, email, organizationId } = user;
  return {
    ...user,
    identities:
      email === null
        ? []
        : [
            ...[{ id: id * 10 + 1, type: 'email' as const, value: email, isPrimary: true, isVerified: true }].map(
              (identity) => ({ ...identity, createdAtMs, updatedAtMs: createdAtMs }),
            ),
          ],
    memberships: organizationId === null ? [] : [{ id: id * 10 + 5, organizationId, isDefault: true, createdAtMs }],
    sharedPhone: null,
    timeZone: user.timeZone ?? 'Eastern Time (US & Canada)',
    alias: null,
    details: null,
    notes: null,
    tags: [],
    fields: {},
    isActive: true,
    isSuspended: false,
    isShared: false,
    updatedAtMs: createdAtMs,
    mergedInto: null,
  };
}
