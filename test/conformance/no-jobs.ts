import type { JobWriter } from '@sidelight/api/jobs/ports.ts';

/** For tests of what is stored: nobody works on anything. */
export const noJobs: JobWriter<unknown> = { put: async () => {} };
