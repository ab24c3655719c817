import { z } from 'zod';
import { systemFacts } from './system-facts.ts';
import { Text } from './text.ts';

/** A system we do not talk to and still depend on: mapped, so that nobody is surprised when it stops. */
export const UnconnectedSystem = z.strictObject({
  ...systemFacts,
  /** Who or what reads it: systems, teams, jobs. */
  readBy: z.array(z.string()).min(1),
  ifItStops: Text,
});
export type UnconnectedSystem = z.infer<typeof UnconnectedSystem>;

/** `map/unconnected.yaml` */
export const Unconnected = z.strictObject({ unconnected: z.record(z.string(), UnconnectedSystem) });
export type Unconnected = z.infer<typeof Unconnected>;
