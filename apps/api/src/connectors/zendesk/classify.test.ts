import { expect, it } from 'vitest';
import { classifyZendesk } from './classify.ts';

const tooMany = (path: string, left?: string) =>
  classifyZendesk({
    ...{ status: 429, json: undefined, path: `/api/v2/${path}` },
    header: (name) => (name === 'x-rate-limit-remaining' ? left : undefined),
  });

it.each([
  'incremental/users/cursor',
  'incremental/organizations.json',
  'search/export',
  'users/7',
  'organizations/7.json',
  'users/update_many',
  'users',
  'organizations/create_or_update',
])('the limit of one endpoint keeps nobody else waiting: %s', (path) => {
  const ofEndpoint = { reason: 'rate_limited', concerns: 'read' };
  expect([tooMany(path, '212'), tooMany(path)]).toEqual([ofEndpoint, ofEndpoint]);
  expect(tooMany(path, '0')).toBeUndefined();
});

it.each(['tickets/7', 'users/7/organization_memberships', 'search'])('any other is the account’s: %s', (path) => {
  expect([tooMany(path, '212'), tooMany(path), tooMany(path, '0')]).toEqual([undefined, undefined, undefined]);
});
