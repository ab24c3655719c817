import type { Ticket } from '../workspace.ts';
import type { KnownPerson } from './properties-panel.ts';

/** Everybody who has written a ticket, once each, by name. */
export function knownPeople(tickets: readonly Ticket[]): readonly KnownPerson[] {
  const people = new Map<string, KnownPerson>();
  for (const { requester, organization } of tickets) {
    if (requester) people.set(requester.id, { person: requester, organization });
  }
  return [...people.values()].sort((a, b) => a.person.name.localeCompare(b.person.name));
}
