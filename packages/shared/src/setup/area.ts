import { z } from 'zod';

/** What readiness looks at. */
export const Area = z.enum([
  'workflow_mapping',
  'data_ownership',
  'taxonomy',
  'security',
  'monitoring',
  'rollout',
  'training',
]);
export type Area = z.infer<typeof Area>;
