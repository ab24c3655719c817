import { z } from 'zod';
import { Text } from './text.ts';

export const Priority = z.enum(['critical', 'high', 'normal', 'low']);
export type Priority = z.infer<typeof Priority>;

/** A job people do that needs fields, or a whole system. */
export const Workflow = z.strictObject({
  name: Text,
  priority: Priority,
  needs: z.strictObject({ fields: z.array(z.string()).default([]), systems: z.array(z.string()).default([]) }),
  owner: z.string(),
  /** What goes wrong while it cannot be done, for whom. */
  impact: Text,
  /** What people do meanwhile. */
  workaround: Text,
});
export type Workflow = z.infer<typeof Workflow>;

/** `map/workflows.yaml` */
export const Workflows = z.strictObject({ workflows: z.record(z.string(), Workflow) });
export type Workflows = z.infer<typeof Workflows>;
