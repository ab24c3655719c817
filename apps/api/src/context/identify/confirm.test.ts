import type { ContextRequest } from '@sidelight/shared/context/request.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agent, type Desk, openDesk } from '../fixtures/desk.ts';
import { answerOf, dana, failure, nobody, ticketOf, tomas } from '../fixtures/desk-answers.ts';
import { VERIFIES_FOR_MS } from '../fixtures/desk-blueprint.ts';
import { agrees, confirm } from './confirm.ts';

let desk: Desk;
beforeEach(() => {
  vi.useFakeTimers();
  desk = openDesk();
});
afterEach(() => void vi.useRealTimers());

const ask = (request: ContextRequest, isForced = false) =>
  confirm(desk.deps, agent, request, isForced, new AbortController().signal);
const requesterIn = (confirmation: Awaited<ReturnType<typeof ask>> | undefined) =>
  confirmation?.kind === 'confirmed' ? confirmation.record.requester?.id : undefined;
const ofDana = { requesterId: '11', organizationId: '21' };

describe('without a copy', () => {
  it('is what the helpdesk says', async () => {
    expect(requesterIn(await ask({ ticketId: '1' }))).toBe('11');
    expect(desk.asked).toEqual(['helpdesk.ticket id:1']);
  });

  it('tells "there is no such ticket" from "nobody could say"', async () => {
    expect(await ask({ ticketId: '404' })).toEqual({ kind: 'unknown_ticket' });
    desk.answer('helpdesk.ticket', failure('forbidden'));
    expect(await ask({ ticketId: '1' })).toEqual({ kind: 'unverified', reason: 'forbidden' });
  });

  it('of a new ticket is the requester, who has no other word for it', async () => {
    expect(requesterIn(await ask({ requesterId: '11' }))).toBe('11');
    expect(desk.asked).toEqual(['helpdesk.requester id:11']);
    expect(await ask({ requesterId: '99' })).toEqual({ kind: 'unknown_ticket' });
  });
});

describe('with a copy', () => {
  beforeEach(async () => {
    await ask({ ticketId: '1' });
    desk.asked.length = 0;
  });

  it('that is fresh asks nobody', async () => {
    const confirmation = await ask({ ticketId: '1', hints: ofDana });
    expect(requesterIn(confirmation)).toBe('11');
    expect(confirmation).not.toHaveProperty('later');
    expect(desk.asked).toEqual([]);
  });

  it('that is old and young enough begins with it, and has the helpdesk’s own word later', async () => {
    vi.setSystemTime(Date.now() + 5000);
    desk.answer('helpdesk.ticket', async () => answerOf('1', ticketOf('1', tomas)));
    const confirmation = await ask({ ticketId: '1' });
    expect(requesterIn(confirmation)).toBe('11');
    const later = confirmation.kind === 'confirmed' ? await confirmation.later : undefined;
    expect(requesterIn(later)).toBe('12');
  });

  it('that is too old to say whose ticket it is waits for the helpdesk, and believes nothing else', async () => {
    vi.setSystemTime(Date.now() + VERIFIES_FOR_MS + 1);
    desk.answer('helpdesk.ticket', failure('timeout'));
    expect(await ask({ ticketId: '1' })).toEqual({ kind: 'unverified', reason: 'timeout' });
  });

  it.each([
    ['another requester', { requesterId: '12' }],
    ['another organisation', { requesterId: '11', organizationId: '22' }],
  ])('that names somebody else than the page, %s, asks the helpdesk', async (_, hints) => {
    expect(requesterIn(await ask({ ticketId: '1', hints }))).toBe('11');
    expect(desk.asked).toEqual(['helpdesk.ticket id:1']);
  });

  it('is passed over where an agent has asked to read it again', async () => {
    await ask({ ticketId: '1' }, true);
    expect(desk.asked).toEqual(['helpdesk.ticket id:1']);
  });

  it('of "no such ticket" is no copy', async () => {
    desk.answer('helpdesk.ticket', nobody);
    expect(await ask({ ticketId: '3' })).toEqual({ kind: 'unknown_ticket' });
    desk.answer('helpdesk.ticket', async () => answerOf('3', ticketOf('3', dana)));
    expect(requesterIn(await ask({ ticketId: '3' }))).toBe('11');
  });
});

it('agrees with hints that say nothing, and with no organisation where there is one only if nothing is said', () => {
  const record = ticketOf('1', dana);
  expect(agrees(record, {})).toBe(true);
  expect(agrees(record, { requesterId: '11' })).toBe(true);
  expect(agrees({ ...record, organization: null }, ofDana)).toBe(false);
  expect(agrees({ ...record, requester: null }, { requesterId: '11' })).toBe(false);
});
