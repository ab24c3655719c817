import type { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import type { Attention, Clock } from '../../host/port.ts';
import { type ReadWhileShown, readWhileShown } from '../read-while-shown.ts';
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

export const JOBS_EVERY_MS = 30_000;

/** Reads the background work for as long as somebody looks. Where it cannot be read, its part of the page is not there. */
export const createJobsPart = ({ state, client, clock, attention, isJobsReport }: JobsDeps): ReadWhileShown =>
  readWhileShown({
    ...{ clock, attention, everyMs: JOBS_EVERY_MS },
    ask: () => client.get('/v1/jobs', isJobsReport),
    take: (answer) => state.set({ ...state.get(), jobs: answer.ok ? answer.value : undefined }),
  });
