import { expect, it } from 'vitest';
import { settled } from '../fakes.ts';
import { createStore } from '../store.ts';
import { fakeClient } from './fakes.ts';
import { createLists, firstLists } from './lists.ts';
import { OPEN_NOW } from './state.ts';

function setup(canCopy = true) {
  const { client, answers, asked } = fakeClient();
  const state = createStore(firstLists);
  const copied: string[] = [];
  const saved: string[][] = [];
  const lists = createLists({
    ...{ state, client },
    isTouched: (json): json is never => typeof json === 'object',
    isPeople: (json): json is never => typeof json === 'object',
    isTagAnswer: (json): json is never => typeof json === 'object',
    copy: (text) => {
      copied.push(text);
      return canCopy;
    },
    save: (...file) => saved.push(file),
    words: {
      copied: 'Copied',
      notCopied: 'Not copied: %',
      failed: 'Failed',
      gone: 'Gone: %',
      tagging: 'Tagging',
      notTagged: 'No',
    },
  });
  return { lists, state, answers, asked, copied, saved };
}

const none = { tickets: [], more: 0, agents: [] };

it('a count opens its list, reads it anew each time, and closes it', async () => {
  const { lists, state, answers, asked } = setup();
  answers.set('/v1/incidents/i1/touched', none).set('/v1/status/open', none);
  lists.toggle('i1');
  expect(state.get().lists.get('i1')).toEqual({ state: 'reading' });
  await settled();
  expect(state.get()).toMatchObject({ shown: 'i1' });
  expect(state.get().lists.get('i1')).toEqual({ state: 'ok', value: none });
  lists.toggle(OPEN_NOW);
  expect(state.get().shown).toBe(OPEN_NOW);
  lists.toggle(OPEN_NOW);
  expect(state.get().shown).toBeUndefined();
  expect(asked).toEqual(['/v1/incidents/i1/touched', '/v1/status/open']);
});

it('a list that cannot be had says so, and can be asked for again', async () => {
  const { lists, state, answers } = setup();
  lists.toggle('i1');
  await settled();
  expect(state.get().lists.get('i1')).toEqual({ state: 'failed' });
  answers.set('/v1/incidents/i1/touched', none);
  lists.read('i1');
  await settled();
  expect(state.get().lists.get('i1')?.state).toBe('ok');
});

it.each([
  [true, 'Copied'],
  [false, 'Not copied: i1'],
])('says whether the browser copied (%s)', (canCopy, text) => {
  const { lists, state, copied } = setup(canCopy);
  lists.copy('i1', 'i1');
  expect([copied, state.get().news]).toEqual([['i1'], { key: 'i1', text }]);
});

it('a post-mortem is saved under its incident’s name, or that did not work', async () => {
  const { lists, state, answers, saved } = setup();
  lists.savePostMortem('i1');
  await settled();
  expect([saved, state.get().news]).toEqual([[], { key: 'i1', text: 'Failed' }]);
  answers.set('/v1/incidents/i1/post-mortem', '# Post-mortem');
  lists.savePostMortem('i1');
  await settled();
  expect([saved, state.get().news]).toEqual([[['post-mortem-i1.md', '# Post-mortem']], undefined]);
});

it('gives its tickets a tag, and reads the list anew once that is done', async () => {
  const { lists, state, answers, asked } = setup();
  lists.tag('i1');
  expect(state.get().news).toEqual({ key: 'tag i1', text: 'Tagging' });
  lists.tag('i1');
  await settled();
  expect(state.get().news).toEqual({ key: 'tag i1', text: 'No' });
  answers.set('/v1/incidents/i1/tag', { isDone: false, tickets: 0 });
  lists.tag('i1');
  await settled();
  expect(state.get().news).toEqual({ key: 'tag i1', text: 'No' });
  answers.set('/v1/incidents/i1/tag', { isDone: true, tickets: 2 }).set('/v1/incidents/i1/touched', none);
  lists.tag('i1');
  await settled();
  expect(state.get().news).toBeUndefined();
  expect(state.get().lists.get('i1')).toEqual({ state: 'ok', value: none });
  expect(asked.filter((path) => path.endsWith('/tag'))).toHaveLength(3);
});

it('reads whom an incident can be assigned to', async () => {
  const { lists, state, answers } = setup();
  answers.set('/v1/incidents/people', { names: ['Ruth Abara'] });
  lists.readPeople();
  await settled();
  expect(state.get().people).toEqual(['Ruth Abara']);
});
