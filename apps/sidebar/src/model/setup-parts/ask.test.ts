import { expect, it } from 'vitest';
import { previewed, storedKeys } from '../../../dev/setup/setup-parts.ts';
import { fakeAttention, fakeClock } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createStore } from '../store.ts';
import { createSetupParts, isTicketNumber, KEYS_EVERY_MS } from './ask.ts';
import { firstSetupParts } from './state.ts';

function open() {
  const state = createStore(firstSetupParts);
  const [clock, attention, server] = [fakeClock(), fakeAttention(), fakeServer()];
  const checks = { isStoredKeys: fits, isGroupMembers: fits, isPreviewAnswer: fits };
  return { ...server, state, clock, parts: createSetupParts({ ...server, ...checks, state, clock, attention }) };
}

it('keys are read while they are on screen, and stay where they cannot be read again', async () => {
  const { state, clock, parts, last, paths } = open();
  parts.setShown(true);
  await last().answer(storedKeys());
  expect(state.get().keys).toHaveLength(6);
  await clock.pass(KEYS_EVERY_MS);
  await last().answer(refusedAs('internal'));
  expect(state.get().keys).toHaveLength(6);
  expect(paths()).toEqual(['GET /v1/setup/keys', 'GET /v1/setup/keys']);
});

it('members are asked for once a group, and what could not be counted is known as that', async () => {
  const { state, parts, last, paths } = open();
  void parts.count(['1', '2']);
  void parts.count(['1', '2']);
  await last().answer({ members: [{ group: '1', count: 3 }, { group: '2' }] });
  void parts.count(['2', '1']);
  expect(paths()).toEqual(['GET /v1/setup/rollout/members?groups=1,2']);
  expect([...state.get().members]).toEqual([
    ['1', 3],
    ['2', undefined],
  ]);
});

it('a preview is asked for as chosen, of the ticket as people copy its number, and once at a time', async () => {
  const { state, parts, last, sent } = open();
  parts.lookAs('lead');
  parts.inGroup('7');
  parts.typeTicket(' #1001 ');
  void parts.show();
  void parts.show();
  expect(sent).toMatchObject([{ path: '/v1/setup/preview', body: { as: 'lead', group: '7', ticketId: '1001' } }]);
  await last().answer(previewed());
  expect(state.get().preview).toMatchObject({ state: 'answered', as: 'lead', group: '7' });
  parts.inGroup('');
  parts.typeTicket('');
  void parts.show();
  expect(sent.at(-1)).toMatchObject({ body: { as: 'lead' } });
  await last().answer(refusedAs('internal'));
  expect(state.get().preview).toMatchObject({ state: 'refused', refusal: { code: 'internal' } });
});

it('no preview is asked for by what is no number', () => {
  const { parts, sent } = open();
  parts.typeTicket('ten');
  void parts.show();
  expect(sent).toEqual([]);
  expect(['', '#12', ' 12 ', 'a', '1 2', '1'.repeat(21)].map(isTicketNumber)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});
