import type { AgentRecord } from '@sidelight/shared/record/helpdesk.ts';
import { expect, it } from 'vitest';
import { roleOf } from './role-of.ts';

const maya: AgentRecord = {
  ...{
    id: '7001',
    name: 'Maya',
    role: 'agent',
    customRoleId: null,
    groupIds: ['10'],
    locale: 'en',
    isActive: true,
    ...{ seesAllTickets: true, restriction: 'none', organizationIds: null, brandIds: null, isLight: false },
  },
};
const options = { leadRoleIds: ['360001'], leadGroupIds: ['20'], adminGroupIds: ['30'] };

it.each<[string, Partial<AgentRecord>, string]>([
  ['one of many', {}, 'agent'],
  ['the helpdesk’s admin', { role: 'admin', groupIds: [] }, 'admin'],
  ['somebody with a lead’s role', { customRoleId: '360001' }, 'lead'],
  ['somebody with another role', { customRoleId: '360002' }, 'agent'],
  ['somebody in a group of leads', { groupIds: ['10', '20'] }, 'lead'],
  ['somebody in a group of admins', { groupIds: ['30'] }, 'admin'],
  ['a lead in a group of admins', { customRoleId: '360001', groupIds: ['20', '30'] }, 'admin'],
  ['somebody whose groups are not known', { groupIds: null }, 'agent'],
  ['a lead whose groups are not known', { customRoleId: '360001', groupIds: null }, 'lead'],
])('%s', (_, over, role) => {
  expect(roleOf({ ...maya, ...over }, options)).toBe(role);
});

it.each([{}, { leadGroupIds: '10' }, { leadGroupIds: [] }, { leadRoleIds: 7 }])('%j makes nobody more', (few) => {
  expect(roleOf({ ...maya, customRoleId: '7' }, few)).toBe('agent');
});
