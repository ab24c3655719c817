import type { JobJoiner, JobWriter } from '@sidelight/api/jobs/ports.ts';
import { type RawBuilder, sql } from 'kysely';

/** For tests of what is stored: nobody works on anything. */
export const noJobs: JobWriter<unknown> & JobJoiner<RawBuilder<unknown>> = {
  put: async () => {},
  joinableJobs: () => sql`select null as tenant, null as id where false`,
  tells: () => sql`null`,
};
