import { z } from 'zod';

/**
 * What stands in a job's row, whatever its queue: the tenant and ids. One that is not even that is read as nobody's,
 * so that it can be put aside.
 */
export const JobData = z
  .object({ tenant: z.string() })
  .catchall(z.string())
  .catch({ tenant: '' })
  .transform(({ tenant, ...ids }) => ({ tenant, ids }));
