import { expect, it } from 'vitest';
import { fakeClock } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createStore } from '../store.ts';
import { createAppWebhookCommands } from './commands.ts';
import { firstAppWebhooks, keyInputId } from './state.ts';

function open(takesText = true) {
  const state = createStore(firstAppWebhooks);
  const [clock, server] = [fakeClock(), fakeServer()];
  let reads = 0;
  const commands = createAppWebhookCommands({
    ...{ state, clock, client: server.client, isAppWebhookAnswer: fits },
    copyText: () => takesText,
    refresh: () => reads++,
  });
  return { ...server, state, clock, commands, reads: () => reads };
}
const DONE = { kind: 'done' };

it('saves what was typed, forgets it, reads again, and says so for a while', async () => {
  const { state, sent, last, clock, commands, reads } = open();
  commands.type('crm', 'a-secret-of-an-app');
  commands.save('crm');
  commands.save('crm');
  expect(state.get().news).toEqual({ system: 'crm', state: 'saving' });
  expect(sent).toMatchObject([{ path: '/v1/setup/webhooks/crm', body: { signingKey: 'a-secret-of-an-app' } }]);
  await last().answer(DONE);
  expect(state.get()).toMatchObject({ typed: new Map(), news: { system: 'crm', state: 'saved' } });
  expect(reads()).toBe(1);
  await clock.pass(10_000);
  expect(state.get().news).toBeUndefined();
});

it('keeps what was typed where it is refused, and takes the keyboard there', async () => {
  const { state, last, commands } = open();
  commands.type('crm', 'short');
  commands.save('crm');
  await last().answer({ kind: 'refused', why: 'too_short', least: 16 });
  expect(state.get()).toMatchObject({
    typed: new Map([['crm', 'short']]),
    news: { state: 'refused', why: 'too_short', least: 16 },
    focus: keyInputId('crm'),
  });
  commands.type('crm', 'longer');
  expect(state.get().news).toBeUndefined();
});

it('keeps what was typed on while it was on its way', async () => {
  const { state, last, commands } = open();
  commands.type('crm', 'one');
  commands.save('crm');
  commands.type('crm', 'one and more');
  expect(state.get().news).toEqual({ system: 'crm', state: 'saving' });
  await last().answer(DONE);
  expect(state.get().typed.get('crm')).toBe('one and more');
});

it('with nothing typed sends nothing, and goes to where it is typed', () => {
  const { state, sent, commands } = open();
  commands.save('crm');
  expect([sent, state.get().focus]).toEqual([[], keyInputId('crm')]);
});

it('removes in two clicks', async () => {
  const { state, sent, last, commands } = open();
  commands.askFirst('crm');
  expect(state.get().asked).toBe('crm');
  commands.remove('crm');
  expect(state.get().asked).toBeUndefined();
  expect(sent).toMatchObject([{ path: '/v1/setup/webhooks/crm', body: { signingKey: null } }]);
  await last().answer(DONE);
  expect(state.get().news).toEqual({ system: 'crm', state: 'removed' });
});

it('says whether the address was copied, and why the server did nothing', async () => {
  const { state, last, commands } = open();
  commands.copy('crm', 'https://x.example');
  expect(state.get().news).toEqual({ system: 'crm', state: 'copied' });
  commands.remove('crm');
  await last().answer(refusedAs('internal'));
  expect(state.get().news).toMatchObject({ system: 'crm', state: 'failed', refusal: { code: 'internal' } });
  const stubborn = open(false);
  stubborn.commands.copy('crm', 'https://x.example');
  expect(stubborn.state.get().news).toEqual({ system: 'crm', state: 'not_copied' });
});
