import { type ReportableCode, reportableCode } from '@sidelight/shared/map/reportable-code.ts';
import type { PeriodicTask } from '../jobs/periodic-task.ts';

const MAX = 200;
const AGAIN_MS = 3_600_000;

/** Gathers codes the map has no word for, and tells their owners off the request path. What is no code is not kept. */
export function createNewCodes(tell: (field: string, code: ReportableCode) => Promise<void>, now: () => number) {
  const seenMs = new Map<string, number>();
  let waiting: { field: string; code: ReportableCode }[] = [];
  const task: PeriodicTask = {
    name: 'new codes',
    async run() {
      const telling = waiting;
      waiting = [];
      for (const { field, code } of telling) await tell(field, code);
    },
  };
  return {
    ...task,
    see(field: string, text: string): void {
      const code = reportableCode(text);
      const key = `${field}|${code}`;
      const atMs = seenMs.get(key);
      if (atMs !== undefined && now() - atMs < AGAIN_MS) return;
      if (seenMs.size >= MAX) seenMs.clear();
      seenMs.set(key, now());
      waiting.push({ field, code });
    },
  };
}
