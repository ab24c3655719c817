import type { LinkRequest } from '@sidelight/shared/context/request.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { agent, type Desk, linkOf, openDesk } from '../fixtures/desk.ts';
import { answerOf, contact, dana, failure, nobody, ticketOf } from '../fixtures/desk-answers.ts';
import { pin, reject } from './pick.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
  // She belongs to two: there is something to pick.
  desk.answer('crm.contact', async () => answerOf('c1', contact('c1', 'dana@north.example', ['a1', 'a2'])));
});

const lead = { ...agent, role: 'lead' } as const;
const request = (accountId: string, own: Partial<LinkRequest> = {}): LinkRequest => ({
  ...{ ticketId: '1', requesterId: '11', accountId },
  ...own,
});
const { signal } = new AbortController();
const pinned = (accountId: string, caller: typeof agent | typeof lead = agent) =>
  pin(desk.deps, caller, request(accountId), 'r-1', signal);
const rejected = (accountId: string) => reject(desk.deps, agent, request(accountId), 'r-1', signal);
const stored = () => desk.links.kept.get('11|21');
const actions = () => desk.audit.map(({ action, actorId, accountId }) => `${action} ${actorId} ${accountId}`);

describe('a pick', () => {
  it('of an account that the CRM gives a reason for is kept, audited, and no answer of before is shown again', async () => {
    const forget = vi.spyOn(desk.deps.warm, 'forget');
    desk.links.rejections.add('11|a2');
    expect(await pinned('a2')).toBe('done');
    expect(stored()).toMatchObject({ accountId: 'a2', pickedBy: '7', evidence: ['picked'], billingId: 'b-a2' });
    expect(desk.links.rejections).toEqual(new Set());
    expect(actions()).toEqual(['link.picked 7 a2']);
    expect(forget).toHaveBeenCalledOnce();
  });

  it('of any other is denied to an agent, and audited; a lead may', async () => {
    desk.answer('crm.contact', async () => answerOf('c1', contact('c1', 'dana@north.example', ['a1'])));
    expect(await pinned('a2')).toBe('not_a_candidate');
    expect(stored()).toBeUndefined();
    expect(actions()).toEqual(['link.denied 7 a2']);
    expect(await pinned('a2', lead)).toBe('done');
    expect(stored()).toMatchObject({ accountId: 'a2' });
  });

  it('of an account that there is not changes nothing, whoever asks', async () => {
    desk.links.kept.set('11|21', linkOf('a1'));
    desk.links.rejections.add('11|a9');
    expect(await pinned('a9', lead)).toBe('no_such_account');
    expect(stored()).toMatchObject({ accountId: 'a1', pickedBy: null });
    expect(desk.links.rejections).toEqual(new Set(['11|a9']));
    expect(actions()).toEqual([]);
  });

  it.each(['crm.contact', 'crm.account'])('while %s cannot be asked changes nothing', async (read) => {
    // By her address alone: nothing else speaks for any account.
    const organization = { id: '21', name: 'North', externalId: null };
    desk.answer('helpdesk.ticket', async () => answerOf('1', { ...ticketOf('1', dana), organization }));
    desk.answer(read, failure('unreachable'));
    expect(await pinned('a2')).toBe('crm_silent');
    expect(stored()).toBeUndefined();
    expect(actions()).toEqual([]);
  });

  it('for somebody who is not on that ticket, as the helpdesk says it, is none', async () => {
    expect(await pin(desk.deps, lead, request('a1', { ticketId: '2' }), 'r-1', signal)).toBe('not_confirmed');
    desk.answer('helpdesk.ticket', failure('timeout'));
    expect(await pin(desk.deps, lead, request('a1', { ticketId: '1' }), 'r-1', signal)).toBe('not_confirmed');
    expect(actions()).toEqual([]);
  });

  it('on a new ticket is confirmed by the requester alone', async () => {
    const { ticketId: _, ...own } = request('a1');
    expect(await pin(desk.deps, lead, own, 'r-1', signal)).toBe('done');
    expect(desk.asked).toContain('helpdesk.requester id:11');
    expect(desk.audit[0]).not.toHaveProperty('ticketId');
    desk.answer('helpdesk.requester', nobody);
    expect(await pin(desk.deps, lead, { ...own, requesterId: '99' }, 'r-1', signal)).toBe('not_confirmed');
  });
});

describe('a rejection', () => {
  it('of a match is remembered, so that it is not made again', async () => {
    desk.links.kept.set('11|21', linkOf('a1', { evidence: ['email'] }));
    expect(await rejected('a1')).toBe('done');
    expect(stored()).toBeUndefined();
    expect(desk.links.rejections).toEqual(new Set(['11|a1']));
    expect(actions()).toEqual(['link.rejected 7 a1']);
  });

  it('of a pick only takes the pick back', async () => {
    desk.links.kept.set('11|21', linkOf('a1', { pickedBy: '7' }));
    expect(await rejected('a1')).toBe('done');
    expect(stored()).toBeUndefined();
    expect(desk.links.rejections).toEqual(new Set());
  });

  it('of an account that is not linked changes nothing', async () => {
    desk.links.kept.set('11|21', linkOf('a1'));
    expect(await rejected('a2')).toBe('no_such_account');
    expect(stored()).toMatchObject({ accountId: 'a1' });
    expect(actions()).toEqual([]);
  });

  it('for somebody who is not on that ticket is none', async () => {
    desk.links.kept.set('11|21', linkOf('a1'));
    expect(await reject(desk.deps, agent, request('a1', { ticketId: '2' }), 'r-1', signal)).toBe('not_confirmed');
    expect(stored()).toMatchObject({ accountId: 'a1' });
  });
});
