import type { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Card } from '@sidelight/shared/context/card.ts';
import { ContextEvent } from '@sidelight/shared/context/event.ts';
import type { Product } from '../flow/start-product.ts';

/** One opening of one ticket, as an agent's page would see it. */
export interface Opening {
  /** Every byte of it: what a schema would drop is looked at too. */
  readonly text: string;
  readonly events: readonly ContextEvent[];
  readonly cards: ReadonlyMap<string, Card>;
  /** When each card was last said, in ms from the request. */
  readonly saidMs: ReadonlyMap<string, number>;
  /** When none of its systems was waited for any more: a sentence for the customer may come later. */
  readonly settledMs: ReadonlyMap<string, number>;
  readonly tookMs: number;
  /** The longest that this process, which holds product, world and reader, let anything wait meanwhile; for one opening at a time. */
  readonly stallMs: number;
}

export async function readOpening(
  product: Product,
  token: string,
  body: object,
  delays: ReturnType<typeof monitorEventLoopDelay>,
): Promise<Opening> {
  delays.reset();
  const started = performance.now();
  const response = await product.post('/v1/context', token, body);
  if (response.status !== 200) throw new Error(`context answered ${response.status}`);
  const events: ContextEvent[] = [];
  const cards = new Map<string, Card>();
  const saidMs = new Map<string, number>();
  const settledMs = new Map<string, number>();
  let text = '';
  let rest = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const event = ContextEvent.parse(JSON.parse(line));
      events.push(event);
      if (event.type !== 'card') continue;
      const { id, sources } = event.card;
      const atMs = performance.now() - started;
      cards.set(id, event.card);
      saidMs.set(id, atMs);
      if (!settledMs.has(id) && sources.every(({ state }) => state !== 'waiting')) settledMs.set(id, atMs);
    }
  }
  const tookMs = performance.now() - started;
  return { text, events, cards, saidMs, settledMs, tookMs, stallMs: delays.max / 1e6 };
}
