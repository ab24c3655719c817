import { z } from 'zod';
import { Priority } from '../map/workflow.ts';

/** A team, as people are told to reach it. */
export const Owner = z.strictObject({ name: z.string(), contact: z.string() });
export type Owner = z.infer<typeof Owner>;

/** Work that breaks with a system, in the reader's language. */
export const BrokenWorkflow = z.strictObject({
  id: z.string(),
  name: z.string(),
  priority: Priority,
  owner: Owner,
  impact: z.string(),
  workaround: z.string(),
});

/** What an unhealthy system touches right now, in the reader's language. */
export const BlastRadius = z.strictObject({
  fields: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  cards: z.array(z.strictObject({ id: z.string(), title: z.string() })),
  /** Most urgent first. */
  workflows: z.array(BrokenWorkflow),
  /** Who fixes it: the technical owner of the connection. */
  owner: Owner,
  /** Tickets on screen in a sidebar now, the agents who have them open, and the accounts behind them. */
  openTickets: z.int(),
  agents: z.int(),
  accounts: z.int(),
});
export type BlastRadius = z.infer<typeof BlastRadius>;
