import type { Directory } from './zendesk-directory.ts';
import { newOrganization, type OrganizationInput, writtenOrganization } from './zendesk-organization-input.ts';
import type { OrganizationState } from './zendesk-organization-state.ts';
import { newUser, type UserInput, writtenUser } from './zendesk-user-input.ts';
import type { UserState } from './zendesk-user-state.ts';
import { gone, type WriteRefused } from './zendesk-write-refused.ts';

interface Saved<T> {
  readonly kind: 'saved';
  readonly isNew: boolean;
  readonly record: T;
}
export type Written<T> = Saved<T> | WriteRefused;

/** What the helpdesk does with a write, whoever asks and by whichever way. */
export interface RecordWrites {
  updateUser(id: number, input: UserInput, atMs?: number): Written<UserState>;
  /** A new one, whoever there is: an address or an external id that somebody has is refused. */
  createUser(input: UserInput): Written<UserState>;
  /** By external id or any of a user's addresses, the way of `create_or_update`. */
  upsertUser(input: UserInput): Written<UserState>;
  updateOrganization(id: number, input: OrganizationInput, atMs?: number): Written<OrganizationState>;
  /** By id or external id; never by name. */
  upsertOrganization(input: OrganizationInput): Written<OrganizationState>;
}

export function createRecordWrites(directory: Directory): RecordWrites {
  const user = (before: UserState, isNew: boolean, input: UserInput, atMs?: number): Written<UserState> => {
    const after = writtenUser(directory, before, input);
    if ('kind' in after) return after;
    return { kind: 'saved', isNew, record: directory.saveUser(after, atMs) };
  };
  const organization = (
    before: OrganizationState,
    isNew: boolean,
    input: OrganizationInput,
    atMs?: number,
  ): Written<OrganizationState> => {
    const after = writtenOrganization(directory, before, input);
    if ('kind' in after) return after;
    return { kind: 'saved', isNew, record: directory.saveOrganization(after, atMs) };
  };
  const now = () => directory.clock.now();
  return {
    updateUser(id, input, atMs) {
      const before = directory.user(id);
      return before?.isActive ? user(before, false, input, atMs) : gone();
    },
    createUser: (input) => user(newUser(directory.newId(), now()), true, { name: '', ...input }),
    upsertUser(input) {
      const known =
        (input.external_id ? directory.userByExternalId(input.external_id) : undefined) ??
        (input.email ? directory.userByIdentity('email', input.email) : undefined);
      return user(known ?? newUser(directory.newId(), now()), !known, { name: known?.name ?? '', ...input });
    },
    updateOrganization(id, input, atMs) {
      const before = directory.organization(id);
      return before?.isActive ? organization(before, false, input, atMs) : gone();
    },
    upsertOrganization(input) {
      const known =
        (input.id === undefined ? undefined : directory.organization(input.id)) ??
        (input.external_id ? directory.organizationByExternalId(input.external_id) : undefined);
      return organization(known ?? newOrganization(directory.newId(), now()), !known, input);
    },
  };
}
