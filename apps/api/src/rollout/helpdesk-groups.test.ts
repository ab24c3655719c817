import type { GroupsRecord } from '@sidelight/shared/record/helpdesk.ts';
import { expect, it } from 'vitest';
import type { Connector } from '../connectors/port.ts';
import { createPolicy } from '../connectors/resilience/policy.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { createHelpdeskGroups } from './helpdesk-groups.ts';

const signal = new AbortController().signal;
const breaker = { consecutive: 50, ratio: 1, minimum: 50, windowMs: 30_000, openMs: 5000, maxOpenMs: 60_000 };
const budget = {
  timeoutMs: 500,
  retries: 0,
  concurrency: 5,
  freshMs: 0,
  staleWhileRevalidateMs: 0,
  staleIfErrorMs: 0,
  nobodyMs: 0,
};

function open(groups: () => Promise<GroupsRecord>) {
  const clock = { ms: 0 };
  let calls = 0;
  const connector: Connector = {
    ...{ id: 'zendesk', derived: {} },
    reads: {
      async groups() {
        calls++;
        return { record: await groups(), source: { type: 'groups', id: 'groups' } };
      },
    },
  };
  const policy = createPolicy({ ...budget, breaker }, { now: Date.now, random: () => 0, onOutcome: () => {} });
  const ask = createHelpdeskGroups(
    () => ({ connector, policy }),
    () => clock.ms,
  );
  return { clock, calls: () => calls, ask: () => ask(signal) };
}

it('asks once in half a minute', async () => {
  const room = open(async () => ({ groups: [{ id: '10', name: 'Tier 1' }] }));
  expect(await room.ask()).toEqual({ kind: 'known', all: [{ id: '10', name: 'Tier 1' }] });
  await room.ask();
  expect(room.calls()).toBe(1);
  room.clock.ms += 30_000;
  await room.ask();
  expect(room.calls()).toBe(2);
});

it('does not know them where the helpdesk refuses, or nobody has connected it; a bug is no answer', async () => {
  const refusing = open(() => Promise.reject(new UpstreamError('forbidden')));
  expect(await refusing.ask()).toEqual({ kind: 'unknown' });
  expect(
    await createHelpdeskGroups(
      () => undefined,
      () => 0,
    )(signal),
  ).toEqual({ kind: 'unknown' });
  await expect(open(() => Promise.reject(new TypeError('a bug'))).ask()).rejects.toThrow('a bug');
});
