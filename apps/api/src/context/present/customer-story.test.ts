import { expect, it } from 'vitest';
import { linkOf } from '../fixtures/desk.ts';
import { dana } from '../fixtures/desk-answers.ts';
import type { Party } from '../identify/identity.ts';
import { storyOf } from './customer-story.ts';

const shared = new Set(['support']);
const linked = (accountId: string, own = {}) => ({
  ...{ kind: 'linked' as const, link: linkOf(accountId, own), missing: {} },
});
const from = (email: string, externalId: string | null = 'a1'): Party => ({
  requester: { ...dana.requester, email },
  organization: dana.organization && { ...dana.organization, externalId },
});
const story = (party: Party, identity = linked('a1'), locale = 'en', group?: string) =>
  storyOf(identity, party, shared, group, { locale, userId: '7' });

it('says that the helpdesk holds an id from before a merge', () => {
  expect(story(from('dana@north.example', 'a9'))).toBe('Merged in the CRM, found by its old ID');
  expect(story(from('dana@north.example', 'a9'), linked('a1'), 'de')).toMatch(/^Im CRM zusammengeführt/);
  expect(story(from('dana@north.example', 'a1'))).toBe('');
  expect(story(from('dana@north.example', 'a9'), linked('a1', { evidence: ['email'] }))).toBe('');
});

it('says that a mailbox may be several people', () => {
  expect(story(from('Support+eu@north.example'))).toBe('Shared mailbox, maybe several people');
  expect(story(from('dana.support@north.example'))).toBe('');
});

it('says who pays, where that is the company above', () => {
  expect(story(from('dana@north.example'), linked('a1'), 'en', 'North Group')).toBe('The group pays: North Group');
});

it('says of a pick only whose it is: of whoever reads it, or of another', () => {
  expect(story(from('support@north.example'), linked('a1', { pickedBy: '7' }))).toBe('Picked by you');
  expect(story(from('support@north.example'), linked('a1', { pickedBy: '8' }))).toBe('Picked by another agent');
  expect(story(from('support@north.example'), linked('a1', { pickedBy: '7' }), 'de')).toBe('Von Ihnen gewählt');
});

it('says nothing where nobody is linked', () => {
  const reader = { locale: 'en', userId: '7' };
  expect(storyOf({ kind: 'nobody' }, from('support@north.example'), shared, undefined, reader)).toBe('');
});
