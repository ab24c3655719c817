import { expect, it } from 'vitest';
import { fits } from '../setup/fakes.ts';
import { createCorrect } from './correct.ts';
import { fieldsOf, openTicket, phone } from './fakes.ts';
import { firstSynced, inputId, pencilId, waitsId } from './state.ts';

const place = { object: 'contact', id: 'phone' } as const;
const KEY = 'contact.phone';
const [OLD, NEW, THIRD] = ['+12125550100', '+12125550111', '+12125550122'];

function open() {
  const { state, server } = openTicket(fieldsOf(phone(OLD)));
  let reads = 0;
  const { client } = server;
  const correct = createCorrect({ state, client, isCorrectAnswer: fits, refresh: () => void reads++ });
  return { state, server, correct, reads: () => reads };
}
function typed() {
  const stage = open();
  stage.correct.open(place, phone(OLD));
  stage.correct.type(NEW);
  const saving = stage.correct.save(place);
  return { ...stage, saving };
}

it('the editor opens with the value, and the keyboard in it; cancelled, the keyboard goes back', () => {
  const { state, correct } = open();
  correct.open(place, phone(OLD));
  expect(state.get()).toMatchObject({ edit: { key: KEY, text: OLD }, focus: inputId(KEY) });
  correct.cancel();
  expect(state.get()).toMatchObject({ edit: undefined, focus: pencilId(KEY) });
});

it('what is saved says what was seen, and shows the new value and a way back', async () => {
  const { state, server, saving, reads, correct } = typed();
  expect(server.last()).toMatchObject({
    path: '/v1/tickets/4711/fields',
    body: { object: 'contact', field: 'phone', value: NEW, seen: OLD },
  });
  correct.save(place);
  expect(server.sent).toHaveLength(1);
  await server.last().answer({ kind: 'done', id: 'c1', field: phone(NEW, { waiting: ['left', 'right'] }) });
  await saving;
  expect(state.get()).toMatchObject({ edit: undefined, saved: { id: 'c1', state: 'saved' }, focus: pencilId(KEY) });
  expect(state.get().answer?.records[0]?.fields[0]).toMatchObject({ value: NEW });
  expect(reads()).toBe(1);
});

it('what is no value stays to be corrected', async () => {
  const { state, server, saving, correct } = typed();
  await server.last().answer({ kind: 'refused', why: 'not_a_value' });
  await saving;
  expect(state.get().edit).toMatchObject({ text: NEW, isSaving: false, trouble: { kind: 'not_a_value' } });
  correct.type('+1');
  expect(state.get().edit?.trouble).toBeUndefined();
});

it('what was changed meanwhile is shown, and only replaced by who has seen that', async () => {
  const { state, server, saving, correct } = typed();
  await server.last().answer({ kind: 'refused', why: 'changed', field: phone(THIRD) });
  await saving;
  expect(state.get().edit).toMatchObject({ seen: OLD, trouble: { kind: 'changed', field: { value: THIRD } } });
  correct.save(place);
  expect(server.last().body).toMatchObject({ value: NEW, seen: THIRD });
});

it('what has become a question is shown as one, and the keyboard goes there', async () => {
  const { state, server, saving } = typed();
  const waits = { id: 'phone', label: 'Phone', type: 'phone', state: 'waits', left: OLD, right: THIRD } as const;
  const field = { ...waits, since: '2026-11-23T10:00:00.000Z', owner: 'Sales Ops' };
  await server.last().answer({ kind: 'refused', why: 'waits', field });
  await saving;
  expect(state.get()).toMatchObject({ edit: undefined, focus: waitsId(KEY) });
  expect(state.get().answer?.records[0]?.fields).toEqual([field]);
});

it('a connection that breaks leaves what was typed', async () => {
  const { state, server, saving } = typed();
  await server.last().answer({ ok: false, refusal: { kind: 'broken' } });
  await saving;
  expect(state.get().edit).toMatchObject({ text: NEW, trouble: { kind: 'broken' } });
});

it('an answer for a ticket that is not on screen any more changes nothing', async () => {
  const { state, server, saving } = typed();
  state.set(firstSynced('4712'));
  await server.last().answer({ kind: 'done', id: 'c1', field: phone(NEW) });
  await saving;
  expect(state.get()).toEqual(firstSynced('4712'));
});

it('is undone once, and says where it was not', async () => {
  const { state, server, saving, correct } = typed();
  await server.last().answer({ kind: 'done', id: 'c1', field: phone(NEW) });
  await saving;
  const undoing = correct.undo(place);
  expect(server.last()).toMatchObject({ path: '/v1/tickets/4711/fields/undo', body: { id: 'c1' } });
  correct.undo(place);
  expect(server.sent).toHaveLength(2);
  await server.last().answer({ kind: 'refused', why: 'changed', field: phone(THIRD) });
  await undoing;
  expect(state.get().saved?.state).toBe('not_undone');
  expect(state.get().answer?.records[0]?.fields[0]).toMatchObject({ value: THIRD });
});
