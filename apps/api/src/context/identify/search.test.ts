import type { SearchRequest } from '@sidelight/shared/context/search.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import { agent, type Desk, openDesk } from '../fixtures/desk.ts';
import { account, answerOf, contact, failure, nobody } from '../fixtures/desk-answers.ts';
import { pin } from './pick.ts';
import { type SearchDeps, searchAccounts } from './search.ts';

let desk: Desk;
let deps: SearchDeps;
const byText: string[] = [];
beforeEach(() => {
  desk = openDesk();
  byText.length = 0;
  deps = {
    ...desk.deps,
    async searchAccounts(text) {
      byText.push(text);
      const accounts = ['a8', 'a9'].map((id) => ({ ...answerOf(id, null), record: account(id, `South ${id}`) }));
      return { accounts, isCutShort: true };
    },
  };
});

const { signal } = new AbortController();
const search = (text: string, own: Partial<SearchRequest> = {}) =>
  searchAccounts(deps, agent, { ticketId: '1', requesterId: '11', text, ...own }, 'r-1', signal);
const found = async (text: string) => {
  const answer = await search(text);
  if (answer === 'not_confirmed' || answer.kind !== 'found') throw new Error(JSON.stringify(answer));
  return answer;
};

describe('a search', () => {
  it('by address finds the companies of whoever has it', async () => {
    desk.answer('crm.contact', async () => answerOf('c5', contact('c5', 'zoe@south.example', ['a1', 'a2'])));
    const { accounts, isPartial } = await found('Zoe@south.example');
    expect(accounts).toMatchObject([
      { accountId: 'a1', by: 'email' },
      { accountId: 'a2', by: 'email' },
    ]);
    expect(isPartial).toBe(false);
    expect(desk.asked).toContain('crm.contact email:zoe@south.example');
    expect(byText).toEqual([]);
  });

  it('by an address nobody has finds whose domain it is, but not of a free mailbox', async () => {
    desk.answer('crm.contact', nobody);
    desk.answer('crm.domain', async () => answerOf('a3', { accounts: [account('a3', 'South')] }));
    expect((await found('new@south.example')).accounts).toMatchObject([{ accountId: 'a3', by: 'domain' }]);
    expect(await search('new@freemail.example')).toEqual({ kind: 'nobody' });
  });

  it('by domain, and by name where no company has that domain', async () => {
    desk.answer('crm.domain', async () => answerOf('a3', { accounts: [account('a3', 'South')] }));
    expect((await found('https://south.example/de')).accounts).toMatchObject([{ accountId: 'a3', by: 'domain' }]);
    expect(byText).toEqual([]);
    desk.answer('crm.domain', nobody);
    expect((await found('booking.example')).accounts).toHaveLength(2);
    expect(byText).toEqual(['booking.example']);
  });

  it('by name, and says where more fit', async () => {
    expect(await found('South')).toMatchObject({ accounts: [{ accountId: 'a8', by: 'name' }, {}], isPartial: true });
  });

  it('says what stands in its way', async () => {
    deps = { ...deps, searchAccounts: async () => Promise.reject(new UpstreamError('credential')) };
    expect(await search('South')).toEqual({ kind: 'failed', reason: 'credential' });
    deps = { ...deps, searchAccounts: () => undefined };
    expect(await search('South')).toEqual({ kind: 'not_by_name' });
    desk.answer('crm.domain', nobody);
    expect(await search('south.example')).toEqual({ kind: 'nobody' });
    desk.answer('crm.domain', failure('timeout'));
    expect(await search('north.example')).toEqual({ kind: 'failed', reason: 'timeout' });
    desk.answer('crm.contact', failure('rate_limited'));
    expect(await search('new@south.example')).toEqual({ kind: 'failed', reason: 'rate_limited' });
  });

  it('is for whom the helpdesk says the ticket is, and audited without what was typed', async () => {
    expect(await search('South', { requesterId: '99' })).toBe('not_confirmed');
    expect(desk.audit).toEqual([]);
    await search('South');
    expect(desk.audit).toMatchObject([{ action: 'link.searched', actorId: '7', ticketId: '1', requesterId: '11' }]);
    expect(JSON.stringify(desk.audit)).not.toContain('South');
  });

  it('gives what an agent may link that nothing else speaks for, and no other', async () => {
    const [first] = (await found('South')).accounts;
    const pick = (accountId: string, proof?: string) =>
      pin(deps, agent, { ticketId: '1', requesterId: '11', accountId, ...(proof && { found: proof }) }, 'r-2', signal);
    desk.answer('crm.account', async ({ value }) => answerOf(value, account(value, 'South')));
    expect(await pick('a8')).toBe('not_a_candidate');
    expect(await pick('a9', first!.found)).toBe('not_a_candidate');
    expect(await pick('a8', first!.found)).toBe('done');
    expect(desk.links.kept.get('11|21')).toMatchObject({ accountId: 'a8', pickedBy: '7', evidence: ['picked'] });
    expect(desk.audit.map(({ action }) => action)).toEqual([
      ...['link.searched', 'link.denied', 'link.denied', 'link.picked'],
    ]);
  });
});
