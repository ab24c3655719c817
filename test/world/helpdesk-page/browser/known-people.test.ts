import { expect, it } from 'vitest';
import type { Ticket } from '../workspace.ts';
import { knownPeople } from './known-people.ts';

const ticket = (id: string, name: string | null): Ticket => ({
  id,
  subject: '',
  story: '',
  status: 'open',
  priority: null,
  tags: [],
  requester: name === null ? null : { id: `p-${name}`, name, email: null, externalId: null },
  organization: name === null ? null : { id: `o-${name}`, name: `${name} Ltd`, externalId: null },
  messages: [],
});

it('lists each requester once, by name, with the organisation they bring', () => {
  const people = knownPeople([ticket('1', 'Zoe'), ticket('2', 'Ann'), ticket('3', 'Zoe'), ticket('4', null)]);
  expect(people.map(({ person, organization }) => [person.name, organization?.name])).toEqual([
    ['Ann', 'Ann Ltd'],
    ['Zoe', 'Zoe Ltd'],
  ]);
});
