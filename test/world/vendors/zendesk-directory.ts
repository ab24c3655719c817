import type { Company } from '../company/company.ts';
import type { ZendeskClock } from './zendesk-clock.ts';
import { type CustomField, organizationFields, userFields } from './zendesk-custom-fields.ts';
import { type OrganizationState, untouchedOrganization } from './zendesk-organization-state.ts';
import { settled, type UserState, untouched } from './zendesk-user-state.ts';

/** Where changes of records are told. */
export interface DirectoryEvents {
  userChanged(before: UserState | undefined, after: UserState, atMs: number): void;
  organizationChanged(before: OrganizationState | undefined, after: OrganizationState, atMs: number): void;
}

/** Everybody the helpdesk knows, as they are now: the company's, and what was changed since the world began. */
export interface Directory {
  readonly clock: ZendeskClock;
  readonly fields: { readonly users: CustomField[]; readonly organizations: CustomField[] };
  /** Also one that was deleted. */
  user(id: number): UserState | undefined;
  organization(id: number): OrganizationState | undefined;
  userIds(): readonly number[];
  organizationIds(): readonly number[];
  /** By any of their addresses and direct numbers. */
  userByIdentity(type: 'email' | 'phone_number', value: string): UserState | undefined;
  userByExternalId(externalId: string): UserState | undefined;
  organizationByExternalId(externalId: string): OrganizationState | undefined;
  organizationByName(name: string): OrganizationState | undefined;
  /** As of `atMs`, or now. Says what changed to whoever listens. */
  saveUser(user: UserState, atMs?: number): UserState;
  /** As though it had always been so: no event tells of it. */
  placeUser(user: UserState): void;
  saveOrganization(organization: OrganizationState, atMs?: number): OrganizationState;
  newId(): number;
  /** Mails that asked somebody to verify an address. */
  readonly verificationMails: string[];
}

export function createDirectory(company: Company, clock: ZendeskClock, events: DirectoryEvents): Directory {
  const users = new Map<number, UserState>();
  const organizations = new Map<number, OrganizationState>();
  let nextId = 400_000_000;
  let index: ReturnType<typeof indexOf> | undefined;
  const byCompany = () => {
    index ??= indexOf(company);
    return index;
  };

  const user = (id: number): UserState | undefined => {
    const original = company.user(id);
    return users.get(id) ?? (original && untouched(original));
  };
  const organization = (id: number): OrganizationState | undefined => {
    const original = company.organization(id);
    return organizations.get(id) ?? (original && untouchedOrganization(original));
  };
  /** Those touched are asked themselves: what the index says of them may be over. */
  const find = <T>(touched: Iterable<T>, isIt: (one: T) => boolean, indexed: () => T | undefined): T | undefined => {
    for (const one of touched) if (isIt(one)) return one;
    const first = indexed();
    return first !== undefined && isIt(first) ? first : undefined;
  };
  const orNone = <T>(id: number | undefined, get: (id: number) => T | undefined) =>
    id === undefined ? undefined : get(id);

  return {
    clock,
    fields: { users: userFields(), organizations: organizationFields() },
    user,
    organization,
    userIds: () => [...new Set([...byCompany().userIds, ...users.keys()])].sort((a, b) => a - b),
    organizationIds: () =>
      [...new Set([...byCompany().organizationIds, ...organizations.keys()])].sort((a, b) => a - b),
    userByIdentity: (type, value) =>
      find(
        users.values(),
        (one) => one.isActive && one.identities.some((id) => id.type === type && isSame(id.value, value)),
        () => (type === 'email' ? orNone(byCompany().userByEmail.get(value.toLowerCase()), user) : undefined),
      ),
    userByExternalId: (externalId) =>
      find(
        users.values(),
        (one) => one.isActive && isSame(one.externalId ?? '', externalId),
        () => orNone(byCompany().userByExternalId.get(externalId.toLowerCase()), user),
      ),
    organizationByExternalId: (externalId) =>
      find(
        organizations.values(),
        (one) => one.isActive && isSame(one.externalId ?? '', externalId),
        () => orNone(byCompany().organizationByExternalId.get(externalId.toLowerCase()), organization),
      ),
    organizationByName: (name) =>
      find(
        organizations.values(),
        (one) => one.isActive && isSame(one.name, name),
        () => orNone(byCompany().organizationByName.get(name.toLowerCase()), organization),
      ),
    saveUser(given, atMs = clock.now()) {
      const before = user(given.id);
      const after = { ...settled(given), updatedAtMs: atMs };
      users.set(after.id, after);
      events.userChanged(before, after, atMs);
      return after;
    },
    placeUser: (given) => void users.set(given.id, given),
    saveOrganization(given, atMs = clock.now()) {
      const before = organization(given.id);
      const after = { ...given, updatedAtMs: atMs };
      organizations.set(after.id, after);
      events.organizationChanged(before, after, atMs);
      return after;
    },
    newId: () => nextId++,
    verificationMails: [],
  };
}

const isSame = (a: string, b: string) => a !== '' && a.toLowerCase() === b.toLowerCase();

/** Everybody there was at the beginning. Generated once, when the first list is asked for. */
function indexOf(company: Company) {
  const bundles = [
    ...company.samples.map(({ bundle }) => bundle),
    ...Array.from({ length: company.customers }, (_, n) => company.customer(n)),
  ];
  const people = [...company.staff, ...bundles.flatMap(({ users }) => users)];
  const companies = bundles.flatMap(({ organizations }) => organizations);
  const by = <T extends { id: number }>(all: readonly T[], key: (one: T) => string | null) =>
    new Map(all.flatMap((one) => ((text) => (text === null ? [] : [[text.toLowerCase(), one.id] as const]))(key(one))));
  return {
    userIds: people.map(({ id }) => id),
    organizationIds: companies.map(({ id }) => id),
    userByEmail: by(people, ({ email }) => email),
    userByExternalId: by(people, ({ externalId }) => externalId),
    organizationByExternalId: by(companies, ({ externalId }) => externalId),
    organizationByName: by(companies, ({ name }) => name),
  };
}
