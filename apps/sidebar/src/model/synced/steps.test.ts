import { expect, it } from 'vitest';
import { fieldsOf, onboarding, openTicket } from './fakes.ts';
import { createSteps } from './steps.ts';

const AT = '2026-11-24T10:00:00.000Z';
const broken = { ok: false, refusal: { kind: 'broken' } };

function open(...done: readonly string[]) {
  const { state, server } = openTicket({ ...fieldsOf(), onboarding: onboarding(...done) });
  const { client } = server;
  const { tick } = createSteps({ state, client, nowMs: () => Date.parse(AT), refresh: () => {} });
  const doneOf = (step: string) => state.get().answer?.onboarding?.items.find(({ id }) => id === step)?.doneAt;
  return { state, server, tick, doneOf };
}

it('a step is ticked at once, and kept', async () => {
  const { state, server, tick, doneOf } = open();
  const ticking = tick('call', true);
  expect(doneOf('call')).toBe(AT);
  expect(server.last()).toMatchObject({ path: '/v1/tickets/4711/steps', body: { step: 'call', isDone: true } });
  await server.last().answer();
  await ticking;
  expect(state.get().ticked).toEqual({ step: 'call', state: 'done' });
  expect(doneOf('call')).toBe(AT);
});

it('is not ticked any more', async () => {
  const { server, tick, doneOf } = open('call');
  const ticking = tick('call', false);
  await server.last().answer();
  await ticking;
  expect(doneOf('call')).toBeUndefined();
});

it('that was not taken is put back, and says so', async () => {
  const { state, server, tick, doneOf } = open();
  const ticking = tick('call', true);
  await server.last().answer(broken);
  await ticking;
  expect(doneOf('call')).toBeUndefined();
  expect(state.get().ticked).toEqual({ step: 'call', state: 'failed' });
});
