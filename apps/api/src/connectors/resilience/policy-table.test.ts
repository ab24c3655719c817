import type { Budget } from '@sidelight/shared/map/system.ts';
import { expect, it } from 'vitest';
import { requireTenant } from '../../tenants/tenant-id.ts';
import { UpstreamError } from '../upstream-error.ts';
import type { Outcome, Policy } from './policy.ts';
import { createPolicyTable } from './policy-table.ts';

const budget: Budget = {
  ...{ timeoutMs: 1500, retries: 1, concurrency: 2 },
  ...{ freshMs: 0, staleWhileRevalidateMs: 0, staleIfErrorMs: 0, nobodyMs: 0 },
  breaker: { consecutive: 5, ratio: 0.5, minimum: 10, windowMs: 30_000, openMs: 5000, maxOpenMs: 60_000 },
};
const acme = requireTenant('acme');
const key = { tenant: acme, connector: 'stripe', version: 1 };
const silent = () => {};

function start() {
  const clock = { nowMs: 1_000_000 };
  return { clock, table: createPolicyTable({ now: () => clock.nowMs, random: () => 0.5 }) };
}
const ask = (policy: Policy, answer: () => Promise<unknown>) =>
  policy.run('invoices', answer, 500, 0, new AbortController().signal).then(
    () => 'ok',
    (error: UpstreamError) => error.reason,
  );
const fail = (reason: 'rate_limited' | 'credential' | 'upstream_error', retryAfterMs?: number) => () =>
  Promise.reject(new UpstreamError(reason, retryAfterMs, { concerns: 'connection' }));

it('is the same policy however often the running parts of a tenant are made', () => {
  const { table } = start();
  expect(table.get(key, budget, silent)).toBe(table.get(key, budget, silent));
  expect(table.get({ ...key, tenant: requireTenant('other') }, budget, silent)).not.toBe(
    table.get(key, budget, silent),
  );
});

it('tells whoever asked last', async () => {
  const { table } = start();
  const [first, second]: Outcome[][] = [[], []];
  const policy = table.get(key, budget, (outcome) => first!.push(outcome));
  table.get(key, budget, (outcome) => second!.push(outcome));
  await ask(policy, async () => 1);
  expect([first, second?.map(({ reason }) => reason)]).toEqual([[], ['ok']]);
});

it('keeps a pause the vendor asked for when the map gives it other numbers', async () => {
  const { table } = start();
  expect(await ask(table.get(key, budget, silent), fail('rate_limited', 60_000))).toBe('rate_limited');
  const next = table.get(key, { ...budget, timeoutMs: budget.timeoutMs + 1 }, silent);
  expect(await ask(next, async () => 1)).toBe('rate_limited');
  expect(next.holdMs()).toBeGreaterThan(50_000);
});

it('keeps an open breaker, and that the system is down since when it was', async () => {
  const { table, clock } = start();
  const policy = table.get(key, budget, silent);
  for (let n = 0; n < budget.breaker.consecutive; n++) await ask(policy, fail('upstream_error'));
  const before = policy.state();
  expect(before).toMatchObject({ state: 'down' });
  clock.nowMs += 1000;
  const next = table.get(key, { ...budget, concurrency: budget.concurrency + 1 }, silent);
  expect(next.state()).toEqual(before);
  expect(await ask(next, async () => 1)).toBe('circuit_open');
});

it('forgets a refusal when the connection was changed: it was about other credentials', async () => {
  const { table } = start();
  expect(await ask(table.get(key, budget, silent), fail('credential'))).toBe('credential');
  expect(await ask(table.get(key, budget, silent), async () => 1)).toBe('credential');
  expect(await ask(table.get({ ...key, version: 2 }, budget, silent), async () => 1)).toBe('ok');
});
