import { expect, it } from 'vitest';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createLatencyRecorder } from './latency-recorder.ts';
import type { SpeedLog } from './ports.ts';

const MINUTE_MS = 60_000;

it('a store that is away for a day leaves the newest two hours, and no more, in memory', async () => {
  let nowMs = 0;
  let isAway = true;
  let written: Parameters<SpeedLog['put']>[2] = [];
  const log: Pick<SpeedLog, 'put' | 'count'> = {
    async put(_tenant, _process, rows) {
      if (isAway) throw new Error('away');
      written = rows;
    },
    count: async () => {},
  };
  const recorder = createLatencyRecorder(
    requireTenant('acme'),
    { ...log, since: async () => [], sloHours: async () => [] },
    'p',
    1000,
    () => nowMs,
  );
  for (; nowMs < 24 * 60 * MINUTE_MS; nowMs += MINUTE_MS) {
    recorder.call('billing', 5);
    await recorder.flush().catch(() => {});
  }
  isAway = false;
  recorder.call('billing', 5);
  await recorder.close();
  expect(written.length).toBeLessThanOrEqual(120);
  expect(written.some(({ minuteMs }) => minuteMs === nowMs)).toBe(true);
});
