import type { Directory } from './zendesk-directory.ts';
import { withIdentity, withPrimary } from './zendesk-identities.ts';
import type { RecordWrites, Written } from './zendesk-record-writes.ts';
import type { UserInput } from './zendesk-user-input.ts';
import type { UserState } from './zendesk-user-state.ts';
import { gone } from './zendesk-write-refused.ts';

/** A person edits a user on its page: there an address that is typed in becomes the primary one. */
export function editUser(
  directory: Directory,
  writes: RecordWrites,
  id: number,
  { email, ...input }: UserInput,
  atMs?: number,
): Written<UserState> {
  const end = writes.updateUser(id, input, atMs);
  if (end.kind === 'refused' || !email) return end;
  const typed = { type: 'email', value: email, verified: true } as const;
  const named = withIdentity(directory, end.record, typed);
  if ('kind' in named) return named;
  const chosen = named.identities.find((one) => one.type === 'email' && one.value === email.trim().toLowerCase());
  const after = chosen && withPrimary(named, chosen.id, directory.clock.now());
  return after ? { kind: 'saved', isNew: false, record: directory.saveUser(after, atMs) } : gone();
}

export function removeUser(directory: Directory, id: number): boolean {
  const user = directory.user(id);
  if (!user?.isActive) return false;
  directory.saveUser({ ...user, identities: [], memberships: [], isActive: false });
  return true;
}

/** Deleted, and then permanently: what it was called is gone. */
export function eraseUser(directory: Directory, id: number): boolean {
  removeUser(directory, id);
  const user = directory.user(id);
  if (!user) return false;
  const erasedAtMs = directory.clock.now();
  directory.saveUser({ ...user, name: 'Permanently Deleted User', sharedPhone: null, fields: {}, erasedAtMs });
  return true;
}

export function removeOrganization(directory: Directory, id: number): boolean {
  const organization = directory.organization(id);
  if (!organization?.isActive) return false;
  directory.saveOrganization({ ...organization, isActive: false });
  for (const userId of directory.userIds()) {
    const user = directory.user(userId);
    if (!user?.memberships.some(({ organizationId }) => organizationId === id)) continue;
    directory.saveUser({
      ...user,
      memberships: user.memberships.filter(({ organizationId }) => organizationId !== id),
    });
  }
  return true;
}
