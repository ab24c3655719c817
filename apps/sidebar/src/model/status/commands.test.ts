import { describe, expect, it } from 'vitest';
import { billingDown } from '../../../dev/status/incidents.ts';
import { fakeClock, settled } from '../fakes.ts';
import { createStore } from '../store.ts';
import { createCommands, DECLARE, keyOf } from './commands.ts';
import { broken, fakeClient } from './fakes.ts';
import { firstPage } from './state.ts';

const incident = { ...billingDown(), id: 'inc/41' };

function setup(fetchPlanForm: () => Promise<unknown> = async () => {}) {
  const state = createStore(firstPage);
  const clock = fakeClock();
  const fake = fakeClient();
  let refreshed = 0;
  const commands = createCommands({
    ...{ state, clock, client: fake.client, fetchPlanForm },
    refresh: () => void refreshed++,
  });
  return { ...fake, state, clock, commands, refreshed: () => refreshed };
}

describe('commands', () => {
  it('go where they belong', async () => {
    const { commands, sent } = setup();
    const request = { system: 'crm', minutes: 30 };
    const moved = { startsAt: '2026-12-01T20:00:00Z', minutes: 15 };
    const all = [
      () => commands.acknowledge(incident),
      () => commands.note(incident, 'seen'),
      () => commands.assign(incident, 'Integrations'),
      () => commands.expect(incident, 30),
      () => commands.endMaintenance(incident),
      () => commands.declare(request),
      () => commands.replan('p/1', moved),
      () => commands.unplan('p/1'),
      () => commands.handled({ incidentId: 'i/1', ticketId: '1012' }),
      () => commands.reopen({ incidentId: 'i/1', ticketId: '1012' }),
    ];
    for (const command of all) {
      command();
      await settled();
    }
    expect(sent).toEqual([
      ['/v1/incidents/inc%2F41/acknowledge', {}],
      ['/v1/incidents/inc%2F41/note', { text: 'seen' }],
      ['/v1/incidents/inc%2F41/assign', { to: 'Integrations' }],
      ['/v1/incidents/inc%2F41/expect', { minutes: 30 }],
      ['/v1/incidents/inc%2F41/close', {}],
      ['/v1/incidents', request],
      ['/v1/incidents/planned/p%2F1', moved],
      ['/v1/incidents/planned/p%2F1', {}],
      ['/v1/incidents/i%2F1/answers/1012/handled', {}],
      ['/v1/incidents/i%2F1/answers/1012/handled', {}],
    ]);
  });

  it('open the form for a plan once that has come, and say so where it did not', async () => {
    const { commands, state } = setup();
    await commands.openPlan(DECLARE);
    expect(state.get().form).toBe(DECLARE);
    const away = setup(() => Promise.reject(new Error('not there')));
    await away.commands.openPlan(DECLARE);
    expect(away.state.get()).toMatchObject({
      form: undefined,
      command: { key: DECLARE, state: 'refused', refusal: { kind: 'broken' } },
    });
  });

  it('say that they are on their way, then that they are done, and then nothing', async () => {
    const { commands, state, clock, refreshed } = setup();
    commands.acknowledge(incident);
    const key = keyOf('ack', incident);
    expect(state.get().command).toEqual({ key, state: 'sending' });
    await settled();
    expect(state.get().command).toEqual({ key, state: 'done' });
    expect(refreshed()).toBe(1);
    await clock.pass(6_000);
    expect(state.get().command).toBeUndefined();
  });

  it('are done one at a time: a second click sends nothing', async () => {
    const { commands, sent } = setup();
    commands.acknowledge(incident);
    commands.acknowledge(incident);
    await settled();
    expect(sent).toHaveLength(1);
  });

  it('close their form when taken, and leave it open with what was typed when not', async () => {
    const { commands, state, fake } = setup();
    commands.toggleForm(DECLARE);
    fake.onPost = () => broken;
    commands.declare({ system: 'crm', minutes: 30 });
    await settled();
    expect(state.get()).toMatchObject({ form: DECLARE, command: { state: 'refused', refusal: { kind: 'broken' } } });
    fake.onPost = () => ({ ok: true, value: undefined });
    commands.declare({ system: 'crm', minutes: 30 });
    await settled();
    expect(state.get()).toMatchObject({ form: undefined, command: { state: 'done' } });
  });

  it('open one form at a time', () => {
    const { commands, state } = setup();
    commands.toggleForm('a');
    commands.toggleForm('b');
    expect(state.get().form).toBe('b');
    commands.toggleForm('b');
    expect(state.get().form).toBeUndefined();
  });
});
