import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acme, type Desk, linkOf, openDesk } from '../fixtures/desk.ts';
import { after, answerOf, dana, deskAnswers, failure, silence } from '../fixtures/desk-answers.ts';
import { deskBlueprint, planOf } from '../fixtures/desk-blueprint.ts';
import type { Identity } from '../identify/identity.ts';
import type { Link } from '../ports.ts';
import { createReadStates } from '../present/read-states.ts';
import { createFanOut } from './fan-out.ts';
import { readOnce } from './read-once.ts';

let desk: Desk;
let stop: AbortController;
let states: ReturnType<typeof createReadStates>;
beforeEach(() => {
  vi.useFakeTimers();
  desk = openDesk();
  stop = new AbortController();
  states = createReadStates(deskBlueprint);
});
afterEach(() => {
  vi.useRealTimers();
  expect(desk.bugs).toEqual([]);
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const fanOut = (forced: readonly string[] = []) =>
  createFanOut(
    // As a request has it: one answer for whoever asks the same again.
    { ...desk.deps, reader: readOnce(desk.deps.reader) },
    acme,
    { readStates: states, show: (read, state) => states.set(read, state) },
    { forced: new Set(forced), startedAtMs: Date.now() },
    stop.signal,
  );
const linked = (link: Link): Identity => ({ kind: 'linked', link, missing: {} });
const about = (link: Link | undefined) => ({ party: dana, link });
const kindOf = (read: string) => states.stateOf(read).kind;
const shownOf = (read: string, field: string) => {
  const state = states.stateOf(read);
  return state.kind === 'fresh' || state.kind === 'stale' ? state.known.values.get(field) : undefined;
};
const askedOf = (read: string) => desk.asked.filter((question) => question.startsWith(`${read} `));
const a1 = linkOf('a1');

describe('run', () => {
  it('asks every read at once, and shows each as it lands', async () => {
    desk.answer('billing.plan', after(100, deskAnswers['billing.plan']!));
    desk.answer('telemetry.usage', after(50, deskAnswers['telemetry.usage']!));
    const done = fanOut().run(about(a1), linked(a1));
    await pass(1);
    expect(desk.asked).toEqual(['crm.account id:a1', 'billing.plan id:b-a1', 'telemetry.usage id:t-a1']);
    expect([kindOf('crm.account'), kindOf('billing.plan'), kindOf('telemetry.usage')]).toEqual([
      ...['fresh', 'waiting', 'waiting'],
    ]);
    await pass(50);
    expect([kindOf('billing.plan'), kindOf('telemetry.usage')]).toEqual(['waiting', 'fresh']);
    await pass(50);
    await done;
    expect(shownOf('billing.plan', 'plan.name')).toBe('Pro');
  });

  it('never rejects: a failure is a state of that read alone', async () => {
    desk.answer('billing.plan', failure('credential'));
    await fanOut().run(about(a1), linked(a1));
    expect(states.stateOf('billing.plan')).toEqual({ kind: 'failed', reason: 'credential' });
    expect(kindOf('telemetry.usage')).toBe('fresh');
  });

  it('leaves waiting what has no id yet, and says why there is none once that is known', async () => {
    const fan = fanOut();
    const unlinked = linkOf('a1', { billingId: null });
    await fan.run(about(unlinked), undefined);
    expect(kindOf('billing.plan')).toBe('waiting');
    await fan.run(about(unlinked), linked(unlinked));
    expect(states.stateOf('billing.plan')).toEqual({ kind: 'unlinked', why: 'no_id' });
    const several: Identity = { kind: 'linked', link: unlinked, missing: { billing: { kind: 'several' } } };
    await fan.run(about(unlinked), several);
    expect(states.stateOf('billing.plan')).toEqual({ kind: 'blocked', reason: 'identity_ambiguous' });
  });

  it('with other ids takes away what belongs to the old ones at once, and does not show it when it lands late', async () => {
    desk.answer('billing.plan', (subject, signal) => {
      const ms = subject.value === 'b-a1' ? 200 : 100;
      return after(ms, deskAnswers['billing.plan']!)(subject, signal);
    });
    const fan = fanOut();
    const first = fan.run(about(a1), linked(a1));
    await pass(10);
    expect(shownOf('telemetry.usage', 'usage.active')).toBe('182');
    const a2 = linkOf('a2');
    const second = fan.run(about(a2), linked(a2));
    expect(kindOf('telemetry.usage')).toBe('waiting');
    await pass(300);
    await Promise.all([first, second]);
    expect(shownOf('telemetry.usage', 'usage.active')).toBe('7');
    expect(shownOf('billing.plan', 'plan.name')).toBe('Basic');
  });

  it('with the same ids goes on with what it began', async () => {
    desk.answer('billing.plan', after(100, deskAnswers['billing.plan']!));
    const fan = fanOut();
    const first = fan.run(about(a1), undefined);
    await pass(10);
    const set = vi.spyOn(states, 'set');
    const all = [first, fan.run(about(a1), linked(a1))];
    await pass(100);
    await Promise.all(all);
    const said = set.mock.calls.map(([read, { kind }]) => `${read} ${kind}`);
    expect(said, 'what has landed leaves its card for no moment').toEqual(['billing.plan fresh']);
    expect(askedOf('billing.plan')).toHaveLength(1);
    expect(fan.timings.filter(({ read }) => read === 'billing.plan')).toMatchObject([{ startMs: 0, tookMs: 100 }]);
  });
});

describe('speculate', () => {
  it('asks and shows nothing; the card it was for is the same call', async () => {
    desk.answer('billing.plan', after(100, deskAnswers['billing.plan']!));
    const fan = fanOut();
    fan.speculate({ party: undefined, link: a1 });
    await pass(60);
    expect(askedOf('billing.plan')).toHaveLength(1);
    expect([...deskBlueprint.needed].map(({ id }) => kindOf(id))).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    const done = fan.run(about(a1), linked(a1));
    await pass(40);
    await done;
    expect(askedOf('billing.plan')).toHaveLength(1);
    expect(fan.timings.map(({ read }) => read).sort()).toEqual(
      ['billing.plan', 'crm.account', 'issues.known', 'telemetry.usage'].sort(),
    );
  });

  it('asks only what is the same for everybody where nothing is guessed', async () => {
    fanOut().speculate({ party: undefined, link: undefined });
    await pass(1);
    expect(desk.asked).toEqual(['issues.known tenant:*']);
  });
});

describe('what is remembered', () => {
  beforeEach(async () => {
    await fanOut().run(about(a1), linked(a1));
    desk.asked.length = 0;
    states = createReadStates(deskBlueprint);
  });

  it('is shown without asking while it is fresh, and shown as old while it is read again', async () => {
    await fanOut().run(about(a1), linked(a1));
    expect(desk.asked).toEqual([]);
    expect(states.stateOf('billing.plan')).toMatchObject({ kind: 'fresh', isCached: true });
    await pass(2000);
    desk.answer('billing.plan', silence);
    void fanOut().run(about(a1), linked(a1));
    await pass(1);
    expect(states.stateOf('billing.plan')).toMatchObject({ kind: 'stale' });
    expect(states.stateOf('billing.plan')).not.toHaveProperty('reason');
  });

  it('does not keep a read from being asked again that an agent has asked for', async () => {
    desk.answer(
      'billing.plan',
      after(20, async () => answerOf('b-a1', { name: 'Enterprise' })),
    );
    const done = fanOut(['billing.plan']).run(about(a1), linked(a1));
    await pass(1);
    expect(states.stateOf('billing.plan')).toMatchObject({ kind: 'stale' });
    await pass(20);
    await done;
    expect(desk.asked).toEqual(['billing.plan id:b-a1']);
    expect(shownOf('billing.plan', 'plan.name')).toBe('Enterprise');
  });
});

describe('what was remembered long ago, or by another process', () => {
  const answer = answerOf('b-a1', { name: 'Pro' });
  beforeEach(() => desk.answer('billing.plan', after(200, deskAnswers['billing.plan']!)));

  it('is shown at once, however old it may be shown at all, until the answer lands', async () => {
    const first = fanOut().run(about(a1), linked(a1));
    await pass(200);
    await first;
    states = createReadStates(deskBlueprint);
    const { freshMs, staleWhileRevalidateMs } = planOf('billing.plan').budget;
    await pass(freshMs + staleWhileRevalidateMs + 1000);
    void fanOut().run(about(a1), linked(a1));
    expect(kindOf('billing.plan')).toBe('stale');
    expect(states.stateOf('billing.plan')).not.toHaveProperty('reason');
    await pass(200);
    expect(kindOf('billing.plan')).toBe('fresh');
  });

  it('comes from the store where this process knows nothing, without holding up what answers', async () => {
    desk.stored.set('billing.plan id:b-a1', { answer, readAtMs: Date.now() - 600_000 });
    desk.stored.set('telemetry.usage id:t-a1', { answer, readAtMs: Date.now() - 600_000 });
    const set = vi.spyOn(states, 'set');
    void fanOut().run(about(a1), linked(a1));
    await pass(50);
    expect(states.stateOf('billing.plan')).toMatchObject({
      kind: 'stale',
      known: { readAtMs: Date.now() - 50 - 600_000 },
    });
    expect(shownOf('billing.plan', 'plan.name')).toBe('Pro');
    await pass(200);
    const said = set.mock.calls.map(([read, { kind }]) => `${read} ${kind}`);
    expect(said.filter((text) => text.startsWith('billing'))).toEqual(['billing.plan stale', 'billing.plan fresh']);
    expect(said.filter((text) => text.startsWith('telemetry'))).toEqual(['telemetry.usage fresh']);
  });

  it('is not shown beyond the age it may have, nor of another account, nor after the agent has moved on', async () => {
    desk.stored.set('billing.plan id:b-a1', { answer, readAtMs: Date.now() - 3_600_001 });
    void fanOut().run(about(a1), linked(a1));
    await pass(50);
    expect(kindOf('billing.plan')).toBe('waiting');
    desk.stored.set('billing.plan id:b-a2', { answer, readAtMs: Date.now() });
    const fan = fanOut();
    const a2 = linkOf('a2');
    void fan.run(about(a2), linked(a2));
    await pass(5);
    void fan.run(about(a1), linked(a1));
    await pass(50);
    expect(kindOf('billing.plan')).toBe('waiting');
    void fanOut().run(about(a2), linked(a2));
    stop.abort();
    await pass(50);
    expect(kindOf('billing.plan')).toBe('waiting');
  });

  it('stays at the deadline, with why nothing newer came', async () => {
    desk.stored.set('billing.plan id:b-a1', { answer, readAtMs: Date.now() - 600_000 });
    const fan = fanOut();
    void fan.run(about(a1), linked(a1));
    await pass(50);
    fan.settleAll(() => ({ kind: 'failed', reason: 'timeout' }));
    expect(states.stateOf('billing.plan')).toMatchObject({ kind: 'stale', reason: 'timeout' });
  });
});

describe('the end', () => {
  it('marks what is still open, and nothing that has landed', async () => {
    desk.answer('billing.plan', silence);
    const fan = fanOut();
    void fan.run(about(a1), linked(a1));
    await pass(10);
    fan.settleAll(() => ({ kind: 'failed', reason: 'timeout' }));
    expect(states.stateOf('billing.plan')).toEqual({ kind: 'failed', reason: 'timeout' });
    expect(kindOf('telemetry.usage')).toBe('fresh');
  });

  it('called off, is no state that anybody sees', async () => {
    desk.answer('billing.plan', silence);
    const done = fanOut().run(about(a1), linked(a1));
    await pass(10);
    stop.abort();
    await done;
    expect(kindOf('billing.plan')).toBe('waiting');
  });
});
