import { describe, expect, it } from 'vitest';
import type { TicketRef } from '../host/port.ts';
import { done, linkedTo, open, planCard, textField } from './events.ts';
import { fakeApi, fakeAttention, fakeClock, fakeHost, frames, settled } from './fakes.ts';
import { createSidebar, FRESH_MS, LET_GO_MS } from './sidebar.ts';
import { firstState, isUnsaved, type Trouble } from './state.ts';
import { createStore } from './store.ts';
import { createTicker } from './ticker.ts';

const broken: Trouble = { kind: 'broken' };

async function started(ref?: TicketRef | Error, isWatched = true) {
  const clock = fakeClock();
  const attention = fakeAttention();
  attention.turn(isWatched);
  const { host, emit } = fakeHost(ref);
  const { api, asked, last } = fakeApi();
  const ticker = createTicker(clock, attention);
  const state = createStore(firstState(frames));
  const sidebar = createSidebar({ state, host, api, clock, ticker, attention });
  sidebar.start();
  await settled();
  const plan = () => state.get().cards[1];
  return { clock, attention, host, emit, asked, last, ticker, state, sidebar, plan };
}

/** An answer with a plan in it, to its end. */
async function answer(s: Awaited<ReturnType<typeof started>>, name = 'Pro', trouble?: Trouble) {
  s.last().say(open);
  s.last().say(linkedTo('a'));
  s.last().say(planCard(1, [textField('plan.name', name)]));
  if (!trouble) s.last().say(done);
  await s.last().end(trouble);
}

describe('opening a ticket', () => {
  it('asks at once, with the ids it has as hints', async () => {
    const s = await started({ ticketId: '4711', requesterId: '1', organizationId: '5' });
    expect(s.asked.map((call) => call.request)).toEqual([
      { ticketId: '4711', hints: { requesterId: '1', organizationId: '5' } },
    ]);
    await answer(s);
    expect(s.state.get()).toMatchObject({ phase: 'settled', trouble: undefined, customer: { state: 'linked' } });
    expect(s.plan()?.fields.get('plan.name')).toMatchObject({ value: { text: 'Pro' } });
  });

  it('asks by requester on a ticket that is not saved, and not at all before there is one', async () => {
    expect((await started({ requesterId: '7' })).last().request).toEqual({ requesterId: '7' });
    const s = await started({});
    expect(s.asked).toEqual([]);
    expect(s.state.get()).toMatchObject({ phase: 'settled', customer: { state: 'no_requester' } });
  });

  it('says so when the helpdesk does not tell what is on screen', async () => {
    const s = await started(new Error('silence'));
    expect(s.state.get()).toMatchObject({ phase: 'settled', trouble: { kind: 'no_host' } });
  });

  it('takes the server’s word for the time', async () => {
    const s = await started();
    await answer(s);
    expect(s.ticker.nowMs()).toBe(Date.parse('2026-11-23T10:00:00.000Z'));
  });
});

describe('another requester or ticket', () => {
  it('goes back to the skeleton at once, asks once for a burst of events, and never paints the older answer', async () => {
    const s = await started();
    const older = s.last();
    for (const event of [open, linkedTo('a'), planCard(1, [textField('plan.name', 'Pro')])]) older.say(event);
    s.host.ref = { ticketId: '4711', requesterId: '2' };
    s.emit('changed');
    await s.clock.pass(30);
    s.emit('changed');
    expect(s.plan()?.fields.size).toBe(0);
    expect(s.state.get().customer).toBeUndefined();
    older.say(planCard(9, [textField('plan.name', 'of the first requester')]));
    await s.clock.pass(200);
    expect(s.asked).toHaveLength(2);
    expect(s.last().request).toMatchObject({ hints: { requesterId: '2' } });
    expect(s.plan()?.fields.size).toBe(0);
  });

  it('aborts the answer under way', async () => {
    const s = await started();
    s.emit('changed');
    expect(s.asked[0]?.signal.aborted).toBe(true);
    s.asked[0]?.say(planCard(1, [textField('plan.name', 'late')]));
    await s.clock.pass(200);
    await answer(s, 'Free');
    expect(s.plan()?.fields.get('plan.name')).toMatchObject({ value: { text: 'Free' } });
  });

  it('asks again after a save only if another requester is shown than the one on screen', async () => {
    const s = await started({ ticketId: '4711', requesterId: '2' });
    await answer(s);
    s.emit('saved');
    await s.clock.pass(200);
    expect(s.asked).toHaveLength(2);
    s.last().say(linkedTo('b', '2'));
    s.last().say(done);
    await s.last().end();
    s.emit('saved');
    await s.clock.pass(200);
    expect(s.asked).toHaveLength(2);
  });

  it('asks again after a save where something was changed that does not show on screen, and once', async () => {
    const s = await started({ ticketId: '4711', requesterId: '1' });
    await answer(s);
    // Another organisation of the same person.
    s.emit('changed');
    await s.clock.pass(200);
    await answer(s);
    const before = s.asked.length;
    for (const _ of [1, 2]) {
      s.emit('saved');
      await s.clock.pass(200);
      await answer(s);
    }
    expect(s.asked).toHaveLength(before + 1);
  });

  it('says that a first requester is not saved yet, instead of asking for one', async () => {
    const s = await started({ ticketId: '4711', requesterId: '1' });
    s.last().say(open);
    s.last().say({ type: 'customer', customer: { state: 'no_requester' } });
    expect(isUnsaved(s.state.get())).toBe(true);
  });
});

describe('out of sight', () => {
  it('asks nothing until somebody looks, then once', async () => {
    const s = await started(undefined, false);
    expect(s.asked).toEqual([]);
    s.attention.turn(true);
    s.attention.turn(true);
    await settled();
    expect(s.asked).toHaveLength(1);
  });

  it('leaves the answer alone while it is fresh, and asks once when it is not, keeping what is shown', async () => {
    const s = await started();
    await answer(s);
    s.attention.turn(false);
    await s.clock.pass(FRESH_MS);
    s.attention.turn(true);
    await settled();
    expect(s.asked).toHaveLength(1);
    s.attention.turn(false);
    await s.clock.pass(2);
    s.attention.turn(true);
    s.attention.turn(true);
    await settled();
    expect(s.asked).toHaveLength(2);
    expect(s.plan()?.fields.size).toBe(1);
  });

  it('lets go of an answer that nobody waits for any more, and asks again when somebody looks', async () => {
    const s = await started();
    s.last().say(open);
    s.attention.turn(false);
    await s.clock.pass(LET_GO_MS - 1);
    expect(s.last().signal.aborted).toBe(false);
    await s.clock.pass(1);
    expect(s.last().signal.aborted).toBe(true);
    s.attention.turn(true);
    await settled();
    expect(s.asked).toHaveLength(2);
    await answer(s);
    expect(s.state.get()).toMatchObject({ phase: 'settled', trouble: undefined });
  });

  it('keeps an answer under way for whoever is back soon', async () => {
    const s = await started();
    s.attention.turn(false);
    s.attention.turn(true);
    await s.clock.pass(LET_GO_MS);
    expect([s.asked.length, s.last().signal.aborted]).toEqual([1, false]);
  });

  it('has no timer left, and no question', async () => {
    const s = await started();
    await answer(s);
    s.ticker.onTick(() => {});
    expect(s.clock.waiting()).toBe(1);
    s.attention.turn(false);
    expect(s.clock.waiting()).toBe(0);
    await s.clock.pass(10 * FRESH_MS);
    expect(s.asked).toHaveLength(1);
  });

  it('forgets the customer at once when the requester changes unseen, and asks when seen', async () => {
    const s = await started();
    await answer(s);
    s.attention.turn(false);
    s.emit('changed');
    await s.clock.pass(200);
    expect(s.plan()?.fields.size).toBe(0);
    expect(s.asked).toHaveLength(1);
    s.attention.turn(true);
    await settled();
    expect(s.asked).toHaveLength(2);
  });
});

describe('when the connection breaks', () => {
  it('tries once more by itself, keeps what is shown, and then leaves it to the agent', async () => {
    const s = await started();
    await answer(s, 'Pro', broken);
    expect(s.state.get().trouble).toEqual({ kind: 'retrying' });
    await s.clock.pass(2_000);
    expect(s.asked).toHaveLength(2);
    await s.last().end(broken);
    expect(s.state.get()).toMatchObject({ phase: 'settled', trouble: broken });
    expect(s.plan()?.fields.size).toBe(1);
    await s.clock.pass(60_000);
    expect(s.asked).toHaveLength(2);
    s.sidebar.refresh();
    expect(s.state.get().trouble).toBeUndefined();
    await settled();
    await answer(s);
    expect(s.state.get().trouble).toBeUndefined();
  });

  it('says no more of it once the second try answers', async () => {
    const s = await started();
    await answer(s, 'Pro', broken);
    await s.clock.pass(2_000);
    await answer(s, 'Free');
    expect(s.state.get().trouble).toBeUndefined();
    expect(s.plan()?.fields.get('plan.name')).toMatchObject({ value: { text: 'Free' } });
  });

  it('puts the second try off while nobody looks', async () => {
    const s = await started();
    await answer(s, 'Pro', broken);
    s.attention.turn(false);
    await s.clock.pass(2_000);
    expect(s.asked).toHaveLength(1);
    expect(s.state.get().trouble).toEqual(broken);
    s.attention.turn(true);
    await settled();
    expect(s.asked).toHaveLength(2);
  });

  it('waits for as long as it is told where it asked too much, says so meanwhile, and goes on by itself', async () => {
    const s = await started();
    const tooMany = { kind: 'refused', code: 'too_many_requests', requestId: 'r', waitMs: 7_000 } as const;
    await answer(s, 'Pro', tooMany);
    expect(s.state.get().trouble).toEqual(tooMany);
    await s.clock.pass(7_000);
    expect(s.asked).toHaveLength(1);
    await s.clock.pass(1_500);
    expect(s.asked).toHaveLength(2);
    await answer(s, 'Free');
    expect(s.state.get().trouble).toBeUndefined();
    expect(s.plan()?.fields.get('plan.name')).toMatchObject({ value: { text: 'Free' } });
  });

  it('does not ask again by itself after a refusal, however often it is looked at', async () => {
    const s = await started();
    await s.last().end({ kind: 'refused', code: 'session_expired', requestId: 'r' });
    await s.clock.pass(2 * FRESH_MS);
    s.attention.turn(false);
    s.attention.turn(true);
    await settled();
    expect(s.asked).toHaveLength(1);
  });
});

describe('reading one card again', () => {
  it('asks for that card past the cache, and marks it alone as busy', async () => {
    const s = await started();
    await answer(s);
    s.sidebar.refresh('plan');
    await settled();
    expect(s.last().request).toMatchObject({ refresh: 'plan' });
    expect(s.state.get().cards.map((view) => view.isReading)).toEqual([false, true]);
    expect(s.plan()?.fields.size).toBe(1);
  });
});
