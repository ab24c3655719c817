import { z } from 'zod';

const kind = <K extends string>(name: K) => z.strictObject({ kind: z.literal(name) });

/** One way for a system to misbehave. Durations in milliseconds, `retryAfterS` in seconds as on the wire. */
export const Fault = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('latency'), ms: z.int().min(0).max(120_000) }),
  kind('hang'),
  kind('reset'),
  z.strictObject({ kind: z.literal('slow_drip'), bytesPerS: z.int().min(1).max(100_000).default(20) }),
  kind('401'),
  kind('403'),
  z.strictObject({ kind: z.literal('429'), retryAfterS: z.int().min(0).max(3600).default(5) }),
  /** Without Retry-After, as several vendors send it. */
  kind('429_without_time'),
  z.strictObject({ kind: z.literal('5xx'), status: z.int().min(500).max(599).default(503) }),
  kind('malformed_json'),
  kind('wrong_content_type'),
  kind('html_login'),
  kind('empty_body'),
  z.strictObject({ kind: z.literal('huge_body'), bytes: z.int().min(1).max(50_000_000).default(5_000_000) }),
  kind('schema_drift'),
  /** Answers well, and not the truth. */
  kind('lying'),
  /** Of each `period` requests the first half fail with 503, the rest are answered. */
  z.strictObject({ kind: z.literal('flapping'), period: z.int().min(2).max(1000).default(4) }),
  /** Webhooks are sent twice. */
  kind('duplicate'),
  /** Each webhook waits for the next one and is sent after it. */
  kind('out_of_order'),
]);
export type Fault = z.infer<typeof Fault>;
export type FaultInput = z.input<typeof Fault>;

export const faultKinds: readonly string[] = Fault.options.map((option) => option.shape.kind.value);
