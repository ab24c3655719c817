import { describe, expect, it } from 'vitest';
import { setupOf } from '../../../dev/setup/setup-of.ts';
import { fakeAttention, fakeClock, settled } from '../fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createTicker } from '../ticker.ts';
import { fakeServer, fits, storeOf } from './fakes.ts';
import { createSetupPage, REFRESH_MS, SOON_MS } from './page.ts';

const whole = setupOf();

function open() {
  const state = storeOf(undefined);
  const clock = fakeClock();
  const attention = fakeAttention();
  const server = fakeServer();
  const ticker = createTicker(clock, attention);
  const page = createSetupPage({ ...server, state, clock, attention, ticker, isSetup: fits });
  page.setShown(true);
  return { ...server, state, clock, attention, ticker, page };
}

describe('the setup page', () => {
  it('reads at once, then every ten seconds, by the server’s clock', async () => {
    const { sent, last, clock, state, ticker } = open();
    await last().answer(whole);
    expect(state.get().setup).toEqual(whole);
    expect(ticker.nowMs()).toBe(Date.parse(whole.at));
    await clock.pass(REFRESH_MS - 1);
    expect(sent).toHaveLength(1);
    await clock.pass(1);
    expect(sent).toHaveLength(2);
  });

  it('leaves what is typed, unfolded and changed as it is', async () => {
    const { last, clock, state } = open();
    await last().answer(whole);
    const own = {
      typed: new Map([['stripe', { key: 'half a ke' }]]),
      open: new Set(['c-stripe']),
      draft: { pilotGroups: ['1'], groups: [], criteria: { leastInTimePercent: '9' } as never },
    };
    state.set({ ...state.get(), ...own });
    await clock.pass(REFRESH_MS);
    await last().answer(setupOf({ at: '2026-11-25T10:00:10.000Z' }));
    expect(state.get()).toMatchObject(own);
    expect(state.get().setup?.at).toBe('2026-11-25T10:00:10.000Z');
  });

  it('rests while nobody looks, and reads as soon as somebody does', async () => {
    const { sent, last, clock, attention, page } = open();
    await last().answer(whole);
    attention.turn(false);
    await clock.pass(10 * REFRESH_MS);
    expect(sent).toHaveLength(1);
    attention.turn(true);
    expect(sent).toHaveLength(2);
    await last().answer(whole);
    page.setShown(false);
    await clock.pass(10 * REFRESH_MS);
    expect(sent).toHaveLength(2);
    page.setShown(true);
    expect(sent).toHaveLength(3);
  });

  it('keeps what it has when a reading fails, says so, and tries again', async () => {
    const { last, clock, state, sent } = open();
    await last().answer(whole);
    await clock.pass(REFRESH_MS);
    await last().answer(refusedAs('internal'));
    expect(state.get()).toMatchObject({ setup: whole, refusal: { kind: 'refused', code: 'internal' } });
    await clock.pass(REFRESH_MS);
    expect(sent).toHaveLength(3);
    await last().answer(whole);
    expect(state.get().refusal).toBeUndefined();
  });

  it('shows nothing any more once it may not, and stops asking', async () => {
    const { last, clock, state, sent } = open();
    await last().answer(whole);
    await clock.pass(REFRESH_MS);
    await last().answer(refusedAs('session_expired'));
    expect(state.get().setup).toBeUndefined();
    await clock.pass(10 * REFRESH_MS);
    expect(sent).toHaveLength(2);
  });

  it('takes the answer to the newest question only', async () => {
    const { sent, state, page } = open();
    page.refresh();
    await sent[1]?.answer(setupOf({ at: '2026-11-25T10:00:02.000Z' }));
    await sent[0]?.answer(whole);
    expect(state.get().setup?.at).toBe('2026-11-25T10:00:02.000Z');
  });

  it('reads every two seconds while a test message is under way', async () => {
    const { last, clock, sent } = open();
    const test = { sentAt: whole.at, state: 'waiting' } as const;
    await last().answer(setupOf({ webhook: { kind: 'registered', since: whole.at, test } }));
    await clock.pass(SOON_MS);
    expect(sent).toHaveLength(2);
  });

  it('reads on while an admin is at a vendor’s page, in sight or not', async () => {
    const { last, clock, sent, state, attention } = open();
    state.set({ ...state.get(), consents: new Map([['hubspot', { state: 'waiting', url: '', isBlocked: false }]]) });
    await last().answer(whole);
    attention.turn(false);
    await clock.pass(SOON_MS);
    expect(sent).toHaveLength(2);
  });

  it('unfolds what it jumps to, and lets go of the keyboard once it is there', async () => {
    const { state, page } = open();
    page.jump('c-stripe');
    expect(state.get()).toMatchObject({ open: new Set(['c-stripe']), focus: 'c-stripe' });
    page.arrived();
    page.toggle('c-stripe');
    expect(state.get()).toMatchObject({ open: new Set(), focus: undefined });
    await settled();
  });
});
