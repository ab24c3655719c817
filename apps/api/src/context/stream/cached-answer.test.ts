import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { agent, type Desk, openDesk, watchedFields } from '../fixtures/desk.ts';
import { after, answerOf, dana, deskAnswers, ticketOf, tomas } from '../fixtures/desk-answers.ts';
import type { OpenContext } from '../open-request.ts';
import { cachedAnswer } from './cached-answer.ts';

let desk: Desk;
beforeEach(() => {
  vi.useFakeTimers();
  desk = openDesk();
});
afterEach(() => vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const requesterId = dana.requester.id;
const organizationId = dana.organization!.id;

async function openOnce(): Promise<void> {
  const opened = desk.open({ ticketId: '1' });
  await pass(100);
  expect(opened.isOver()).toBe(true);
}

function again(
  request: Partial<Extract<OpenContext['request'], { ticketId: string }>> = {},
  caller: Partial<OpenContext['caller']> = {},
) {
  const open: OpenContext = {
    ...{ caller: { ...agent, ...caller }, request: { ticketId: '1', ...request } },
    ...{ requestId: 'r-2', deadlineMs: 1000 },
  };
  return cachedAnswer(desk.deps, open);
}

it('is given while every read in it is fresh, and is a view like any other', async () => {
  await openOnce();
  const before = desk.audit.length;
  expect(again()?.bytes.toString()).toContain('Northwind');
  expect(again({ hints: { requesterId, organizationId } })).toBeDefined();
  expect(desk.audit.slice(before)).toMatchObject([
    { action: 'context.viewed', requestId: 'r-2', requesterId },
    { action: 'context.viewed', requestId: 'r-2', requesterId },
  ]);
});

it('tells of the values agents decide by as the first view did: they may yet be found wrong', async () => {
  await openOnce();
  again();
  expect(desk.shown[1]!.decisions()).toEqual(watchedFields);
});

it.each<[string, Parameters<typeof again>]>([
  ['another ticket', [{ ticketId: '2' }]],
  ['a page that shows another requester', [{ hints: { requesterId: '999', organizationId } }]],
  ['a page that shows another organisation', [{ hints: { requesterId, organizationId: '999' } }]],
  ['who wants a card read again', [{ refresh: 'plan' }]],
  ['another role', [{}, { role: 'lead' }]],
  ['another language', [{}, { locale: 'de' }]],
])('is not given to %s', async (_, asked) => {
  await openOnce();
  const before = desk.audit.length;
  expect(again(...asked)).toBeUndefined();
  expect(desk.audit).toHaveLength(before);
});

it('is not kept where the helpdesk says meanwhile that the ticket is somebody else’s', async () => {
  // The last read is still on its way when our copy of the ticket is dropped, and read anew by somebody else.
  const { reader, reads } = desk.deps;
  desk.answer('telemetry.usage', after(60, deskAnswers['telemetry.usage']!));
  const opened = desk.open({ ticketId: '1' });
  await pass(10);
  expect(opened.isOver()).toBe(false);
  const subject = { by: 'id', value: '1' } as const;
  desk.answer('helpdesk.ticket', async () => answerOf('1', ticketOf('1', tomas)));
  reader.forget(agent.tenant, reads.ticket, subject);
  await reader.read(agent.tenant, reads.ticket, subject, new AbortController().signal);
  await pass(100);
  expect(opened.isOver()).toBe(true);
  expect(again()).toBeUndefined();
});
