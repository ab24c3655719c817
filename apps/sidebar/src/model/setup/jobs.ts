import type { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import type { Attention, Clock } from '../../host/port.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import type { SetupState } from './state.ts';

export interface JobsDeps {
  readonly state: Store<SetupState>;
  readonly client: Client;
  readonly clock: Clock;
  readonly attention: Attention;
  isJobsReport: Check<JobsReport>;
}

export interface JobsPart {
  setShown(isShown: boolean): void;
  refresh(): void;
}

export const JOBS_EVERY_MS = 30_000;

/** Reads the background work for as long as somebody looks. Where it cannot be read, its part of the page is not there. */
export function createJobsPart({ state, client, clock, attention, isJobsReport }: JobsDeps): JobsPart {
  let isOnScreen = false;
  let newest = 0;
  let stopWaiting: (() => void) | undefined;

  async function read(): Promise<void> {
    const turn = ++newest;
    stopWaiting?.();
    const answer = await client.get('/v1/jobs', isJobsReport);
    if (turn !== newest) return;
    state.set({ ...state.get(), jobs: answer.ok ? answer.value : undefined });
    stopWaiting = clock.after(JOBS_EVERY_MS, () => isOnScreen && attention.isOn() && void read());
  }
  attention.onChange(() => isOnScreen && attention.isOn() && void read());

  return {
    setShown(isShown) {
      const hasCome = isShown && !isOnScreen;
      isOnScreen = isShown;
      if (hasCome) void read();
    },
    refresh: () => void read(),
  };
}
