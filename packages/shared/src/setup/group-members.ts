import { z } from 'zod';

/** How many people are in one group of the helpdesk. Without `count`: the helpdesk could not say. */
const Membership = z.strictObject({ group: z.string(), count: z.int().optional() });

/** `GET /v1/setup/rollout/members?groups=1,2`, for admins. */
export const GroupMembers = z.strictObject({ members: z.array(Membership) });
export type GroupMembers = z.infer<typeof GroupMembers>;
