import { expect, it } from 'vitest';
import { fakeAttention, fakeClock, settled } from '../fakes.ts';
import { fits } from '../setup/fakes.ts';
import { firstState, type State } from '../state.ts';
import { createStore } from '../store.ts';
import { fieldsOf, openTicket, phone } from './fakes.ts';
import { followTicket } from './follow.ts';
import { firstSynced } from './state.ts';

function open() {
  const { state, server } = openTicket(fieldsOf(phone('1')));
  state.set(firstSynced(undefined));
  const ticket = createStore<State>(firstState([]));
  const [clock, attention] = [fakeClock(), fakeAttention()];
  const { client } = server;
  const follow = followTicket({ state, sidebar: { state: ticket }, client, clock, attention, isTicketFields: fits });
  const show = async (part: Partial<State>) => {
    ticket.set({ ...ticket.get(), ...part });
    await settled();
  };
  return { state, server, clock, attention, follow, show };
}
const READ = 'GET /v1/tickets/4711/fields';

it('asks once the cards have been read, and again when they have been read again', async () => {
  const { server, show } = open();
  await show({ ref: { ticketId: '4711' } });
  expect(server.sent).toHaveLength(0);
  await show({ phase: 'settled' });
  await show({ health: [] });
  expect(server.paths()).toEqual([READ]);
  await show({ phase: 'reading' });
  await show({ phase: 'settled' });
  expect(server.paths()).toEqual([READ, READ]);
});

it('a ticket that is not saved is not asked about', async () => {
  const { server, show } = open();
  await show({ ref: { requesterId: '1' }, phase: 'settled' });
  expect(server.sent).toHaveLength(0);
});

it('nothing of one ticket is shown at the next', async () => {
  const { state, server, show } = open();
  await show({ ref: { ticketId: '4711' }, phase: 'settled' });
  const late = server.last();
  await show({ ref: { ticketId: '4712' }, phase: 'reading' });
  await late.answer(fieldsOf(phone('1')));
  expect(state.get()).toEqual(firstSynced('4712'));
});

it('looks again while a value is on its way, less and less often, and not for ever', async () => {
  const { server, clock, show } = open();
  await show({ ref: { ticketId: '4711' }, phase: 'settled' });
  for (let i = 0; i < 8; i++) {
    await server.last().answer(fieldsOf(phone('1', { waiting: ['left'] })));
    await clock.pass(40_000);
  }
  expect(server.sent).toHaveLength(7);
});

it('stops once both sides have it, and does not look where nobody does', async () => {
  const { server, clock, attention, show, follow } = open();
  await show({ ref: { ticketId: '4711' }, phase: 'settled' });
  await server.last().answer(fieldsOf(phone('1')));
  await clock.pass(60_000);
  expect(server.sent).toHaveLength(1);
  follow.refresh();
  await server.last().answer(fieldsOf(phone('1', { waiting: ['left'] })));
  attention.turn(false);
  await clock.pass(60_000);
  expect(server.sent).toHaveLength(2);
});

it('what cannot be read leaves what is shown', async () => {
  const { state, server, show, follow } = open();
  await show({ ref: { ticketId: '4711' }, phase: 'settled' });
  await server.last().answer(fieldsOf(phone('1')));
  follow.refresh();
  await server.last().answer({ ok: false, refusal: { kind: 'broken' } });
  expect(state.get().answer).toEqual(fieldsOf(phone('1')));
});
