import { expect, it } from 'vitest';
import { type Member, mayUse } from './may-use.ts';

const lists = { pilotGroups: ['10'], groups: ['20'] };
const of = (role: Member['role'], ...groupIds: string[]): Member => ({ role, groupIds });
const unknown = { role: 'agent', groupIds: null } as const;

it.each<[Parameters<typeof mayUse>[0]['phase'], string, Member, boolean]>([
  ['sandbox', 'an admin', of('admin'), true],
  ['sandbox', 'a lead', of('lead', '10'), false],
  ['sandbox', 'an agent of the pilot', of('agent', '10'), false],
  ['pilot', 'an admin', of('admin'), true],
  ['pilot', 'an agent of the pilot', of('agent', '99', '10'), true],
  ['pilot', 'a lead of the pilot', of('lead', '10'), true],
  ['pilot', 'an agent of a later group', of('agent', '20'), false],
  ['pilot', 'a lead of no group', of('lead'), false],
  ['pilot', 'an agent whose groups are not known', unknown, false],
  ['groups', 'an admin', of('admin'), true],
  ['groups', 'an agent of the pilot', of('agent', '10'), true],
  ['groups', 'an agent of a later group', of('agent', '20'), true],
  ['groups', 'an agent of another group', of('agent', '30'), false],
  ['everyone', 'an agent of no group', of('agent'), true],
  ['everyone', 'an agent whose groups are not known', unknown, true],
])('%s: %s', (phase, _who, who, expected) => {
  expect(mayUse({ phase, ...lists }, who)).toBe(expected);
});
