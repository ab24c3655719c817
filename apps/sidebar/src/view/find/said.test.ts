import type { FoundAccount } from '@sidelight/shared/context/search.ts';
import { expect, it } from 'vitest';
import { en } from '../../words/en.ts';
import { findDe } from '../../words/find-de.ts';
import { findEn } from '../../words/find-en.ts';
import { unfoldEn } from '../../words/unfold-en.ts';
import { type Came, saidOf } from './said.ts';

const account: FoundAccount = { accountId: 'a1', name: 'North', by: 'name', found: 'x' };
const said = (came: Came) => saidOf(came, findEn, unfoldEn, en);

it.each<[Came, string]>([
  [undefined, ''],
  ['short', 'Type at least 2 characters.'],
  ['asking', 'Searching the CRM…'],
  [{ kind: 'found', accounts: [account], isPartial: false }, '1 account found.'],
  [
    { kind: 'found', accounts: [account, account], isPartial: true },
    '2 accounts found. More fit: type more of the name, or the domain.',
  ],
  [{ kind: 'nobody' }, 'Nothing found. Try another spelling, the domain or an e-mail address.'],
  [{ kind: 'not_by_name' }, 'This CRM can be searched by domain or e-mail address only.'],
  [{ kind: 'failed', reason: 'timeout' }, 'CRM did not answer in time. Nothing was searched.'],
  [{ kind: 'failed', reason: 'credential' }, 'CRM no longer accepts our sign-in. Nothing was searched.'],
  [{ kind: 'failed', reason: 'rate_limited' }, 'CRM asked us to wait. Nothing was searched.'],
  [
    { kind: 'refused', code: 'too_many_requests', requestId: 'r' },
    'Too many requests at once. It goes on in a moment; if not, try again.',
  ],
  [
    { kind: 'refused', code: 'not_allowed', requestId: 'r' },
    'The helpdesk could not confirm whose ticket this is. Try again.',
  ],
  [{ kind: 'broken' }, en.trouble.broken],
])('%j', (came, words) => {
  expect(said(came)).toBe(words);
});

it('says the same in German', () => {
  expect(saidOf('short', findDe, unfoldEn, en)).toContain('2');
  const some: Came = { kind: 'found', accounts: [account, account], isPartial: false };
  expect(saidOf(some, findDe, unfoldEn, en)).toBe('2 Konten gefunden.');
});
