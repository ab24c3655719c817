import type { RevealAnswer } from '@sidelight/shared/context/reveal.ts';
import { describe, expect, it } from 'vitest';
import { fakeClock } from './fakes.ts';
import { createReveal, type RevealState, secondsLeft } from './reveal.ts';
import type { Answer } from './status/client.ts';

const START_MS = 1_000_000;
const NOTE = 'Asks what it is worth';
const shown = (expiresAtMs = START_MS + 60_000): RevealAnswer => ({
  ...{ kind: 'shown', source: 'Stripe', readAt: '2026-11-24T12:00:00Z', expiresAtMs },
  value: { kind: 'money', amount: '50400.00', currency: 'EUR' },
});
const ok = (value: RevealAnswer): Answer<RevealAnswer> => ({ ok: true, value });
const refused = (code: 'too_many_requests' | 'not_allowed'): Answer<RevealAnswer> => ({
  ok: false,
  refusal: { kind: 'refused', code, requestId: 'r1' },
});

function open(answer: Answer<RevealAnswer> | Promise<Answer<RevealAnswer>>) {
  const clock = fakeClock(START_MS);
  const sent: unknown[] = [];
  const reveal = createReveal(
    {
      clock,
      ticker: clock,
      client: {
        // The answer of the one request there is.
        tell: async (path, body) => {
          sent.push([path, body]);
          return (await answer) as never;
        },
      },
      isRevealAnswer: (json): json is RevealAnswer => json !== undefined,
    },
    { ticketId: '1001', field: 'plan.worth' },
  );
  return { reveal, clock, sent, now: (): RevealState => reveal.state.get() };
}
const held = (state: RevealState) => JSON.stringify(state).includes('50400');

describe('a masked value in the sidebar', () => {
  it('is asked for with the reason, and shown until its time is over', async () => {
    const { reveal, clock, sent, now } = open(ok(shown()));
    await reveal.show('contract', `  ${NOTE}  `);
    const body = { ticketId: '1001', field: 'plan.worth', reason: 'contract', note: NOTE };
    expect(sent).toEqual([['/v1/reveal', body]]);
    await clock.pass(59_000);
    expect([now().kind, held(now())]).toEqual(['shown', true]);
    await clock.pass(1_000);
    expect([now().kind, held(now())]).toEqual(['over', false]);
  });

  it('is hidden at once where somebody says so, and where a beat comes too late', async () => {
    const { reveal, now } = open(ok(shown()));
    await reveal.show('contract', NOTE);
    reveal.hide();
    expect(now()).toEqual({ kind: 'over' });
    reveal.again();
    expect(now()).toEqual({ kind: 'asking' });
  });

  it('is not shown where its time was over before it came', async () => {
    const { reveal, now } = open(ok(shown(START_MS)));
    await reveal.show('contract', NOTE);
    expect(now()).toEqual({ kind: 'over' });
  });

  it('is hidden by the beat of a page that slept through its end', async () => {
    const { reveal, now } = open(ok(shown()));
    const asleep = { after: () => () => {} };
    let nowMs = START_MS;
    const own = createReveal(
      {
        ...{
          clock: asleep,
          ticker: { nowMs: () => nowMs },
          isRevealAnswer: (json): json is RevealAnswer => Boolean(json),
        },
        client: { tell: async () => ok(shown()) as never },
      },
      { ticketId: '1001', field: 'plan.worth' },
    );
    await own.show('contract', NOTE);
    own.look();
    expect(held(own.state.get())).toBe(true);
    nowMs += 60_000;
    own.look();
    expect(own.state.get()).toEqual({ kind: 'over' });
    expect(now()).toEqual({ kind: 'asking' });
    reveal.close();
  });

  it('is kept by nobody who has closed it, be it shown or still to come', async () => {
    let come: (answer: Answer<RevealAnswer>) => void = () => {};
    const late = open(new Promise((resolve) => (come = resolve)));
    const asking = late.reveal.show('contract', NOTE);
    late.reveal.close();
    come(ok(shown()));
    await asking;
    expect(held(late.now())).toBe(false);
    const { reveal, now } = open(ok(shown()));
    await reveal.show('contract', NOTE);
    reveal.close();
    expect(now()).toEqual({ kind: 'over' });
  });

  it.each([
    ['too few words', undefined, 'short', 'why', 0],
    ['too many an hour', refused('too_many_requests'), 'limit', NOTE, 1],
    ['another refusal', refused('not_allowed'), 'refused', NOTE, 1],
    ['a system that does not answer', ok({ kind: 'failed', reason: 'timeout' }), 'failed', NOTE, 1],
  ] as const)('says what is wrong: %s', async (_, answer, trouble, note, asked) => {
    const { reveal, sent, now } = open(answer ?? ok(shown()));
    await reveal.show('contract', note);
    expect([now(), sent.length]).toEqual([{ kind: 'asking', trouble }, asked]);
  });

  it('counts down in steps, and never to nothing', () => {
    expect([60_000, 57_400, 12_600, 2_000].map((leftMs) => secondsLeft(leftMs, 0))).toEqual([60, 55, 15, 5]);
  });
});
