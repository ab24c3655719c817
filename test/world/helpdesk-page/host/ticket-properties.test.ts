import { expect, it } from 'vitest';
import type { Ticket } from '../workspace.ts';
import { readPath } from './property-path.ts';
import { contextOf, locationOf, propertiesOf, type Scene } from './ticket-properties.ts';

const ticket: Ticket = {
  id: '1001',
  subject: 'Exports',
  story: '',
  status: 'open',
  priority: 'high',
  tags: ['exports'],
  requester: { id: '900010', name: 'Dana', email: null, externalId: '5100' },
  organization: { id: '800010', name: 'Northwind', externalId: '6100' },
  messages: [],
};
const scene: Scene = {
  appGuid: 'guid',
  account: { subdomain: 'acme' },
  agent: { id: '7004', name: 'Ruth', email: 'ruth@acme.example', role: 'lead', locale: 'de' },
  colorScheme: 'dark',
  ticket,
  isNew: false,
};
const read = (from: Scene, ...paths: string[]) => paths.map((path) => readPath(propertiesOf(from), path));

it('writes ids as numbers and external ids as text, as the helpdesk does', () => {
  expect(
    read(scene, 'ticket.id', 'ticket.requester.id', 'ticket.requester.externalId', 'ticket.organization.id'),
  ).toEqual([1001, 900010, '5100', 800010]);
});

it('knows a lead as an agent, because a custom role is not told to apps', () => {
  expect(read(scene, 'currentUser.role', 'currentUser.locale', 'colorScheme')).toEqual(['agent', 'de', 'dark']);
});

it('has no ticket number and no requester on a new ticket', () => {
  const fresh: Scene = { ...scene, ticket: { ...ticket, id: '', requester: null, organization: null }, isNew: true };
  expect(read(fresh, 'ticket.id', 'ticket.isNew', 'ticket.requester', 'ticket.requester.id')).toEqual([
    null,
    true,
    null,
    null,
  ]);
  expect(contextOf(fresh)).not.toHaveProperty('ticketId');
  expect(locationOf(true)).toBe('new_ticket_sidebar');
});

it('finds itself among the instances', () => {
  expect(read(scene, 'instances.guid.location', 'instances.guid.ticketId')).toEqual(['ticket_sidebar', 1001]);
});
