import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import type { AuditEntry } from './ports.ts';
import { createRepeats } from './repeats.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const refused = (actorId: string, requestId: string, about = 'replayed'): AuditEntry => ({
  ...{ tenant: requireTenant('acme'), atMs: 1, requestId, actorId, role: '', action: 'session.refused', about },
});

it('are two rows a minute of a kind, however many they are, and none of them is lost', () => {
  const rows: AuditEntry[] = [];
  const repeats = createRepeats({ record: (entry) => void rows.push(entry), everyMs: 60_000 });
  for (let n = 0; n < 1395; n++) repeats.tally(refused('7001', `r${n}`));
  repeats.tally(refused('7002', 'other'));
  repeats.tally(refused('7001', 'why', 'origin'));
  const told = () => rows.map(({ requestId, count = 1 }) => `${requestId} ${count}`);
  expect(told()).toEqual(['r0 1', 'other 1', 'why 1']);
  vi.advanceTimersByTime(60_000);
  expect(told().slice(3)).toEqual(['r1394 1394']);
  repeats.tally(refused('7001', 'again'));
  repeats.tally(refused('7001', 'and again'));
  repeats.end();
  expect(told().slice(4)).toEqual(['again 1', 'and again 1']);
  vi.advanceTimersByTime(600_000);
  expect(rows).toHaveLength(6);
});
