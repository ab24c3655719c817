import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import { beforeEach, expect, it } from 'vitest';
import type { Connector } from '../connectors/port.ts';
import { createPolicy, type Policy } from '../connectors/resilience/policy.ts';
import { UpstreamError } from '../connectors/upstream-error.ts';
import { createGroupMembers } from './group-members.ts';

const signal = new AbortController().signal;
const breaker = { consecutive: 50, ratio: 1, minimum: 50, windowMs: 30_000, openMs: 5000, maxOpenMs: 60_000 };
const times = { freshMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: 0, nobodyMs: 0 };
const groups = ['1', '2', '3'];

let nowMs = 0;
let calls: string[];
let kinds: (WorkKind | undefined)[];
let isBroken = false;
beforeEach(() => {
  nowMs = 0;
  calls = [];
  kinds = [];
  isBroken = false;
});

function open() {
  const connector: Connector = {
    ...{ id: 'zendesk', derived: {} },
    reads: {
      async members({ value }) {
        calls.push(value);
        if (isBroken) throw new UpstreamError('upstream_error');
        return { record: { count: 3 }, source: { type: 'group', id: value } };
      },
    },
  };
  const made = createPolicy(
    { timeoutMs: 500, retries: 0, concurrency: 5, ...times, breaker },
    { now: () => nowMs, random: () => 0, onOutcome: () => {} },
  );
  const run: Policy['run'] = (read, task, timeoutMs, retries, within, kind) => {
    kinds.push(kind);
    return made.run(read, task, timeoutMs, retries, within, kind);
  };
  return createGroupMembers(
    () => ({ connector, policy: { ...made, run } }),
    async () => ({ kind: 'known', all: groups.map((id) => ({ id, name: id })) }),
    () => nowMs,
  );
}

it('are asked for once, however many pages ask in the same moment, and never before an agent’s ticket', async () => {
  const members = open();
  const answers = await Promise.all(Array.from({ length: 50 }, () => members(groups, signal)));
  expect(answers.every((answer) => answer.members.every(({ count }) => count === 3))).toBe(true);
  expect(calls).toEqual(groups);
  expect(kinds).toEqual(['follow_up', 'follow_up', 'follow_up']);
});

it('are not asked for again at once where the helpdesk did not say', async () => {
  const members = open();
  isBroken = true;
  for (let i = 0; i < 10; i++) expect(await members(['1'], signal)).toEqual({ members: [{ group: '1' }] });
  expect(calls).toEqual(['1']);
  isBroken = false;
  nowMs += 30_000;
  expect(await members(['1'], signal)).toEqual({ members: [{ group: '1', count: 3 }] });
});
