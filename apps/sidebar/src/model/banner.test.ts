import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { Incident } from '@sidelight/shared/health/incident.ts';
import type { StatusEvent } from '@sidelight/shared/health/status.ts';
import { expect, it } from 'vitest';
import { createBanner, firstBanner } from './banner.ts';
import { open } from './events.ts';
import { fakeAttention, fakeClock, frames, settled } from './fakes.ts';
import { ended, reduce } from './reduce.ts';
import { firstState, type State } from './state.ts';
import type { Client } from './status/client.ts';
import { createStore } from './store.ts';

const at = '2026-11-24T10:00:00.000Z';
const system = (name: string, state: SystemHealth['state']): SystemHealth => ({ system: name, name, state, since: at });
const incident = (name: string): Incident => ({
  ...{ id: `i-${name}`, system: name, name, state: 'down', since: at, ask: 'O · #o' },
  radius: {
    ...{ fields: [], cards: [], workflows: [], owner: { name: 'O', contact: '#o' } },
    ...{ openTickets: 0, agents: 0, accounts: 0 },
  },
});
const status = (bad: readonly string[]): StatusEvent => ({
  type: 'status',
  status: {
    at,
    systems: ['billing', 'crm'].map((name) => system(name, bad.includes(name) ? 'down' : 'ok')),
    incidents: bad.map(incident),
  },
});

async function setup(first?: unknown) {
  const clock = fakeClock();
  const connections: { wish: unknown; say(event: StatusEvent): void; isGivenUp: () => boolean }[] = [];
  const client: Pick<Client, 'stream'> = {
    stream: (_path, wish, check, onLine, signal) =>
      new Promise((resolve) => {
        connections.push({
          wish,
          say: (event) => void (check(event) && onLine(event)),
          isGivenUp: () => signal.aborted,
        });
        signal.addEventListener('abort', () => resolve({ ok: false, refusal: { kind: 'broken' } }));
      }),
  };
  const state = createStore<State>({ ...firstState(frames), ref: { ticketId: '7' } });
  const health = [system('billing', 'ok'), system('crm', 'ok')];
  state.set(ended(reduce(state.get(), { ...open, health }), undefined));
  const read: (string | undefined)[] = [];
  const banner = createStore(firstBanner);
  const whole: Client = { ...client, get: never, post: never, tell: never, text: never };
  createBanner({
    ...{ banner, state, client: whole, clock, attention: fakeAttention() },
    sidebar: { refresh: (id) => void read.push(id) },
    isStatusEvent: (json): json is StatusEvent => json !== null,
    status: first,
    random: () => 0.5,
  });
  await settled();
  return { clock, connections, state, banner, read, say: (event: StatusEvent) => connections.at(-1)?.say(event) };
}

const never = () => Promise.reject(new Error('not asked here'));

it('has the ticket read again where a system broke or came back, a moment later, one after the other', async () => {
  const s = await setup();
  s.say(status([]));
  await s.clock.pass(3000);
  expect(s.read).toEqual([]);
  s.say(status(['billing', 'crm']));
  expect(s.read, 'not everybody at once').toEqual([]);
  await s.clock.pass(3000);
  expect(s.read).toEqual(['billing', 'crm']);
  s.say(status(['crm']));
  await s.clock.pass(3000);
  expect(s.read).toEqual(['billing', 'crm', 'billing']);
  expect(s.banner.get().incidents?.map(({ system: name }) => name)).toEqual(['crm']);
});

it('has the ticket read again where a slow system turns out to give wrong values, and once more when it is right', async () => {
  const s = await setup();
  const degraded = (reason?: SystemHealth['reason']): StatusEvent => ({
    type: 'status',
    status: { at, systems: [{ ...system('billing', 'degraded'), reason }, system('crm', 'ok')], incidents: [] },
  });
  s.say(degraded('rate_limited'));
  await s.clock.pass(3000);
  s.say(degraded('wrong_values'));
  await s.clock.pass(3000);
  s.say(degraded('wrong_values'));
  await s.clock.pass(3000);
  expect(s.read).toEqual(['billing', 'billing']);
  s.say(status([]));
  await s.clock.pass(3000);
  expect(s.read).toEqual(['billing', 'billing', 'billing']);
});

it('waits while the ticket is being answered', async () => {
  const s = await setup();
  s.state.set({ ...s.state.get(), phase: 'reading' });
  s.say(status(['billing']));
  await s.clock.pass(2000);
  expect(s.read).toEqual([]);
  s.state.set({ ...s.state.get(), phase: 'settled' });
  await s.clock.pass(500);
  expect(s.read).toEqual(['billing']);
});

it('tells the server which ticket is on screen, again when that changes', async () => {
  const s = await setup();
  expect(s.connections.map(({ wish }) => wish)).toEqual([{ ticketId: '7' }]);
  s.state.set({ ...s.state.get(), ref: { ticketId: '8' } });
  await settled();
  expect(s.connections.map(({ wish }) => wish)).toEqual([{ ticketId: '7' }, { ticketId: '8' }]);
  expect(s.connections[0]?.isGivenUp()).toBe(true);
  expect(s.connections[1]?.isGivenUp()).toBe(false);
});

it('keeps the banner when the line goes dead, and says since when', async () => {
  const s = await setup();
  s.say(status(['billing']));
  await s.clock.pass(26_000);
  expect(s.banner.get()).toMatchObject({ incidents: [{ system: 'billing' }], silentSince: at });
  s.say({ type: 'beat', at });
  expect(s.banner.get().silentSince).toBeUndefined();
});

it('says from the first what the page came with, and goes by the stream after it', async () => {
  const { status: first } = status(['crm']) as Extract<StatusEvent, { type: 'status' }>;
  const s = await setup(first);
  expect(s.banner.get().incidents?.map(({ system: name }) => name)).toEqual(['crm']);
  s.say(status([]));
  expect(s.banner.get().incidents).toEqual([]);
});
