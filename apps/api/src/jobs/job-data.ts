import { z } from 'zod';
import type { Ids } from './ports.ts';
import { noTries, Tries } from './tries.ts';

/**
 * What stands in a job's row, whatever its queue: the tenant, ids, and what came of the tries so far. One that is not
 * even that is read as nobody's, so that it can be put aside.
 */
const Stored = z.object({ tenant: z.string(), tries: Tries.exactOptional() }).catchall(z.string());

export const JobData = Stored.catch({ tenant: '' }).transform(({ tenant, tries = noTries, ...ids }) => ({
  ...{ tenant, tries, ids },
}));

export const storedJob = (tenant: string, ids: Ids, tries?: Tries): Readonly<Record<string, unknown>> => ({
  ...{ ...ids, tenant },
  ...(tries && { tries }),
});
