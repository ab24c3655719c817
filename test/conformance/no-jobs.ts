import type { JobJoiner, JobWriter } from '@sidelight/api/jobs/ports.ts';

/** For tests of what is stored: nobody works on anything. */
export const noJobs: JobWriter<unknown> & JobJoiner<unknown> = {
  put: async () => {},
  joinable: async () => new Map(),
};
