import { beforeEach, describe, expect, it } from 'vitest';
import { acme, type Desk, linkOf, openDesk } from '../fixtures/desk.ts';
import { account, answerOf, contact, dana, failure, known, nobody } from '../fixtures/desk-answers.ts';
import type { Link } from '../ports.ts';
import { identify, rememberedLink } from './identify.ts';
import type { Party } from './identity.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

/** By address alone: her organisation says nothing of the CRM. */
const byAddress: Party = { ...dana, organization: { id: '21', name: 'North', externalId: null } };
const basis = JSON.stringify(['dana@north.example', null, null]);
const learnedByAddress = (accountId: string) =>
  linkOf(accountId, { basis, evidence: ['email'], billingId: `b-${accountId}`, checkedAtMs: 0 });

const find = (party: Party, before?: Link) =>
  identify(desk.deps, acme, party, before, new Set(), new AbortController().signal);
const stored = () => desk.links.kept.get('11|21');
const dependsOn = (accountIds: readonly string[], gaps?: { isCutShort: boolean; leftOut: number }) =>
  desk.answer('crm.contact', async () => answerOf('c1', contact('c1', 'dana@north.example', accountIds), gaps));

describe('for the first time', () => {
  it('is the account that the organisation’s id names, and is kept', async () => {
    const identity = await find(dana);
    expect(identity).toMatchObject({
      ...{ kind: 'linked', missing: {} },
      link: {
        accountId: 'a1',
        billingId: 'b-a1',
        telemetryId: 't-a1',
        evidence: ['organization_external_id', 'email'],
      },
    });
    expect(stored()).toMatchObject({ accountId: 'a1', pickedBy: null, payerFrom: 'crm' });
  });

  it('is never guessed: two accounts on the same evidence are offered, and nothing is kept', async () => {
    dependsOn(['a1', 'a2']);
    const identity = await find(byAddress);
    expect(identity).toMatchObject({
      ...{ kind: 'ambiguous', isPartial: false },
      candidates: [
        { accountId: 'a1', name: 'Northwind', evidence: ['email'] },
        { accountId: 'a2', name: 'Southwind' },
      ],
    });
    expect(stored()).toBeUndefined();
    expect(desk.asked.filter((question) => question.startsWith('billing'))).toEqual([]);
  });

  it('is only offered where part of the contact’s companies was not read', async () => {
    dependsOn(['a1'], { isCutShort: true, leftOut: 0 });
    expect(await find(byAddress)).toMatchObject({
      kind: 'suggested',
      isPartial: true,
      candidates: [{ accountId: 'a1' }],
    });
    expect(stored()).toBeUndefined();
  });

  it('is neither linked nor offered where somebody has said that it is another, and that is said', async () => {
    desk.links.rejections.add('11|a1');
    expect(await find(byAddress)).toMatchObject({ kind: 'nobody', ruledOut: [{ accountId: 'a1' }] });
    expect(stored()).toBeUndefined();
  });

  it('is offered, not linked, while the store cannot say what was rejected', async () => {
    desk.links.rejected = () => Promise.reject(new Error('away'));
    expect(await find(byAddress)).toMatchObject({ kind: 'suggested' });
    expect(desk.bugs).toHaveLength(1);
  });

  it('tells who has no address from whom nobody knows, and from a CRM that is silent', async () => {
    const { requester } = byAddress;
    expect(await find({ requester: { ...requester, email: null }, organization: null })).toEqual({ kind: 'no_email' });
    desk.answer('crm.contact', nobody);
    expect(await find(byAddress)).toEqual({ kind: 'nobody' });
    desk.answer('crm.contact', failure('timeout'));
    desk.deps.reader.forget(acme, desk.deps.reads.contact, { by: 'email', value: 'dana@north.example' });
    expect(await find(byAddress)).toEqual({ kind: 'unresolved', reason: 'timeout' });
  });

  it('is nobody’s company by a free mail domain', async () => {
    desk.answer('crm.contact', nobody);
    desk.answer('crm.domain', async () => answerOf('d', { accounts: [account('a1', 'Northwind')] }));
    const free: Party = { ...byAddress, requester: { ...dana.requester, email: 'dana@freemail.example' } };
    expect(await find(free)).toEqual({ kind: 'nobody' });
    expect(await find(byAddress)).toMatchObject({ kind: 'suggested', candidates: [{ evidence: ['domain'] }] });
  });

  it('has no payer where several could be meant', async () => {
    desk.answer('crm.account', known({ a1: account('a1', 'Northwind', { billing: null }) }));
    const payer = (id: string) => ({ id, name: null, createdAt: '2026-01-01T00:00:00Z' });
    desk.answer('billing.customer', async () => answerOf('x', { customers: [payer('b1'), payer('b2')] }));
    expect(await find(dana)).toMatchObject({
      ...{ kind: 'linked', missing: { billing: { kind: 'several' } } },
      link: { accountId: 'a1', billingId: null },
    });
  });
});

describe('with a link that was learned', () => {
  it('stays as it is while the CRM says the same, or cannot be asked', async () => {
    const before = linkOf('a1');
    expect(await find(dana, before)).toEqual({ kind: 'linked', link: before, missing: {} });
    desk = openDesk();
    desk.answer('crm.account', failure('unreachable'));
    desk.answer('crm.contact', failure('unreachable'));
    expect(await find(dana, before)).toEqual({ kind: 'linked', link: before, missing: {} });
    expect(desk.changes).toEqual([]);
  });

  it('follows the CRM to another account, and says so', async () => {
    const before = learnedByAddress('a2');
    desk.links.kept.set('11|21', before);
    await desk.deps.links.find(acme, '11', '21');
    const identity = await find(byAddress, before);
    expect(identity).toMatchObject({
      link: { accountId: 'a1', change: { parts: ['account', 'billing', 'telemetry'] } },
    });
    expect(stored()).toMatchObject({ accountId: 'a1' });
    expect(desk.changes).toEqual(['a1']);
  });

  it('is forgotten when what it rested on is gone', async () => {
    const before = learnedByAddress('a1');
    desk.links.kept.set('11|21', before);
    desk.answer('crm.contact', nobody);
    expect(await find(byAddress, before)).toEqual({ kind: 'nobody', wasLinked: true });
    expect(stored()).toBeUndefined();
    expect(desk.changes).toEqual(['a1']);
  });

  it('is not narrowed by a contact that was only read in part', async () => {
    dependsOn(['a1'], { isCutShort: true, leftOut: 0 });
    const before = learnedByAddress('a1');
    expect(await find(byAddress, before)).toEqual({ kind: 'linked', link: before, missing: {} });
  });
});

describe('with a pick', () => {
  const pick = linkOf('a2', { pickedBy: '7', evidence: ['picked'], contactId: null });

  it('stands against whatever the CRM would match, and its ids follow the CRM', async () => {
    desk.answer(
      'crm.account',
      known({ a1: account('a1', 'Northwind'), a2: account('a2', 'South', { billing: 'b9' }) }),
    );
    const identity = await find(dana, pick);
    expect(identity).toMatchObject({
      link: { accountId: 'a2', pickedBy: '7', billingId: 'b9', change: { parts: ['billing'] } },
    });
  });

  it('goes with its account', async () => {
    desk.answer('crm.account', known({ a1: account('a1', 'Northwind') }));
    expect(await find(dana, pick)).toMatchObject({ kind: 'linked', link: { accountId: 'a1', pickedBy: null } });
  });

  it('stands while the CRM is silent', async () => {
    desk.answer('crm.account', failure('upstream_error'));
    expect(await find(dana, pick)).toMatchObject({ kind: 'linked', link: { accountId: 'a2', pickedBy: '7' } });
  });
});

describe('what is remembered', () => {
  it('counts while the helpdesk says the same of the requester; a pick counts anyway', async () => {
    desk.links.kept.set('11|21', linkOf('a1'));
    expect(await rememberedLink(desk.deps, acme, dana)).toMatchObject({ accountId: 'a1' });
    expect(await rememberedLink(desk.deps, acme, byAddress)).toBeUndefined();
    desk = openDesk();
    desk.links.kept.set('11|21', linkOf('a2', { pickedBy: '7' }));
    expect(await rememberedLink(desk.deps, acme, byAddress)).toMatchObject({ accountId: 'a2' });
  });
});
