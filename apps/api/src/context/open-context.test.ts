import type { ContextEvent } from '@sidelight/shared/context/event.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { agent, type Desk, linkOf, openDesk } from './fixtures/desk.ts';
import { after, answerOf, dana, deskAnswers, failure, silence, ticketOf, tomas } from './fixtures/desk-answers.ts';
import { VERIFIES_FOR_MS } from './fixtures/desk-blueprint.ts';
import { responseKey } from './stream/keep-answer.ts';

let desk: Desk;
beforeEach(() => {
  vi.useFakeTimers();
  desk = openDesk();
});
afterEach(() => {
  vi.useRealTimers();
  expect(desk.bugs).toEqual([]);
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const lastCards = (events: readonly ContextEvent[]) =>
  new Map(events.flatMap((event) => (event.type === 'card' ? [[event.card.id, event.card.fields[0]] as const] : [])));
/** Whose account it is has a row of its own where it was not remembered. */
const actions = () =>
  desk.audit.flatMap(({ action, requesterId }) => (action === 'context.linked' ? [] : [`${action} ${requesterId}`]));
const hintsOf = ({ requester, organization }: typeof dana) => ({
  ...{ requesterId: requester.id, organizationId: organization!.id },
});
const copyOf = (read: string) => deskAnswers[read]!;

describe('on record', () => {
  const accounts = () => desk.audit.map(({ action, accountId }) => `${action} ${accountId}`);

  it('a view has its account where the link is remembered, and else before anything of that account is shown', async () => {
    desk.open({ ticketId: '1' });
    await pass(1000);
    expect(accounts()).toEqual(['context.viewed undefined', 'context.linked a1']);
    expect(desk.audit.map(({ requesterId }) => requesterId)).toEqual(['11', '11']);
    desk.audit.length = 0;
    desk.open({ ticketId: '1', hints: hintsOf(dana) });
    await pass(1000);
    expect(accounts()).toEqual(['context.viewed a1']);
  });
});

describe('the deadline', () => {
  it('ends the answer, complete, whoever is still silent', async () => {
    desk.answer('billing.plan', silence);
    const opened = desk.open({ ticketId: '1' }, { deadlineMs: 200 });
    await pass(199);
    expect(opened.isOver()).toBe(false);
    await pass(2);
    expect(opened.isOver()).toBe(true);
    const events = opened.events();
    expect(events.at(-1)?.type).toBe('done');
    const cards = lastCards(events);
    expect(cards.get('plan')).toMatchObject({ state: 'failed', reason: 'timeout' });
    expect(cards.get('usage')).toMatchObject({ state: 'ok', value: { text: '182' } });
  });

  it('holds where the helpdesk itself is silent: then nothing is released', async () => {
    desk.answer('helpdesk.ticket', silence);
    desk.links.kept.set('11|21', linkOf('a1'));
    const opened = desk.open({ ticketId: '1', hints: hintsOf(dana) }, { deadlineMs: 200 });
    await pass(201);
    expect(opened.isOver()).toBe(true);
    expect(opened.events()).toContainEqual({ type: 'customer', customer: { state: 'unverified', reason: 'timeout' } });
    expect(JSON.stringify(opened.events())).not.toContain('Northwind');
    expect(desk.audit).toEqual([]);
  });

  it('is not waited for when everything is known', async () => {
    const before = vi.getTimerCount();
    const opened = desk.open({ ticketId: '1' });
    await pass(10);
    expect(opened.isOver()).toBe(true);
    expect(vi.getTimerCount(), 'something is left running').toBe(before);
  });
});

it('resolves whatever all vendors do', async () => {
  for (const read of Object.keys(deskAnswers)) desk.answer(read, failure('upstream_error'));
  const opened = desk.open({ ticketId: '1' });
  await pass(1000);
  await expect(opened.over).resolves.toBeUndefined();
  expect(opened.events().at(-1)?.type).toBe('done');
});

describe('hints', () => {
  beforeEach(() => {
    desk.links.kept.set('11|21', linkOf('a1'));
    desk.answer('helpdesk.ticket', after(100, copyOf('helpdesk.ticket')));
  });

  it('start the reads before the helpdesk has spoken, and release nothing', async () => {
    const opened = desk.open({ ticketId: '1', hints: hintsOf(dana) });
    await pass(90);
    expect(desk.asked).toContain('billing.plan id:b-a1');
    expect(lastCards(opened.events())).toEqual(new Map());
    await pass(20);
    await opened.over;
    expect(lastCards(opened.events()).get('plan')).toMatchObject({ state: 'ok', value: { text: 'Pro' } });
    expect(desk.asked.filter((question) => question.startsWith('billing.plan'))).toHaveLength(1);
    expect(actions()).toEqual(['context.viewed 11']);
  });

  it('of somebody else are discarded and audited, and what was read for them is never shown', async () => {
    let isCalledOff = false;
    desk.answer('billing.plan', (subject, signal) => {
      if (subject.value === 'b-a1') signal.addEventListener('abort', () => (isCalledOff = true));
      return after(150, copyOf('billing.plan'))(subject, signal);
    });
    const opened = desk.open({ ticketId: '2', hints: hintsOf(dana) });
    await pass(1000);
    await opened.over;
    const said = JSON.stringify(opened.events());
    expect(said).toContain('Southwind');
    expect(said).not.toMatch(/Northwind|"Pro"|Dana/);
    expect(isCalledOff).toBe(true);
    expect(actions()).toEqual(['context.hint_mismatch 12', 'context.viewed 12']);
  });
});

describe('our copy of the ticket', () => {
  /** The ticket was opened before, long enough ago that the copy is old and still good enough to begin with. */
  beforeEach(async () => {
    desk.open({ ticketId: '1' });
    await pass(5000);
    desk.audit.length = 0;
  });

  it('is shown at once, and corrected when the helpdesk says somebody else', async () => {
    desk.answer(
      'helpdesk.ticket',
      after(50, async () => answerOf('1', ticketOf('1', tomas))),
    );
    // Still under way for the first one when the word comes.
    desk.answer('billing.plan', ({ value }, signal) => {
      const record = { name: value === 'b-a1' ? 'Late' : 'Basic' };
      return after(value === 'b-a1' ? 200 : 20, async () => answerOf(value, record))({ by: 'id', value }, signal);
    });
    const opened = desk.open({ ticketId: '1' });
    await pass(40);
    expect(lastCards(opened.events()).get('plan')).toMatchObject({ value: { text: 'Pro' } });
    await pass(500);
    await opened.over;
    expect(lastCards(opened.events()).get('plan')).toMatchObject({ state: 'ok', value: { text: 'Basic' } });
    expect(lastCards(opened.events()).get('identity')).toMatchObject({ value: { text: 'Southwind' } });
    expect(JSON.stringify(opened.events())).not.toContain('Late');
    expect(actions()).toEqual(['context.viewed 11', 'context.viewed 12']);
  });

  it('stands where the helpdesk says the same, and is viewed once', async () => {
    const opened = desk.open({ ticketId: '1' });
    await pass(500);
    await opened.over;
    expect(lastCards(opened.events()).get('plan')).toMatchObject({ state: 'ok', value: { text: 'Pro' } });
    expect(actions()).toEqual(['context.viewed 11']);
  });

  it('stands where the helpdesk cannot be asked', async () => {
    desk.answer('helpdesk.ticket', failure('unreachable'));
    const opened = desk.open({ ticketId: '1' });
    await pass(500);
    await opened.over;
    expect(lastCards(opened.events()).get('plan')).toMatchObject({ state: 'ok' });
    expect(actions()).toEqual(['context.viewed 11']);
  });
});

it('goes on from a copy that was young enough when it began, though it is not any more when the helpdesk gives up', async () => {
  desk.open({ ticketId: '1' });
  await pass(VERIFIES_FOR_MS - 100);
  desk.answer('helpdesk.ticket', silence);
  const opened = desk.open({ ticketId: '1' });
  await pass(500);
  await opened.over;
  expect(lastCards(opened.events()).get('plan')).toMatchObject({ state: 'ok', value: { text: 'Pro' } });
  expect(JSON.stringify(opened.events())).not.toContain('unverified');
});

describe('an agent who moves on', () => {
  it('is sent nothing more, calls off what was begun, and has been shown nothing that counts', async () => {
    const leaving = new AbortController();
    let isCalledOff = false;
    desk.answer('billing.plan', (_subject, signal) => {
      signal.addEventListener('abort', () => (isCalledOff = true));
      return silence(_subject, signal);
    });
    const opened = desk.open({ ticketId: '1' }, {}, leaving.signal);
    await pass(50);
    const before = opened.events().length;
    leaving.abort();
    await opened.over;
    expect(isCalledOff).toBe(true);
    expect(opened.events()).toHaveLength(before);
    expect(desk.shown).toEqual([]);
  });
});

describe('what is kept of an answer', () => {
  const keptFor = (ticketId: string) => desk.deps.warm.find(responseKey(agent, { ticketId }));

  it('is the whole of it, when every read was fresh', async () => {
    desk.open({ ticketId: '1' });
    await pass(100);
    expect(keptFor('1')).toMatchObject({ requesterId: '11', accountId: 'a1' });
    expect(desk.shown).toMatchObject([{ accountId: 'a1' }]);
  });

  it('is nothing, when one was not', async () => {
    desk.answer('telemetry.usage', failure('upstream_error'));
    desk.open({ ticketId: '1' });
    await pass(100);
    expect(keptFor('1')).toBeUndefined();
    expect(desk.shown).toMatchObject([{ accountId: 'a1' }]);
  });
});

it('leaves no trace of a ticket that the helpdesk does not know', async () => {
  const opened = desk.open({ ticketId: '404' });
  await pass(100);
  expect(opened.events()).toContainEqual({ type: 'customer', customer: { state: 'unknown_ticket' } });
  expect(desk.audit).toEqual([]);
});
