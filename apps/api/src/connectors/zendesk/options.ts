import { z } from 'zod';

const Ids = z.array(z.string().regex(/^\d{1,20}$/));

/** Who is more than an agent: `leadRoleIds` are custom roles, the others groups. Read where roles are worked out. */
export const ZendeskOptions = z.strictObject({
  leadRoleIds: Ids.default([]),
  leadGroupIds: Ids.default([]),
  adminGroupIds: Ids.default([]),
  /** What a ticket is escalated by: one of these tags, or one of these priorities. */
  escalatedTags: z.array(z.string()).default([]),
  escalatedPriorities: z.array(z.string()).default([]),
  /** The user whose name stands above internal notes, e.g. an agent called Sidelight; else whoever connected it. */
  noteAuthorId: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  /** What the account is on: it decides how many calls there are. */
  plan: z.enum(['team', 'growth', 'professional', 'enterprise', 'enterprise_plus', 'high_volume']).default('team'),
});
