import { StatusEvent } from '@sidelight/shared/health/status.ts';
import { describe, expect, it } from 'vitest';
import { fakeClock, settled } from '../fakes.ts';
import { broken, fakeClient, refusedAs } from './fakes.ts';
import { ASIDE_MS, follow, SILENCE_MS } from './follow.ts';

const beat: StatusEvent = { type: 'beat', at: '2026-11-23T10:00:00.000Z' };

function setup(random = 1) {
  const clock = fakeClock();
  const fake = fakeClient();
  const said: string[] = [];
  let isLooking = true;
  const following = follow({
    client: fake.client,
    clock,
    isStatusEvent: (json): json is StatusEvent => StatusEvent.safeParse(json).success,
    request: () => ({ ticketId: String(fake.streams.length) }),
    isAside: () => !isLooking,
    random: () => random,
    onEvent: ({ type }) => said.push(type),
    onSilence: () => said.push('silence'),
    onRefused: (refusal) => said.push(`refused ${refusal.kind === 'refused' ? refusal.code : refusal.kind}`),
  });
  const look = (isOn: boolean) => {
    isLooking = isOn;
  };
  return { ...fake, clock, said, following, look };
}

describe('follow', () => {
  it('comes back soon after the server ended the stream, and stays live meanwhile', async () => {
    const { clock, streams, last, said } = setup();
    last().say(beat);
    await last().end();
    await clock.pass(400);
    expect(streams).toHaveLength(2);
    last().say(beat);
    await clock.pass(SILENCE_MS - 1);
    expect(said).toEqual(['beat', 'beat']);
  });

  it('waits longer after each failure, up to half a minute, and starts small again once it is heard', async () => {
    const { clock, streams, last } = setup();
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      const before = streams.length;
      await last().end(broken);
      let waited = 0;
      while (streams.length === before) {
        await clock.pass(500);
        waited += 500;
      }
      waits.push(waited);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    last().say(beat);
    await last().end(broken);
    await clock.pass(1_000);
    expect(streams).toHaveLength(10);
  });

  it('does not come back in step with everybody else', async () => {
    const { clock, streams, last } = setup(0);
    await last().end(broken);
    await clock.pass(499);
    expect(streams).toHaveLength(1);
    await clock.pass(1);
    expect(streams).toHaveLength(2);
  });

  it('takes a stream that ends without a word for a failure', async () => {
    const { clock, streams, last } = setup();
    await last().end();
    await clock.pass(400);
    expect(streams).toHaveLength(1);
  });

  it('says so once when nothing is heard, gives the connection up and tries another', async () => {
    const { clock, streams, last, said } = setup();
    last().say(beat);
    await clock.pass(SILENCE_MS);
    expect(said).toEqual(['beat', 'silence']);
    expect(streams[0]?.signal.aborted).toBe(true);
    await clock.pass(1_000);
    expect(streams).toHaveLength(2);
    await clock.pass(SILENCE_MS * 3);
    expect(said).toEqual(['beat', 'silence']);
    last().say(beat);
    expect(said).toEqual(['beat', 'silence', 'beat']);
  });

  it('says so when the first connection never says a word', async () => {
    const { clock, said, streams } = setup();
    await clock.pass(SILENCE_MS + 1_000);
    expect(said).toEqual(['silence']);
    expect(streams).toHaveLength(2);
  });

  it('stops where it is not let in, and goes on where the server is only busy', async () => {
    const { clock, streams, last, said } = setup();
    await last().end(refusedAs('too_many_requests'));
    await clock.pass(1_000);
    expect(streams).toHaveLength(2);
    await last().end(refusedAs('session_expired'));
    await clock.pass(60_000);
    expect(streams).toHaveLength(2);
    expect(said).toEqual(['refused session_expired']);
  });

  it('does not wait for the next try when it is restarted, and opens one connection only', async () => {
    const { streams, last, following } = setup();
    await last().end(broken);
    following.restart();
    expect(streams).toHaveLength(2);
  });

  it('keeps no connection while nobody looks, and asks now and then', async () => {
    const { clock, streams, last, following, look, said } = setup();
    look(false);
    following.restart();
    await settled();
    expect(streams.map(({ body }) => body)).toEqual([{ ticketId: '0' }, { ticketId: '1', isAside: true }]);
    last().say(beat);
    await last().end();
    await clock.pass(ASIDE_MS - 1);
    expect(streams).toHaveLength(2);
    await clock.pass(1);
    expect(streams).toHaveLength(3);
    last().say(beat);
    await last().end();
    look(true);
    following.restart();
    await settled();
    expect(streams.at(-1)?.body).toEqual({ ticketId: '3' });
    expect(said, 'asking now and then is no silence').toEqual(['beat', 'beat']);
  });

  it('restarts with what is on screen now, and hears no more of the stream before', async () => {
    const { clock, streams, following } = setup();
    following.restart();
    await settled();
    expect(streams[0]?.signal.aborted).toBe(true);
    await clock.pass(10_000);
    expect(streams.map(({ body }) => body)).toEqual([{ ticketId: '0' }, { ticketId: '1' }]);
  });
});
