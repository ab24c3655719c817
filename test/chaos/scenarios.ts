import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { SystemHealth } from '@sidelight/shared/health/health.ts';
import type { FaultInput } from '../world/faults/fault.ts';
import type { System } from '../world/systems.ts';

/** A way for a system to fail, and what the product must make of it. */
export interface Scenario {
  readonly fault: FaultInput;
  /** What a field of that system says; undefined where the answer is still good. */
  readonly reason: Reason | undefined;
  /** Which states of health are right. */
  readonly states: readonly SystemHealth['state'][];
  /** How long the vendor asks to be left alone, on top of everything else. */
  readonly holdMs?: number;
  /** Systems whose vendor names a time of its own, in a header that is still there without Retry-After. */
  readonly holdMsOf?: Partial<Record<System, number>>;
  /** Where the pauses are our own and double: how long at least the one is that is on when everybody knows. */
  readonly pausesFromMs?: number;
}

/** The faults that webhooks have; only the helpdesk sends any. `webhooks.test.ts` throws them. */
export const webhookFaults = [{ kind: 'duplicate' }, { kind: 'out_of_order' }] as const satisfies readonly FaultInput[];

/** Well-formed and untrue: no call can tell, only a customer whose truth is known. `lying.test.ts` throws it. */
export const lie = { kind: 'lying' } as const satisfies FaultInput;

const bad = (fault: FaultInput): Scenario => ({ fault, reason: 'bad_answer', states: ['degraded'] });

/** Every kind of fault that a call can meet and notice. */
export const scenarios: readonly Scenario[] = [
  { fault: { kind: 'latency', ms: 120 }, reason: undefined, states: ['ok'] },
  { fault: { kind: 'hang' }, reason: 'timeout', states: ['down'] },
  { fault: { kind: 'reset' }, reason: 'unreachable', states: ['down'] },
  { fault: { kind: 'slow_drip', bytesPerS: 20 }, reason: 'timeout', states: ['down'] },
  { fault: { kind: '401' }, reason: 'credential', states: ['locked_out'] },
  { fault: { kind: '403' }, reason: 'forbidden', states: ['locked_out'] },
  { fault: { kind: '429', retryAfterS: 3 }, reason: 'rate_limited', states: ['degraded'], holdMs: 3000 },
  { fault: { kind: '5xx', status: 503 }, reason: 'upstream_error', states: ['down'] },
  { fault: { kind: '5xx', status: 500 }, reason: 'upstream_error', states: ['down'] },
  bad({ kind: 'malformed_json' }),
  bad({ kind: 'wrong_content_type' }),
  bad({ kind: 'html_login' }),
  bad({ kind: 'empty_body' }),
  // Just more than is read: the vendor that writes it out shares this process.
  bad({ kind: 'huge_body', bytes: 1_200_000 }),
  bad({ kind: 'schema_drift' }),
  { fault: { kind: 'flapping', period: 4 }, reason: 'upstream_error', states: ['degraded', 'down'] },
  // Pauses of our own: two seconds, four, eight.
  {
    fault: { kind: '429_without_time' },
    reason: 'rate_limited',
    states: ['degraded'],
    holdMs: 8000,
    // HubSpot's answers carry the length of its window.
    holdMsOf: { crm: 10_000 },
    pausesFromMs: 3200,
  },
];
