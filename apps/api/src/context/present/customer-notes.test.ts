import { describe, expect, it } from 'vitest';
import type { Identity } from '../identify/identity.ts';
import type { Link } from '../ports.ts';
import { notesOn } from './customer-notes.ts';

const NOW = Date.parse('2026-11-24T10:00:00Z');
const DAY_MS = 86_400_000;
const link = (change: Partial<Link> = {}): Link => ({
  ...{
    requesterId: '1',
    organizationId: '',
    checkedAtMs: 0,
    accountId: '10',
    contactId: null,
    billingId: null,
    payerFrom: null,
    telemetryId: null,
  },
  ...{ evidence: ['email'], basis: '[]', pickedBy: null, change: null, ...change },
});
const linked = (missing: Extract<Identity, { kind: 'linked' }>['missing'], change: Partial<Link> = {}): Identity => ({
  ...{ kind: 'linked', link: link(change), missing },
});

describe('what an agent should know of how the account was found', () => {
  it.each<[string, Identity, readonly string[]]>([
    ['nothing, as a rule', linked({}), []],
    [
      'each id that is not clear, by its system',
      linked({ billing: { kind: 'several' }, telemetry: { kind: 'unreadable' } }),
      ['several_payers', 'product_account_unreadable'],
    ],
    [
      'the other two',
      linked({ billing: { kind: 'unreadable' }, telemetry: { kind: 'several' } }),
      ['payer_unreadable', 'several_product_accounts'],
    ],
    [
      'nothing of what could not be asked: the fields say so',
      linked({ billing: { kind: 'failed', reason: 'timeout' } }),
      [],
    ],
    ['that the link is lost', { kind: 'nobody', wasLinked: true }, ['account_lost']],
    [
      'that there are more candidates',
      { kind: 'ambiguous', candidates: [], isPartial: true, wasLinked: true },
      ['account_lost', 'more_candidates'],
    ],
  ])('%s', (_, identity, notes) => {
    expect(notesOn(identity, NOW)).toEqual(notes);
  });

  it('tells of a change for a day', () => {
    const changed = linked(
      {},
      { change: { atMs: NOW - DAY_MS + 1, parts: ['account', 'merged', 'billing', 'telemetry'] } },
    );
    expect(notesOn(changed, NOW)).toEqual([
      ...['account_changed', 'account_merged', 'payer_changed', 'product_account_changed'],
    ]);
    expect(notesOn(changed, NOW + 1)).toEqual([]);
  });
});
