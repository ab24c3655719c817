import { fitsWho } from '@sidelight/shared/privacy/who-text.ts';
import { withoutTag } from '@sidelight/shared/without-tag.ts';
import { z } from 'zod';
import type { Match, PersonKey } from './inventory/entry.ts';

/** What somebody is known by here: ids in the helpdesk and the CRM, addresses, names, their tickets, and their pairs of sync. */
export const Person = z.object({
  users: z.array(z.string()),
  contacts: z.array(z.string()),
  addresses: z.array(z.string()),
  names: z.array(z.string()),
  tickets: z.array(z.string()),
  /** Ids of pairs that sync keeps. */
  pairs: z.array(z.string()),
});
export type Person = z.infer<typeof Person>;

export const nobody: Person = { users: [], contacts: [], addresses: [], names: [], tickets: [], pairs: [] };

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])].toSorted();

export const together = (a: Person, b: Partial<Person>): Person => ({
  users: union(a.users, b.users ?? []),
  contacts: union(a.contacts, b.contacts ?? []),
  addresses: union(
    a.addresses,
    (b.addresses ?? []).map(plainAddress).filter((text) => fitsWho('email', text)),
  ),
  names: union(a.names, (b.names ?? []).filter(isTelling)),
  tickets: union(a.tickets, b.tickets ?? []),
  pairs: union(a.pairs, b.pairs ?? []),
});

export const plainAddress = (address: string): string => address.trim().toLowerCase();

/** Whether nothing is known that an erasure could go by. */
export const isUnknown = ({ users, contacts, addresses }: Person): boolean =>
  users.length + contacts.length + addresses.length === 0;

/** A first name alone is many people's. */
const isTelling = (name: string): boolean => /\S\s+\S/.test(name.trim()) && name.trim().length >= 6;

/** Begun where one can begin alone: begun at every letter of a long word it would take as many times as long. */
const ADDRESS =
  /(?<![^\s"'<>(),;:\\[\]{}|])[^\s"'<>(),;:\\[\]{}|]+@[^\s"'<>(),;:\\[\]{}|@]+\.[^\s"'<>(),;:\\[\]{}|@.]+/g;

/** Every address in a text. */
export const addressesIn = (text: string): readonly string[] => (text.match(ADDRESS) ?? []).map(plainAddress);

/** What a person who was erased is known again by. Each is turned into a mark that nothing leads back from. */
export const textsOf = (person: Person): readonly string[] => [
  ...ownTextsOf(person),
  ...person.addresses.map(mailboxText),
  ...person.tickets.map(ticketText),
];
/** What is theirs alone. A ticket can be given to somebody else. */
export const ownTextsOf = ({ users, contacts, addresses }: Person): readonly string[] => [
  ...users.map(userText),
  ...contacts.map(contactText),
  ...addresses.map(addressText),
];
export const userText = (id: string): string => `user:${id}`;
export const contactText = (id: string): string => `contact:${id}`;
export const addressText = (address: string): string => `email:${plainAddress(address)}`;
/** Where that arrives, whatever follows a plus: no name of theirs alone, and still theirs. */
export const mailboxText = (address: string): string => {
  const plain = plainAddress(address);
  return `mailbox:${withoutTag(plain) ?? plain}`;
};
export const ticketText = (id: string): string => `ticket:${id}`;

/** What a column may hold that is one of their keys. */
export function keysOf(person: Person, key: PersonKey): readonly string[] {
  const { users, contacts, addresses, tickets, pairs } = person;
  switch (key) {
    case 'users':
      return users;
    case 'contacts':
      return contacts;
    case 'tickets':
      return tickets;
    case 'customers':
      return users.map((id) => `users:${id}`);
    case 'records':
      return [...pairs, ...users.map((id) => `right:${id}`), ...contacts.map((id) => `left:${id}`)];
    case 'subjects':
      return [
        ...[...users, ...contacts].flatMap((id) => [`id:${id}`, `external_id:${id}`]),
        ...users.map((id) => `id:users:${id}`),
        ...addresses.map((address) => `email:${address}`),
      ];
  }
}

/** As a value stands in a JSON text, without what surrounds it. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const quoted = (text: string): string => `"${inJson(text)}"`;
const writtenAs = { jsonb: inJson, text: (text: string) => text };

export interface Word {
  /** In small letters. */
  readonly text: string;
  /** `id`: looked for as a whole value. The others are no part of a longer one. */
  readonly kind: 'address' | 'name' | 'id';
}

/** What stands somewhere in a text that is about them. `as`: how a text stands in the column. */
export function wordsOf(
  { users, contacts, addresses, names, tickets, pairs }: Person,
  says: Extract<Match, { readonly says: unknown }>['says'],
  as: 'jsonb' | 'text' = 'jsonb',
): readonly Word[] {
  const of = (kind: Word['kind'], texts: readonly string[]) =>
    texts.map((text): Word => ({ kind, text: (kind === 'id' ? quoted(text) : writtenAs[as](text)).toLowerCase() }));
  const named = [...of('address', addresses), ...of('name', names)];
  const found = {
    texts: () => [...named, ...of('id', [...users, ...contacts])],
    names: () => named,
    people: () => of('id', [...users, ...contacts]),
    ids: () => of('id', [...users, ...contacts, ...tickets]),
    records: () => of('id', pairs),
  };
  return found[says]();
}
