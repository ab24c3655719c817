import { describe, expect, it } from 'vitest';
import { failedTest, passedTest } from '../../../dev/setup/connections.ts';
import { setupOf } from '../../../dev/setup/setup-of.ts';
import { fakeClock, settled } from '../fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createConnect } from './connect.ts';
import { connection, fakeServer, fits, storeOf } from './fakes.ts';

function open() {
  const state = storeOf(setupOf());
  const clock = fakeClock();
  const server = fakeServer();
  let refreshed = 0;
  const connect = createConnect({ ...server, state, clock, isConnectAnswer: fits, refresh: () => void refreshed++ });
  const of = (name: string) => connection(state.get().setup, name);
  const testRun = (name = 'stripe') => state.get().testRuns.get(name);
  return { ...server, state, clock, connect, of, testRun, refreshed: () => refreshed };
}

describe('connecting', () => {
  it('sends everything that is asked for, trimmed, to where it belongs', () => {
    const { connect, of, last } = open();
    connect.type('jira', 'token', '  abc ');
    connect.tryOut(of('jira'), false);
    expect(last()).toMatchObject({
      method: 'POST',
      path: '/v1/setup/connections/jira',
      body: { inputs: { url: '', email: '', token: 'abc' }, save: false },
    });
  });

  it('sends what stands already where nothing else was typed', () => {
    const { connect, of, last } = open();
    const jira = of('jira');
    const [method] = jira.methods;
    if (method?.kind !== 'key') throw new Error('a key was expected');
    const inputs = method.inputs.map((input) => ({ ...input, ...(!input.isSecret && { value: `old ${input.name}` }) }));
    connect.type('jira', 'email', 'new email');
    connect.tryOut({ ...jira, methods: [{ ...method, inputs }] }, false);
    expect(last().body).toEqual({ inputs: { url: 'old url', email: 'new email', token: '' }, save: false });
  });

  it('marks what is wrong, takes the keyboard there, and keeps what was typed', async () => {
    const { connect, of, last, testRun, state } = open();
    connect.type('stripe', 'key', 'rk_live_wrong');
    connect.tryOut(of('stripe'), true);
    expect(testRun()).toEqual({ state: 'running', isSaving: true });
    await last().answer({ test: failedTest(), isSaved: false });
    expect(testRun()).toMatchObject({ state: 'answered', answer: { isSaved: false } });
    expect(state.get().focus).toBe('in-stripe-key');
    expect(state.get().typed.get('stripe')).toEqual({ key: 'rk_live_wrong' });
  });

  it('calls nothing wrong that has been corrected since', async () => {
    const { connect, of, last, testRun } = open();
    connect.tryOut(of('stripe'), false);
    await last().answer({ test: failedTest(), isSaved: false });
    connect.type('stripe', 'key', 'another');
    expect(testRun()).toMatchObject({ answer: { test: { kind: 'failed', inputs: [] } } });
  });

  it('forgets the secret once it is saved, and only then', async () => {
    const { connect, of, last, state, refreshed } = open();
    connect.type('stripe', 'key', 'rk_live_right');
    connect.tryOut(of('stripe'), false);
    await last().answer({ test: passedTest(), isSaved: false });
    expect(state.get().typed.has('stripe')).toBe(true);
    connect.tryOut(of('stripe'), true);
    await last().answer({ test: passedTest(), isSaved: true });
    expect(state.get().typed.has('stripe')).toBe(false);
    expect(state.get().focus).toBe('result-stripe');
    expect(refreshed()).toBe(2);
  });

  it.each([undefined, refusedAs('internal')])('keeps what was typed when the server does not answer it', async (no) => {
    const { connect, of, last, state, testRun } = open();
    connect.type('stripe', 'key', 'rk_live_right');
    connect.tryOut(of('stripe'), true);
    await last().answer(no ?? refusedAs('too_many_requests'));
    expect(testRun()).toMatchObject({ state: 'refused' });
    expect(state.get().typed.get('stripe')).toEqual({ key: 'rk_live_right' });
  });

  it('tests one vendor once at a time, and others meanwhile', () => {
    const { connect, of, paths } = open();
    connect.tryOut(of('stripe'), false);
    connect.tryOut(of('stripe'), false);
    connect.tryOut(of('jira'), false);
    expect(paths()).toEqual(['POST /v1/setup/connections/stripe', 'POST /v1/setup/connections/jira']);
  });

  it('waits no longer when told so, and asks whether a save came through', async () => {
    const { connect, of, last, testRun, refreshed } = open();
    connect.tryOut(of('stripe'), true);
    connect.leave('stripe');
    expect(last().signal?.aborted).toBe(true);
    await settled();
    expect(testRun()).toEqual({ state: 'left', isSaving: true });
    expect(refreshed()).toBe(1);
    connect.tryOut(of('stripe'), false);
    expect(testRun()).toEqual({ state: 'running', isSaving: false });
  });

  it('gives up on a server that never answers', async () => {
    const { connect, of, testRun, clock } = open();
    connect.tryOut(of('stripe'), false);
    await clock.pass(40_000);
    expect(testRun()).toEqual({ state: 'refused', refusal: { kind: 'broken' } });
    expect(clock.waiting()).toBe(0);
  });
});
