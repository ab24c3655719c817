import { Reason } from '@sidelight/shared/failure/reason.ts';
import { z } from 'zod';
import type { History } from '../health/history.ts';

const State = z.enum(['degraded', 'down', 'locked_out']);
const Health = z.object({
  state: z.enum(['ok', ...State.options]),
  reason: Reason.optional(),
  sinceMs: z.number(),
  by: z.enum(['calls', 'canary', 'refusal']),
  refusedMs: z.number().optional(),
  failing: z.number(),
  streak: z.object({ state: State, count: z.number(), firstMs: z.number() }),
  good: z.number(),
  needGood: z.number(),
  wrong: z.number(),
  rightMs: z.number().optional(),
  recoveredMs: z.number(),
  isSuspect: z.boolean(),
  recent: z.array(z.object({ atMs: z.number(), ok: z.number(), failed: z.number() })),
});
const Place = z.object({ atMs: z.number(), process: z.string(), seq: z.number() });
const StoredSignal = z.object({
  ...Place.shape,
  system: z.string(),
  connector: z.string(),
  source: z.enum(['calls', 'probe', 'canary']),
  ok: z.number(),
  failed: z.number(),
  tail: z.number(),
  reason: Reason.optional(),
  holdMs: z.number().optional(),
});

/** One connection's history as it is kept. What `undefined` was is not there in JSON. */
export const StoredHistory = z
  .object({ base: Health, basePlace: Place.optional(), recent: z.array(StoredSignal), now: Health })
  .transform(({ basePlace, ...history }): History => ({ ...history, basePlace }));
