import type { WarningAnswer } from '@sidelight/shared/health/warning.ts';
import { WarningAnswer as Answer } from '@sidelight/shared/health/warning.ts';
import { describe, expect, it } from 'vitest';
import type { Tabs } from '../../host/port.ts';
import { fakeClock, settled } from '../fakes.ts';
import { broken, fakeClient, refusedAs } from '../status/fakes.ts';
import { watchOutages } from './watch-outages.ts';

const warn: WarningAnswer = {
  ...{ kind: 'warn', name: 'Billing', state: 'down', isWrong: false },
  ...{ cards: ['Plan'], workflows: ['Entitlement check'] },
};
const at = '2026-11-23T10:00:00.000Z';
const PATH = '/v1/incidents/a/warning';
const DOWN = { id: 'a', state: 'down' };

/** `isLeader`: this tab gets its turn at once; else it hears from another. */
function setup({ isLeader = true, isVisible = true } = {}) {
  const clock = fakeClock();
  const fake = fakeClient();
  const marks: boolean[] = [];
  const warned: string[] = [];
  const said: (readonly string[])[] = [];
  const tab = { isVisible, ended: 0, isLeading: false };
  let hear: (ids: readonly string[]) => void = () => {};
  let asked = () => {};
  const tabs: Tabs = {
    lead(run) {
      if (!isLeader) return;
      tab.isLeading = true;
      void run().then(() => {
        tab.isLeading = false;
      });
    },
    say: (ids) => void said.push(ids),
    onSaid(listener) {
      hear = listener;
    },
    onAsked(listener) {
      asked = listener;
    },
  };
  fake.answers.set(PATH, warn);
  watchOutages({
    ...{ client: fake.client, clock, tabs, random: () => 1 },
    isWarningAnswer: (json): json is WarningAnswer => Answer.safeParse(json).success,
    isVisible: () => tab.isVisible,
    mark: (isAlarmed) => void marks.push(isAlarmed),
    warn: ({ name }) => void warned.push(name),
    onEnded: () => void tab.ended++,
  });
  // As it comes off the wire; what is left out here is not read.
  const status = async (...incidents: object[]) => {
    fake.last().say({ type: 'status', status: { at, systems: [], incidents } } as never);
    await settled();
  };
  return { ...fake, clock, marks, warned, said, tab, status, hear: (ids: string[]) => hear(ids), ask: () => asked() };
}

describe('the tab that leads', () => {
  it('warns once of what begins, marks the icon meanwhile, and tells the other tabs ids alone', async () => {
    const { status, warned, marks, asked, said } = setup();
    await status();
    await status({ ...DOWN, name: 'Billing' });
    await status({ ...DOWN, reason: 'timeout' });
    expect([warned, asked]).toEqual([['Billing'], [PATH]]);
    await status();
    expect(marks).toEqual([false, true, true, false]);
    expect(said).toEqual([[], ['a'], ['a'], []]);
  });

  it('asks again when an outage has come to wrong values', async () => {
    const { status, asked } = setup();
    await status(DOWN);
    await status({ ...DOWN, state: 'degraded', reason: 'wrong_values' });
    expect(asked).toEqual([PATH, PATH]);
  });

  it('says nothing where the server says that this person knows', async () => {
    const { status, warned, marks, answers } = setup();
    answers.set(PATH, { kind: 'quiet' });
    await status(DOWN);
    expect([warned, marks]).toEqual([[], [true]]);
  });

  it('keeps its stream though nobody looks, and leaves it to the tab that is looked at to ask first', async () => {
    const { status, streams, warned, clock } = setup({ isVisible: false });
    expect(streams[0]?.body).toEqual({});
    await status(DOWN);
    expect(warned).toEqual([]);
    await clock.pass(2_000);
    expect(warned).toEqual(['Billing']);
  });

  it('tries again where the answer does not come, and not once it is over', async () => {
    const { status, asked, answers, warned, clock } = setup();
    answers.set(PATH, broken);
    await status(DOWN);
    answers.set(PATH, warn);
    await clock.pass(5_000);
    expect([asked.length, warned]).toEqual([2, ['Billing']]);
    answers.set('/v1/incidents/b/warning', broken);
    await status({ id: 'b', state: 'down' });
    await status();
    await clock.pass(60_000);
    expect(asked.filter((path) => path.includes('/b/'))).toHaveLength(1);
  });

  it('gives up after some tries, and at once where it is not let in', async () => {
    for (const [refusal, tries] of [[broken, 5] as const, [refusedAs('not_allowed'), 1] as const]) {
      const { status, asked, answers, clock } = setup();
      answers.set(PATH, refusal);
      await status(DOWN);
      await clock.pass(24_000);
      expect(asked).toHaveLength(tries);
    }
  });

  it('answers a tab that has just come', async () => {
    const { status, said, ask } = setup();
    await status(DOWN);
    ask();
    expect(said).toEqual([['a'], ['a']]);
  });

  it('hands over when its session has ended, and says so', async () => {
    const { last, tab, ask, said } = setup();
    await last().end(refusedAs('session_expired'));
    await settled();
    expect(tab).toMatchObject({ ended: 1, isLeading: false });
    ask();
    expect(said).toEqual([]);
  });
});

describe('a tab that does not lead', () => {
  it('holds no stream, marks its own icon, and warns if it is the one that is looked at', async () => {
    const { hear, streams, marks, warned, said, ask } = setup({ isLeader: false });
    hear(['a']);
    await settled();
    expect([streams.length, marks, warned]).toEqual([0, [true], ['Billing']]);
    ask();
    expect(said, 'only who leads knows').toEqual([]);
  });

  it('leaves the warning to others while it is hidden', async () => {
    const { hear, asked, marks, clock } = setup({ isLeader: false, isVisible: false });
    hear(['a']);
    await clock.pass(60_000);
    expect([asked, marks]).toEqual([[], [true]]);
  });
});
