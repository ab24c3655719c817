import { z } from 'zod';
import { Text } from './text.ts';

/** Both sides of a connection: who needs the data, and who keeps it running. Team ids. */
export const Owners = z.strictObject({ business: z.string(), technical: z.string() });
export type Owners = z.infer<typeof Owners>;

/** Where a flow may end besides a system: the app itself. */
export const SIDEBAR = 'sidebar';

/** Data that moves from one system to another. */
export const Flow = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** What moves, in a few words: also the label in the picture. */
  data: Text,
  timing: z.enum(['real_time', 'near_real_time', 'event', 'scheduled', 'manual']),
  direction: z.enum(['one_way', 'two_way']).default('one_way'),
  transport: z.enum(['api', 'webhook', 'file', 'stream', 'by_hand']),
  /** What happens to the data on the way, one sentence a rule. */
  rules: z.array(z.string()).default([]),
  /** Reads that carry it, for flows we run ourselves: their health is the flow's, and drift watches them. */
  reads: z.array(z.string()).default([]),
  owners: Owners,
});
export type Flow = z.infer<typeof Flow>;

/** `map/flows.yaml` */
export const Flows = z.strictObject({ flows: z.record(z.string(), Flow) });
export type Flows = z.infer<typeof Flows>;
