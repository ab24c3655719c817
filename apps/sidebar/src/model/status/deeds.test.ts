import { describe, expect, it } from 'vitest';
import { billingDown } from '../../../dev/status/incidents.ts';
import { fakeClock, settled } from '../fakes.ts';
import { createStore } from '../store.ts';
import { createDeeds, DECLARE, keyOf } from './deeds.ts';
import { broken, fakeClient } from './fakes.ts';
import { firstPage } from './state.ts';

const incident = { ...billingDown(), id: 'inc/41' };

function setup() {
  const state = createStore(firstPage);
  const clock = fakeClock();
  const fake = fakeClient();
  let refreshed = 0;
  const deeds = createDeeds({ state, clock, client: fake.client, refresh: () => void refreshed++ });
  return { ...fake, state, clock, deeds, refreshed: () => refreshed };
}

describe('deeds', () => {
  it('go where they belong', async () => {
    const { deeds, sent } = setup();
    const request = { system: 'crm', minutes: 30 };
    const all = [
      () => deeds.acknowledge(incident),
      () => deeds.note(incident, 'seen'),
      () => deeds.endMaintenance(incident),
      () => deeds.declare(request),
    ];
    for (const deed of all) {
      deed();
      await settled();
    }
    expect(sent).toEqual([
      ['/v1/incidents/inc%2F41/acknowledge', {}],
      ['/v1/incidents/inc%2F41/note', { text: 'seen' }],
      ['/v1/incidents/inc%2F41/close', {}],
      ['/v1/incidents', request],
    ]);
  });

  it('say that they are on their way, then that they are done, and then nothing', async () => {
    const { deeds, state, clock, refreshed } = setup();
    deeds.acknowledge(incident);
    const key = keyOf('ack', incident);
    expect(state.get().deed).toEqual({ key, state: 'sending' });
    await settled();
    expect(state.get().deed).toEqual({ key, state: 'done' });
    expect(refreshed()).toBe(1);
    await clock.pass(6_000);
    expect(state.get().deed).toBeUndefined();
  });

  it('are done one at a time: a second click sends nothing', async () => {
    const { deeds, sent } = setup();
    deeds.acknowledge(incident);
    deeds.acknowledge(incident);
    await settled();
    expect(sent).toHaveLength(1);
  });

  it('close their form when taken, and leave it open with what was typed when not', async () => {
    const { deeds, state, fake } = setup();
    deeds.toggleForm(DECLARE);
    fake.onPost = () => broken;
    deeds.declare({ system: 'crm', minutes: 30 });
    await settled();
    expect(state.get()).toMatchObject({ form: DECLARE, deed: { state: 'refused', why: { kind: 'broken' } } });
    fake.onPost = () => ({ ok: true, value: undefined });
    deeds.declare({ system: 'crm', minutes: 30 });
    await settled();
    expect(state.get()).toMatchObject({ form: undefined, deed: { state: 'done' } });
  });

  it('open one form at a time', () => {
    const { deeds, state } = setup();
    deeds.toggleForm('a');
    deeds.toggleForm('b');
    expect(state.get().form).toBe('b');
    deeds.toggleForm('b');
    expect(state.get().form).toBeUndefined();
  });
});
