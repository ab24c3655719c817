import { describe, expect, it } from 'vitest';
import type { CaseEvent, Outcome, SyncCase } from './case.ts';
import { conflicts } from './conflicts.ts';
import { play } from './player.ts';
import { spellings } from './spellings.ts';

const whole = (outcome: Outcome) => ({ toLeft: [], toRight: [], reviews: [], dead: [], ...outcome });
const right = ({ expected, alsoRight = [] }: SyncCase) => [expected, ...alsoRight].map(whole);

/** Each pair of neighbours of different sides, neither of which follows from the other; each takes the other's time. */
function swaps({ events, leftAheadMs = 0 }: SyncCase): CaseEvent[][] {
  return events.flatMap((second, index) => {
    const first = events[index - 1];
    if (first?.kind !== 'change' || second.kind !== 'change') return [];
    if (first.side === second.side || second.isReply) return [];
    const swapped = [
      { ...second, at: first.at },
      { ...first, at: second.at },
    ];
    // What has not happened yet cannot be told.
    const madeMs = Date.parse(second.version) - (second.side === 'left' ? leftAheadMs : 0);
    if (madeMs > Date.parse(first.at)) swapped[0] = { ...second, at: new Date(madeMs).toISOString() };
    return [[...events.slice(0, index - 1), ...swapped, ...events.slice(index + 1)]];
  });
}

describe.each(Object.entries({ ...conflicts, ...spellings }))('%s', (_, one) => {
  it(one.title, async () => {
    const played = await play(one, one.events);
    expect(right(one)).toContainEqual(played);
  });

  it('with every event told twice', async () => {
    const played = await play(
      one,
      one.events.flatMap((event) => [event, event]),
    );
    expect(right(one)).toContainEqual(played);
  });

  it.runIf(swaps(one).length > 0)('with neighbours of both sides in the other order', async () => {
    for (const events of swaps(one)) {
      const { final } = await play(one, events);
      expect(right(one).map((outcome) => outcome.final)).toContainEqual(final);
    }
  });
});
