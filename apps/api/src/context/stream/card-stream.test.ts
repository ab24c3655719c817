import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { answerOf } from '../fixtures/desk-answers.ts';
import { deskBlueprint } from '../fixtures/desk-blueprint.ts';
import { know } from '../read/evaluate-fields.ts';
import type { ReadState } from '../read/read-state.ts';
import { createCardStream } from './card-stream.ts';
import { createLineStream } from './line-stream.ts';

const view = {
  locale: 'en',
  role: 'agent',
  seesAllTickets: true,
  tags: [],
  placeholders: () => ({}),
  givesWrongValues: () => false,
  silentBecause: () => undefined,
} as const;

async function freshOf(read: string): Promise<ReadState> {
  const { fields } = deskBlueprint.reads.get(read)!;
  return {
    kind: 'fresh',
    known: await know(fields, answerOf('1', { name: read }), { readAtMs: 0, readSteadyMs: 0 }),
    isCached: false,
  };
}

function stayBusy(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('sends an answer that is here already with the one before it, though the process was too busy to read it', async () => {
  const written: string[] = [];
  const sink = { write: (chunk: string) => void written.push(chunk), end: () => {} };
  const cards = createCardStream(deskBlueprint, createLineStream(sink), view, new AbortController().signal);
  const [plan, usage] = [await freshOf('billing.plan'), await freshOf('telemetry.usage')];
  const { port1, port2 } = new MessageChannel();
  const arrived = once(port2, 'message').then(() => cards.show('telemetry.usage', usage));
  cards.show('billing.plan', plan);
  port1.postMessage('an answer');
  stayBusy(20);
  await arrived;
  port1.close();
  await expect.poll(() => written.length).toBeGreaterThan(0);
  expect(written).toHaveLength(1);
  expect(written[0]).toContain('"id":"plan"');
  expect(written[0]).toContain('"id":"usage"');
});
