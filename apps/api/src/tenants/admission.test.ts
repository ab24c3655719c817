import { expect, it } from 'vitest';
import { admission, type LearnRule } from './admission.ts';
import { requireTenant } from './tenant-id.ts';

const [acme, other] = [requireTenant('acme'), requireTenant('other')];
const entry = { tenant: acme, installationId: '2' };

it.each<readonly [string, string | undefined, LearnRule, ReturnType<typeof admission>]>([
  ['one that is known', '2', 'none', 'known'],
  ['a stranger where nobody is learned', undefined, 'none', 'unknown_tenant'],
  ['a stranger who is on the list', undefined, [acme], 'learn'],
  ['a stranger who is not', undefined, [other], 'unknown_tenant'],
  ['anybody where anybody is welcome', undefined, 'any', 'learn'],
  ['one whose app was installed anew', '1', 'any', 'learn'],
  ['the same where nobody is learned', '1', 'none', 'other_installation'],
])('%s', (_, installationId, rule, verdict) => {
  expect(admission(entry, installationId === undefined ? undefined : { installationId }, rule)).toBe(verdict);
});
