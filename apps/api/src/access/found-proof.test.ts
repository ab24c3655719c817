import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createFoundProof } from './found-proof.ts';

const key = randomBytes(32);
const dana = { tenant: requireTenant('acme'), userId: '7' };
const of = { requesterId: '11', accountId: 'a2' };
let nowMs = 0;
const proof = createFoundProof([key], () => nowMs);
const found = proof.of(dana, of);

it('holds for the same agent, requester and account, in any process, for a while', () => {
  expect(proof.holds(dana, { ...of, found })).toBe(true);
  expect(createFoundProof([key], () => nowMs).holds(dana, { ...of, found })).toBe(true);
  nowMs = 15 * 60_000;
  expect(proof.holds(dana, { ...of, found })).toBe(false);
  nowMs = 0;
});

it.each([
  ['another agent', { ...dana, userId: '8' }, of],
  ['another helpdesk', { ...dana, tenant: requireTenant('other') }, of],
  ['another requester', dana, { ...of, requesterId: '12' }],
  ['another account', dana, { ...of, accountId: 'a3' }],
])('holds for no %s', (_, who, claimed) => {
  expect(proof.holds(who, { ...claimed, found })).toBe(false);
});

it.each([undefined, '', 'x', 'x.y', `${found}x`])('does not hold as %s', (given) => {
  expect(proof.holds(dana, { ...of, found: given })).toBe(false);
});

it('is none of another key', () => {
  expect(createFoundProof([randomBytes(32)], () => 0).holds(dana, { ...of, found })).toBe(false);
});
