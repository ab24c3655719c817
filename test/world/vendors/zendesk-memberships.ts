import type { Directory } from './zendesk-directory.ts';
import type { UserState } from './zendesk-user-state.ts';
import { refused, taken, type WriteRefused } from './zendesk-write-refused.ts';

export function withMembership(
  directory: Directory,
  user: UserState,
  organizationId: number,
  isDefault = false,
): UserState | WriteRefused {
  if (!directory.organization(organizationId)?.isActive) {
    return refused('organization_id', 'InvalidValue', 'Organization: is invalid');
  }
  if (user.memberships.some((one) => one.organizationId === organizationId)) {
    return taken('user_id', `User ${user.id}`);
  }
  const becomes = isDefault || user.memberships.length === 0;
  const others = becomes ? user.memberships.map((one) => ({ ...one, isDefault: false })) : user.memberships;
  const added = {
    ...{ id: directory.newId(), organizationId, isDefault: becomes, createdAtMs: directory.clock.now() },
  };
  return { ...user, memberships: [...others, added] };
}

export function withDefault(user: UserState, membershipId: number): UserState | undefined {
  if (!user.memberships.some(({ id }) => id === membershipId)) return undefined;
  return { ...user, memberships: user.memberships.map((one) => ({ ...one, isDefault: one.id === membershipId })) };
}

/** What `organization_id` on a user does: it is the only one from then on. */
export function withOnly(
  directory: Directory,
  user: UserState,
  organizationId: number | null,
): UserState | WriteRefused {
  if (organizationId === null) return { ...user, memberships: [] };
  const same = user.memberships.find((one) => one.organizationId === organizationId);
  if (same) return { ...user, memberships: [{ ...same, isDefault: true }] };
  return withMembership(directory, { ...user, memberships: [] }, organizationId, true);
}
