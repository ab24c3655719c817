import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UpstreamError } from '../../connectors/upstream-error.ts';
import { acme, type Desk, linkOf, openDesk } from '../fixtures/desk.ts';
import { after, dana, deskAnswers, failure, silence, ticketOf } from '../fixtures/desk-answers.ts';
import { deskBlueprint, planOf } from '../fixtures/desk-blueprint.ts';
import type { Confirmation, Confirmed } from '../identify/confirm.ts';
import { type CardStream, createCardStream } from '../stream/card-stream.ts';
import { createLineStream } from '../stream/line-stream.ts';
import { createAttempt } from './attempt.ts';
import { know } from './evaluate-fields.ts';
import type { Known } from './read-state.ts';

let desk: Desk;
let life: AbortController;
let cardStream: CardStream;
let said: string;
beforeEach(() => {
  vi.useFakeTimers();
  desk = openDesk();
  life = new AbortController();
  said = '';
  const hear = (chunk: string) => {
    said += chunk;
  };
  cardStream = createCardStream(
    deskBlueprint,
    createLineStream({ write: hear, end: hear }),
    {
      locale: 'en',
      role: 'agent',
      seesAllTickets: true,
      tags: [],
      placeholders: () => ({}),
      givesWrongValues: () => false,
      silentBecause: () => undefined,
    },
    life.signal,
  );
});
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const attempt = (forced: readonly string[] = []) =>
  createAttempt(
    desk.deps,
    acme,
    cardStream,
    { forced: new Set(forced), startedAtMs: Date.now(), locale: 'en', userId: '7' },
    life.signal,
  );

function confirmed(record: Confirmed['record'] = ticketOf('1', dana)): Confirmed {
  const found = know(
    planOf('helpdesk.ticket').fields,
    { record, source: { type: 'ticket', id: '1' } },
    {
      ...{ readAtMs: Date.now(), readSteadyMs: Date.now() },
    },
  );
  // The ticket read has no fields here, so there is nothing to wait for.
  return { kind: 'confirmed', record, state: { kind: 'fresh', known: found as Known, isCached: false } };
}
const stateOf = (read: string) => cardStream.readStates.stateOf(read);
const onCards = ['crm.account', 'billing.plan', 'telemetry.usage', 'issues.known'];

describe('show', () => {
  it('resolves to who it was about, once everything has landed', async () => {
    desk.answer('telemetry.usage', after(80, deskAnswers['telemetry.usage']!));
    const showing = attempt().show(confirmed());
    await pass(70);
    expect(stateOf('billing.plan').kind).toBe('fresh');
    expect(stateOf('telemetry.usage').kind).toBe('waiting');
    await pass(20);
    expect(await showing).toMatchObject({ party: dana, link: { accountId: 'a1', billingId: 'b-a1' } });
    expect(desk.links.kept.get('11|21')).toMatchObject({ accountId: 'a1' });
  });

  it('shows what is remembered at once, while the CRM is still asked whether it says so', async () => {
    desk.links.kept.set('11|21', linkOf('a1'));
    desk.answer('crm.account', after(200, deskAnswers['crm.account']!));
    const showing = attempt().show(confirmed());
    await pass(10);
    expect(stateOf('billing.plan')).toMatchObject({ kind: 'fresh' });
    expect(said).toContain('"state":"linked"');
    await pass(200);
    await showing;
    expect(desk.asked.filter((question) => question.startsWith('billing.plan'))).toHaveLength(1);
  });

  it('goes over to the account that the CRM names now', async () => {
    desk.links.kept.set('11|21', linkOf('a2', { evidence: ['email'] }));
    const shown = await attempt().show(confirmed());
    expect(shown?.link).toMatchObject({ accountId: 'a1' });
    expect(stateOf('billing.plan')).toMatchObject({ known: { answer: { record: { name: 'Pro' } } } });
  });

  it('stands by what is remembered when identification itself breaks, and says that it is a bug', async () => {
    desk.links.kept.set('11|21', linkOf('a1'));
    const bug = new TypeError('a mistake of ours');
    vi.spyOn(desk.deps, 'readId').mockImplementation(() => {
      throw bug;
    });
    const shown = await attempt().show(confirmed());
    expect(shown?.link.accountId).toBe('a1');
    expect(desk.bugs).toContain(bug);
  });

  it.each<[string, Confirmation, object, object]>([
    [
      'a ticket that nobody knows',
      { kind: 'unknown_ticket' },
      { kind: 'unlinked', why: 'unknown_ticket' },
      { kind: 'unlinked', why: 'unknown_ticket' },
    ],
    [
      'a helpdesk that cannot say',
      { kind: 'unverified', reason: 'credential' },
      { kind: 'failed', reason: 'credential' },
      { kind: 'blocked', reason: 'credential' },
    ],
  ])('of %s releases nothing and asks nothing', async (_, confirmation, ofTicket, ofOthers) => {
    expect(await attempt().show(confirmation)).toBeUndefined();
    expect(stateOf('helpdesk.ticket')).toEqual(ofTicket);
    expect(onCards.map(stateOf)).toEqual(onCards.map(() => ofOthers));
    expect(desk.asked).toEqual([]);
  });

  it('of a ticket without a requester shows what is the same for everybody, and no more', async () => {
    expect(await attempt().show(confirmed({ ...ticketOf('1', dana), requester: null }))).toBeUndefined();
    expect(stateOf('issues.known').kind).toBe('fresh');
    expect(stateOf('billing.plan')).toEqual({ kind: 'unlinked', why: 'no_requester' });
    expect(desk.asked).toEqual(['issues.known tenant:*']);
  });
});

describe('speculate', () => {
  it('asks, and keeps the answers back', async () => {
    attempt().speculate(linkOf('a1'));
    await pass(100);
    expect(desk.asked).toContain('billing.plan id:b-a1');
    expect(onCards.map((read) => stateOf(read).kind)).toEqual(onCards.map(() => 'waiting'));
    expect(said).toBe('');
  });

  it('of a failing system is not asked twice for one ticket', async () => {
    desk.answer('billing.plan', failure('upstream_error'));
    const one = attempt();
    one.speculate(linkOf('a1'));
    await pass(10);
    await one.show(confirmed());
    expect(stateOf('billing.plan')).toEqual({ kind: 'failed', reason: 'upstream_error' });
    expect(desk.asked.filter((question) => question.startsWith('billing.plan'))).toHaveLength(1);
  });
});

describe('called off', () => {
  it('shows nothing of what lands later, and ends its calls', async () => {
    let ended: unknown;
    desk.links.kept.set('11|21', linkOf('a1'));
    desk.answer('billing.plan', (subject, signal) => {
      signal.addEventListener('abort', () => {
        ended = signal.reason;
      });
      return silence(subject, signal);
    });
    desk.answer('crm.account', after(100, deskAnswers['crm.account']!));
    const one = attempt();
    const showing = one.show(confirmed());
    await pass(50);
    one.callOff();
    await pass(500);
    expect(await showing).toBeUndefined();
    expect(stateOf('billing.plan').kind).toBe('waiting');
    expect(ended).toMatchObject({ reason: 'cancelled' });
    expect(stateOf('crm.account').kind).toBe('waiting');
  });

  it('says nothing of who this is, when that was not found out yet', async () => {
    desk.answer('crm.account', silence);
    const one = attempt();
    const showing = one.show(confirmed());
    await pass(50);
    one.callOff();
    await pass(500);
    expect(await showing).toBeUndefined();
    expect(said).not.toContain('"customer"');
  });

  it('leaves a second attempt alone', async () => {
    desk.answer('billing.plan', after(100, deskAnswers['billing.plan']!));
    const first = attempt();
    first.speculate(linkOf('a1'));
    first.callOff();
    const second = attempt().show(confirmed());
    await pass(200);
    await second;
    expect(stateOf('billing.plan').kind).toBe('fresh');
  });

  it('ends with the request', async () => {
    desk.answer('billing.plan', silence);
    const showing = attempt().show(confirmed());
    await pass(10);
    life.abort(new UpstreamError('timeout'));
    await showing;
    expect(stateOf('billing.plan')).toEqual({ kind: 'failed', reason: 'timeout' });
  });
});
