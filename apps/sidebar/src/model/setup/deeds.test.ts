import type { Rollout } from '@sidelight/shared/setup/rollout.ts';
import { describe, expect, it } from 'vitest';
import { rollout } from '../../../dev/setup/rollout.ts';
import { setupOf } from '../../../dev/setup/setup-of.ts';
import { fakeClock, settled } from '../fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createSetupDeeds } from './deeds.ts';
import { fakeServer, fits, storeOf } from './fakes.ts';

function open(more: Partial<Rollout> = {}) {
  const state = storeOf(setupOf({ rollout: rollout({ pilotGroups: ['4'], groups: ['4'], ...more }) }));
  const clock = fakeClock();
  const server = fakeServer();
  let refreshed = 0;
  const refresh = () => void refreshed++;
  const checks = { isWebhookAnswer: fits, isRolloutAnswer: fits, isJobsAnswer: fits } as const;
  const deeds = createSetupDeeds({ ...server, ...checks, state, clock, refresh });
  return { ...server, state, clock, deeds, refreshed: () => refreshed };
}

const { criteria } = rollout();

describe('deeds on the setup page', () => {
  it('go where they belong', async () => {
    const { deeds, last, paths } = open();
    const retry = () => deeds.settleJobs('retry', { queue: 'mark', reason: 'refused' });
    for (const deed of [() => deeds.disconnect('a/b'), deeds.register, deeds.testWebhook, deeds.saveRollout, retry]) {
      deed();
      await last().answer({ kind: 'done' });
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
    const { deeds, state, last } = open();
    const trials = new Map([['jira', { state: 'left', isSaving: false } as const]]);
    const consents = new Map([['jira', { state: 'done' } as const]]);
    state.set({ ...state.get(), trials, consents });
    deeds.disconnect('jira');
    await last().answer(refusedAs('internal'));
    expect(state.get()).toMatchObject({ trials, consents, deed: { state: 'refused' } });
    deeds.disconnect('jira');
    await last().answer();
    expect(state.get()).toMatchObject({ trials: new Map(), consents: new Map(), deed: { state: 'done' } });
  });

  it('are done one at a time, say what came of them, and have the page read again', async () => {
    const { deeds, state, last, sent, clock, refreshed } = open();
    deeds.register();
    deeds.register();
    expect(sent).toHaveLength(1);
    await last().answer({ kind: 'failed', why: 'Zendesk refused.', mend: 'Be an admin.' });
    expect(state.get().deed).toEqual({
      key: 'register',
      state: 'failed',
      why: 'Zendesk refused.',
      mend: 'Be an admin.',
    });
    expect(refreshed()).toBe(1);
    deeds.register();
    await last().answer({ kind: 'done' });
    await clock.pass(6_000);
    expect(state.get().deed).toBeUndefined();
    deeds.testWebhook();
    await last().answer(refusedAs('internal'));
    expect(state.get().deed).toMatchObject({ key: 'test webhook', state: 'refused' });
  });
});

describe('changing the rollout', () => {
  it('takes what was changed along to the next phase, whoever is in the pilot staying in', async () => {
    const { deeds, last, state } = open();
    deeds.toggleGroup('pilotGroups', '7');
    deeds.toggleGroup('groups', '9');
    deeds.setCriterion('mostFailedPercent', '2,5');
    deeds.goWider();
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
    const { deeds, last, state } = open();
    deeds.toggleGroup('pilotGroups', '7');
    deeds.goWider();
    await last().answer({ kind: 'blocked', blockers: ['Training is at 2.'] });
    expect(state.get().deed).toEqual({ key: 'wider', state: 'blocked', blockers: ['Training is at 2.'] });
    deeds.saveRollout();
    await last().answer(refusedAs('internal'));
    expect(state.get().draft?.pilotGroups).toEqual(['4', '7']);
  });

  it('keeps what was typed while it was on its way', async () => {
    const { deeds, last, state } = open();
    deeds.toggleGroup('pilotGroups', '7');
    deeds.saveRollout();
    deeds.setCriterion('overMinutes', '30');
    await last().answer({ kind: 'done' });
    expect(state.get().draft?.criteria.overMinutes).toBe('30');
  });

  it('sends no figure that cannot be, and takes the keyboard to it', () => {
    const { deeds, sent, state } = open();
    deeds.setCriterion('mostDownMinutes', '0');
    deeds.saveRollout();
    deeds.goWider();
    expect(sent).toHaveLength(0);
    expect(state.get().focus).toBe('criterion-mostDownMinutes');
  });

  it('goes back whatever stands half-typed, with what is saved, and keeps the half-typed', async () => {
    const { deeds, last, state } = open({ phase: 'pilot' });
    deeds.setCriterion('mostDownMinutes', '');
    deeds.goBack();
    expect(last().body).toEqual({ phase: 'sandbox', pilotGroups: ['4'], groups: ['4'], criteria });
    await last().answer({ kind: 'done' });
    expect(state.get().draft?.criteria.mostDownMinutes).toBe('');
  });

  it('goes no further back than the sandbox, and no wider than everyone', async () => {
    const first = open();
    first.deeds.goBack();
    const end = open({ phase: 'everyone' });
    end.deeds.goWider();
    await settled();
    expect([...first.sent, ...end.sent]).toEqual([]);
  });

  it('calls nothing changed that is as it was', () => {
    const { deeds, state } = open();
    deeds.setCriterion('overMinutes', '61');
    deeds.toggleGroup('pilotGroups', '7');
    expect(state.get().draft).toBeDefined();
    deeds.toggleGroup('pilotGroups', '7');
    deeds.setCriterion('overMinutes', '60');
    expect(state.get().draft).toBeUndefined();
  });

  it('does not take away the point that is being typed', () => {
    const { deeds, state } = open();
    deeds.setCriterion('leastInTimePercent', '95.');
    expect(state.get().draft?.criteria.leastInTimePercent).toBe('95.');
  });
});
