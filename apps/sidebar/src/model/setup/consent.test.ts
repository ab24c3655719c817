import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { describe, expect, it } from 'vitest';
import { connections } from '../../../dev/setup/connections.ts';
import { setupOf } from '../../../dev/setup/setup-of.ts';
import { fakeClock, settled } from '../fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createConsents, GIVE_UP_MS } from './consent.ts';
import { fakeServer, fits, storeOf } from './fakes.ts';

function open({ isBlocked = false, before = {} }: { isBlocked?: boolean; before?: Partial<SetupConnection> } = {}) {
  const state = storeOf(setupOf({ connections: connections([], { hubspot: before }) }));
  const clock = fakeClock();
  const server = fakeServer();
  const windows: string[] = [];
  const openPopup = () => {
    windows.push('opened');
    const popup = { go: (url: string) => void windows.push(url), close: () => void windows.push('closed') };
    return isBlocked ? undefined : popup;
  };
  const onDone = () => void windows.push('done');
  const consents = createConsents({
    ...server,
    state,
    clock,
    isOauthStart: fits,
    openPopup,
    refresh: () => {},
    onDone,
  });
  const consent = () => state.get().consents.get('hubspot');
  const becomes = (hubspot: Partial<SetupConnection>) => {
    state.set({ ...state.get(), setup: setupOf({ connections: connections([], { hubspot }) }) });
    return settled();
  };
  return { ...server, state, clock, windows, consents, consent, becomes };
}

const url = 'https://app.hubspot.com/oauth?x=1';
const granted = (since: string): Partial<SetupConnection> => ({
  standing: { kind: 'connected', by: 'Mara', since, method: 'oauth', health: 'ok' },
});

describe('going to the vendor’s own page', () => {
  it('opens the window within the click, and sends it there once it knows where', async () => {
    const { consents, windows, last, consent } = open();
    consents.askConsent('hubspot');
    expect(windows).toEqual(['opened']);
    expect(last()).toMatchObject({ method: 'POST', path: '/v1/setup/connections/hubspot/oauth', body: {} });
    await last().answer({ url });
    expect(windows).toEqual(['opened', url]);
    expect(consent()).toMatchObject({ state: 'waiting', url, isBlocked: false });
  });

  it('offers a link where the window was blocked', async () => {
    const { consents, last, consent } = open({ isBlocked: true });
    consents.askConsent('hubspot');
    await last().answer({ url });
    expect(consent()).toMatchObject({ state: 'waiting', url, isBlocked: true });
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'about:blank'])(
    'opens no %s in a window that is ours',
    async (bad) => {
      const { consents, last, consent, windows } = open();
      consents.askConsent('hubspot');
      await last().answer({ url: bad });
      expect(windows).toEqual(['opened', 'closed']);
      expect(consent()).toEqual({ state: 'refused', refusal: { kind: 'garbled' } });
    },
  );

  it('closes the window when the server does not say where', async () => {
    const { consents, last, consent, windows } = open();
    consents.askConsent('hubspot');
    await last().answer(refusedAs('internal'));
    expect(windows).toEqual(['opened', 'closed']);
    expect(consent()).toMatchObject({ state: 'refused' });
  });

  it('notices the grant by itself, closes the window, goes on, and is then not given up', async () => {
    const { consents, last, consent, becomes, clock, windows } = open();
    consents.askConsent('hubspot');
    await last().answer({ url });
    await becomes(granted('2026-11-25T10:00:05Z'));
    expect(consent()).toEqual({ state: 'done' });
    expect(windows).toEqual(['opened', url, 'closed', 'done']);
    await clock.pass(GIVE_UP_MS);
    expect(consent()).toEqual({ state: 'done' });
  });

  it('does not take the grant there was before for the new one', async () => {
    const before = granted('2026-01-01T00:00:00Z');
    const { consents, last, consent, becomes } = open({ before });
    consents.askConsent('hubspot');
    await last().answer({ url });
    await becomes(before);
    expect(consent()).toMatchObject({ state: 'waiting' });
    await becomes(granted('2026-11-25T10:00:05Z'));
    expect(consent()).toEqual({ state: 'done' });
  });

  it('gives up after five minutes', async () => {
    const { consents, last, consent, clock } = open();
    consents.askConsent('hubspot');
    await last().answer({ url });
    await clock.pass(GIVE_UP_MS - 1);
    expect(consent()).toMatchObject({ state: 'waiting' });
    await clock.pass(1);
    expect(consent()).toEqual({ state: 'given_up' });
  });

  it('stops when told so, even before it knows where', async () => {
    const { consents, last, consent, windows, clock } = open();
    consents.askConsent('hubspot');
    consents.dropConsent('hubspot');
    await last().answer({ url });
    expect(windows).toEqual(['opened', 'closed']);
    expect(consent()).toBeUndefined();
    expect(clock.waiting()).toBe(0);
  });
});
