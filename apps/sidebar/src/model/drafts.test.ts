import { expect, it } from 'vitest';
import { createDrafts } from './drafts.ts';
import { fakeHost, frames } from './fakes.ts';
import { firstState, type State } from './state.ts';
import { createStore } from './store.ts';

function setup() {
  const { host, said } = fakeHost();
  const state = createStore<State>({ ...firstState(frames), ref: { ticketId: '1' } });
  const put = createDrafts({ sidebar: { state }, host });
  const moveTo = (ticketId: string) => state.set({ ...state.get(), ref: { ticketId } });
  return { host, said, put, moveTo };
}

it('leaves a draft', async () => {
  const { put, said } = setup();
  expect(await put('We know.', [])).toBe('inserted');
  expect(said).toEqual(['draft We know.']);
});

it('puts the same sentence into one ticket once, unless the agent says so', async () => {
  const { put, said, moveTo } = setup();
  await put('We know.', []);
  expect(await put('We know.', [])).toBe('again');
  expect(await put('Sorry.', [])).toBe('inserted');
  expect(said).toEqual(['draft We know.', 'draft Sorry.']);
  expect(await put('We know.', ['again'])).toBe('inserted');
  moveTo('2');
  expect(await put('We know.', [])).toBe('inserted');
});

it('goes by what stands in the reply: also what was put in before this page, and not what was taken out', async () => {
  const { put, said, host } = setup();
  let text = '';
  host.writing = async () => ({ 'comment.type': 'publicReply', 'comment.text': text });
  expect(await put('Exports are slow: we know.', [])).toBe('inserted');
  text = '<p>Hello,</p><p>Exports are <b>slow</b>:&nbsp;we know.</p>';
  expect(await put('Exports are slow: we know.', [])).toBe('again');
  text = '<p>Hello,</p>';
  expect(await put('Exports are slow: we know.', [])).toBe('inserted');
  expect(said).toHaveLength(2);
});

it('asks before it writes into an internal note', async () => {
  const { put, said, host } = setup();
  host.writing = async () => ({ 'comment.type': 'internalNote', 'comment.text': '' });
  expect(await put('We know.', [])).toBe('note');
  expect(said).toEqual([]);
  expect(await put('We know.', ['note'])).toBe('inserted');
});

it('asks the other question as well: a sentence that may stand there twice is not one for a note', async () => {
  const { put, said, host } = setup();
  await put('We know.', []);
  expect(await put('We know.', [])).toBe('again');
  host.writing = async () => ({ 'comment.type': 'internalNote', 'comment.text': '<p>We know.</p>' });
  expect(await put('We know.', ['again'])).toBe('note');
  expect(await put('We know.', ['note'])).toBe('again');
  expect(said).toHaveLength(1);
  expect(await put('We know.', ['again', 'note'])).toBe('inserted');
});

it('says when the helpdesk did not take it', async () => {
  const { put, said, host } = setup();
  host.takesDrafts = false;
  expect(await put('We know.', [])).toBe('refused');
  host.takesDrafts = true;
  host.writing = () => Promise.reject(new Error('no answer'));
  expect(await put('We know.', [])).toBe('refused');
  expect(said).toEqual([]);
});
