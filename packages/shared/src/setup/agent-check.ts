import { z } from 'zod';

/** Whether the helpdesk is asked with each agent's own token which tickets they may open. */
export const AgentCheck = z.strictObject({
  isOn: z.boolean(),
  /** Whether this server can ask so: without an OAuth client, or its own address, it cannot. */
  canBeOn: z.boolean(),
  /** How many people have allowed it so far. */
  allowedBy: z.int(),
});
export type AgentCheck = z.infer<typeof AgentCheck>;

/** `POST /v1/setup/agent-check`. */
export const AgentCheckRequest = z.strictObject({ isOn: z.boolean() });
export type AgentCheckRequest = z.infer<typeof AgentCheckRequest>;

/** What came of it. `missing`: what whoever runs this server has to set first. */
export const AgentCheckAnswer = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('done'), check: AgentCheck }),
  z.strictObject({ kind: z.literal('not_possible'), missing: z.array(z.string()) }),
]);
export type AgentCheckAnswer = z.infer<typeof AgentCheckAnswer>;
