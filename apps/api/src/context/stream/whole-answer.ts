import type { ContextAnswer, ContextEvent } from '@sidelight/shared/context/event.ts';
import { createLineStream, type LineStream } from './line-stream.ts';

/** What `open` streams, as one object: the last word on each card, in the order of their frames. */
export async function wholeAnswer(open: (out: LineStream) => Promise<unknown>): Promise<ContextAnswer> {
  let lines = '';
  const keep = (chunk: string) => {
    lines += chunk;
  };
  await open(createLineStream({ write: keep, end: keep }));
  // We wrote these lines a moment ago, from values of this type.
  const events = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as ContextEvent);
  const answer: ContextAnswer = {
    requestId: '',
    at: '',
    customer: { state: 'unverified', reason: 'timeout' },
    cards: [],
    frames: [],
    health: [],
    timings: [],
  };
  for (const event of events) {
    if (event.type === 'open') {
      Object.assign(answer, { requestId: event.requestId, at: event.at, frames: event.cards, health: event.health });
    } else if (event.type === 'customer') answer.customer = event.customer;
    else if (event.type === 'done') answer.timings = event.timings;
    else answer.cards = [...answer.cards.filter((card) => card.id !== event.card.id), event.card];
  }
  answer.cards.sort((a, b) => position(answer, a.id) - position(answer, b.id));
  return answer;
}

const position = (answer: ContextAnswer, id: string) => answer.frames.findIndex((frame) => frame.id === id);
