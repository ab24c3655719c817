import { describe, expect, it } from 'vitest';
import { createActions } from './actions.ts';
import { done, linkedTo, open } from './events.ts';
import { fakeApi, fakeAttention, fakeClock, fakeHost, frames, settled } from './fakes.ts';
import { createFeedback } from './feedback.ts';
import { onCard, toggled } from './reduce.ts';
import { createSidebar } from './sidebar.ts';
import { firstState } from './state.ts';
import { createStore } from './store.ts';
import { createTicker } from './ticker.ts';

/** Each is its own word, so that what is said tells which it was. */
const say = {
  ...{ copied: 'copied', refused: 'refused' },
  ...{ told: 'told', already: 'already', undeliverable: 'undeliverable' },
};

async function setup() {
  const clock = fakeClock();
  const attention = fakeAttention();
  const { host, said, emit } = fakeHost();
  const { api, asked, linked, last } = fakeApi();
  const state = createStore(firstState(frames));
  const sidebar = createSidebar({ state, host, api, clock, ticker: createTicker(clock, attention), attention });
  const clipboard: string[] = [];
  let takesText = true;
  const copyText = (text: string) => takesText && clipboard.push(text) > 0;
  const told: string[] = [];
  const tellOwner = async (field: string) => (told.push(field) === 1 ? ('told' as const) : ('already' as const));
  const showBriefly = createFeedback(state, clock);
  const act = createActions({ sidebar, api, showBriefly, copyText, tellOwner, say });
  const toggle = (id: string, key: string) => state.set(onCard(state.get(), id, (view) => toggled(view, key)));
  sidebar.start();
  await settled();
  for (const event of [open, linkedTo('a'), done]) last().say(event);
  await last().end();
  const card = (id: string) => state.get().cards.find((view) => view.frame.id === id);
  const refuseText = () => {
    takesText = false;
  };
  return { clock, host, said, emit, api, asked, linked, state, act, toggle, clipboard, card, refuseText, told };
}

it('tells an owner in one click, and what came of it', async () => {
  const s = await setup();
  await s.act('plan', 'k', ['tell', 'plan.name']);
  expect(s.card('plan')?.feedback).toEqual({ key: 'k', says: 'told' });
  await s.act('plan', 'k', ['tell', 'plan.name']);
  expect([s.told, s.card('plan')?.feedback?.says]).toEqual([['plan.name', 'plan.name'], 'already']);
});

describe('toggle', () => {
  it('unfolds and folds, on one card, and leaves the other the object it was', async () => {
    const s = await setup();
    const other = s.card('identity');
    s.toggle('plan', 'plan.name');
    s.toggle('plan', 'plan.seats');
    expect(s.card('plan')?.open).toEqual(['plan.name', 'plan.seats']);
    s.toggle('plan', 'plan.name');
    s.toggle('plan', 'plan.seats');
    expect(s.card('plan')?.open).toEqual([]);
    expect(s.card('identity')).toBe(other);
  });
});

describe('copy', () => {
  it('says so on the button for two seconds', async () => {
    const s = await setup();
    await s.act('plan', 'plan.name', ['copy', 'Pro']);
    expect(s.clipboard).toEqual(['Pro']);
    expect(s.card('plan')?.feedback).toEqual({ key: 'plan.name', says: 'copied' });
    await s.clock.pass(1_000);
    await s.act('plan', 'plan.seats', ['copy', '5']);
    await s.clock.pass(1_500);
    expect(s.card('plan')?.feedback).toEqual({ key: 'plan.seats', says: 'copied' });
    await s.clock.pass(500);
    expect(s.card('plan')?.feedback).toBeUndefined();
  });

  it('says when the browser refused', async () => {
    const s = await setup();
    s.refuseText();
    await s.act('plan', 'plan.name', ['copy', 'Pro']);
    expect(s.card('plan')?.feedback?.says).toBe('refused');
  });
});

describe('link', () => {
  it.each(['pin', 'reject'] as const)('%ss for this requester on this ticket, then starts over', async (verb) => {
    const s = await setup();
    await s.act('identity', 'b', [verb, 'b']);
    await settled();
    expect(s.linked).toEqual([[verb, { ticketId: '4711', requesterId: '1', accountId: 'b' }]]);
    expect(s.state.get().customer).toBeUndefined();
    expect(s.asked).toHaveLength(2);
  });

  it('says what went wrong, and keeps what is shown', async () => {
    const s = await setup();
    s.api.linkTrouble = { kind: 'refused', code: 'not_allowed', requestId: 'r' };
    await s.act('identity', 'b', ['pin', 'b']);
    expect(s.state.get()).toMatchObject({ trouble: s.api.linkTrouble, customer: { state: 'linked' } });
    expect(s.asked).toHaveLength(1);
  });

  it('leaves another ticket alone that came on screen meanwhile', async () => {
    const s = await setup();
    s.host.ref = { ticketId: '9', requesterId: '2' };
    const gate = Promise.withResolvers<void>();
    s.api.linkGate = gate.promise;
    const linking = s.act('identity', 'b', ['pin', 'b']);
    s.emit('changed');
    await s.clock.pass(200);
    s.asked[1]?.say(linkedTo('c', '2'));
    gate.resolve();
    await linking;
    await settled();
    expect(s.asked).toHaveLength(2);
    expect(s.state.get().customer).toMatchObject({ account: { id: 'c' } });
  });
});
