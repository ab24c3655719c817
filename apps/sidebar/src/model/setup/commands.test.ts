import type { Rollout } from '@sidelight/shared/setup/rollout.ts';
import { describe, expect, it } from 'vitest';
import { rollout } from '../../../dev/setup/rollout.ts';
import { setupOf } from '../../../dev/setup/setup-of.ts';
import { fakeClock, settled } from '../fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createSetupCommands } from './commands.ts';
import { fakeServer, fits, storeOf } from './fakes.ts';

function open(more: Partial<Rollout> = {}) {
  const state = storeOf(setupOf({ rollout: rollout({ pilotGroups: ['4'], groups: ['4'], ...more }) }));
  const clock = fakeClock();
  const server = fakeServer();
  let refreshed = 0;
  const refresh = () => void refreshed++;
  const checks = { isDisconnected: fits, isWebhookAnswer: fits, isRolloutAnswer: fits, isJobsAnswer: fits } as const;
  const commands = createSetupCommands({ ...server, ...checks, state, clock, refresh });
  return { ...server, state, clock, commands, refreshed: () => refreshed };
}

const { criteria } = rollout();

describe('commands on the setup page', () => {
  it('go where they belong', async () => {
    const { commands, last, paths } = open();
    const retry = () => commands.settleJobs('retry', { queue: 'mark', reason: 'refused' });
    for (const command of [
      () => commands.disconnect('a/b'),
      commands.register,
      commands.testWebhook,
      commands.saveRollout,
      retry,
    ]) {
      command();
      await last().answer({ kind: 'done', atVendor: { kind: 'ended' } });
      await last().answer();
    }
    expect(paths()).toEqual([
      'DELETE /v1/setup/connections/a%2Fb',
      'POST /v1/setup/webhook',
      'POST /v1/setup/webhook/test',
      'POST /v1/setup/rollout',
      'POST /v1/jobs/retry',
    ]);
  });

  it('leave nothing of a connection that is no more, and all of it while it is', async () => {
    const { commands, state, last } = open();
    const testRuns = new Map([['jira', { state: 'left', isSaving: false } as const]]);
    const consents = new Map([['jira', { state: 'done' } as const]]);
    state.set({ ...state.get(), testRuns, consents });
    commands.disconnect('jira');
    await last().answer(refusedAs('internal'));
    expect(state.get()).toMatchObject({ testRuns, consents, command: { state: 'refused' } });
    commands.disconnect('jira');
    await last().answer({ atVendor: { kind: 'not_taken_back' } });
    expect(state.get()).toMatchObject({ testRuns: new Map(), consents: new Map(), command: { state: 'done' } });
    expect(state.get().atVendors.get('jira'), 'it stays until it is connected again').toEqual({
      kind: 'not_taken_back',
    });
  });

  it('are done one at a time, say what came of them, and have the page read again', async () => {
    const { commands, state, last, sent, clock, refreshed } = open();
    commands.register();
    commands.register();
    expect(sent).toHaveLength(1);
    await last().answer({ kind: 'failed', reason: { code: 'not_registered' } });
    expect(state.get().command).toEqual({
      key: 'register',
      state: 'failed',
      reason: { code: 'not_registered' },
    });
    expect(refreshed()).toBe(1);
    commands.register();
    await last().answer({ kind: 'done' });
    await clock.pass(6_000);
    expect(state.get().command).toBeUndefined();
    commands.testWebhook();
    await last().answer(refusedAs('internal'));
    expect(state.get().command).toMatchObject({ key: 'test webhook', state: 'refused' });
  });
});

describe('changing the rollout', () => {
  it('takes what was changed along to the next phase, whoever is in the pilot staying in', async () => {
    const { commands, last, state } = open();
    commands.toggleGroup('pilotGroups', '7');
    commands.toggleGroup('groups', '9');
    commands.setCriterion('mostFailedPercent', '2,5');
    commands.goWider();
    expect(last().body).toEqual({
      phase: 'pilot',
      pilotGroups: ['4', '7'],
      groups: ['4', '7', '9'],
      criteria: { ...criteria, mostFailedPercent: 2.5 },
    });
    await last().answer({ kind: 'done' });
    expect(state.get().draft).toBeUndefined();
  });

  it('keeps what was changed when it is blocked or refused', async () => {
    const { commands, last, state } = open();
    commands.toggleGroup('pilotGroups', '7');
    commands.goWider();
    await last().answer({ kind: 'blocked', blockers: ['Training is at 2.'] });
    expect(state.get().command).toEqual({ key: 'wider', state: 'blocked', blockers: ['Training is at 2.'] });
    commands.saveRollout();
    await last().answer(refusedAs('internal'));
    expect(state.get().draft?.pilotGroups).toEqual(['4', '7']);
  });

  it('keeps what was typed while it was on its way', async () => {
    const { commands, last, state } = open();
    commands.toggleGroup('pilotGroups', '7');
    commands.saveRollout();
    commands.setCriterion('overMinutes', '30');
    await last().answer({ kind: 'done' });
    expect(state.get().draft?.criteria.overMinutes).toBe('30');
  });

  it('sends no figure that cannot be, and takes the keyboard to it', () => {
    const { commands, sent, state } = open();
    commands.setCriterion('mostDownMinutes', '0');
    commands.saveRollout();
    commands.goWider();
    expect(sent).toHaveLength(0);
    expect(state.get().focus).toBe('criterion-mostDownMinutes');
  });

  it('goes back whatever stands half-typed, with what is saved, and keeps the half-typed', async () => {
    const { commands, last, state } = open({ phase: 'pilot' });
    commands.setCriterion('mostDownMinutes', '');
    commands.goBack();
    expect(last().body).toEqual({ phase: 'sandbox', pilotGroups: ['4'], groups: ['4'], criteria });
    await last().answer({ kind: 'done' });
    expect(state.get().draft?.criteria.mostDownMinutes).toBe('');
  });

  it('goes no further back than the sandbox, and no wider than everyone', async () => {
    const first = open();
    first.commands.goBack();
    const end = open({ phase: 'everyone' });
    end.commands.goWider();
    await settled();
    expect([...first.sent, ...end.sent]).toEqual([]);
  });

  it('calls nothing changed that is as it was', () => {
    const { commands, state } = open();
    commands.setCriterion('overMinutes', '61');
    commands.toggleGroup('pilotGroups', '7');
    expect(state.get().draft).toBeDefined();
    commands.toggleGroup('pilotGroups', '7');
    commands.setCriterion('overMinutes', '60');
    expect(state.get().draft).toBeUndefined();
  });

  it('does not take away the point that is being typed', () => {
    const { commands, state } = open();
    commands.setCriterion('leastInTimePercent', '95.');
    expect(state.get().draft?.criteria.leastInTimePercent).toBe('95.');
  });
});
