import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { RecordOf } from '@sidelight/shared/record/records.ts';
import type { Subject } from '../../connectors/port.ts';
import type { TenantId } from '../../tenants/tenant-id.ts';
import type { ReadPlan } from '../blueprint.ts';
import type { Known, ReadState } from '../read/read-state.ts';
import type { Reader } from '../read/reader.ts';

/** What one question brought: a remembered answer counts while it is fresh, an old one when nothing better is had. */
export type Found<R = unknown> = { readonly known: Known<R> } | 'nobody' | Failed;
export interface Failed {
  readonly failed: Reason;
}

export type Ask = <Id extends string>(plan: ReadPlan<Id>, subject: Subject) => Promise<Found<RecordOf<Id>>>;

export interface AskRules {
  /** An old answer is none: it must not overrule what was learned since. */
  readonly isFreshOnly?: boolean;
  /** What is remembered from before this does not count. */
  readonly notBeforeMs?: number;
  /** Reads that are asked again whatever is remembered. */
  readonly forced?: ReadonlySet<string>;
}

export interface Asking {
  readonly ask: Ask;
  /** When the oldest of the answers so far was read; Infinity before there is one. */
  oldestMs(): number;
}

export function createAsk(reader: Reader, tenant: TenantId, signal: AbortSignal, rules: AskRules = {}): Asking {
  const { isFreshOnly = false, notBeforeMs = Number.NEGATIVE_INFINITY, forced } = rules;
  let oldestMs = Number.POSITIVE_INFINITY;
  const isEnough = <R>(plan: ReadPlan, state: ReadState<R> | undefined): state is ReadState<R> => {
    if (forced?.has(plan.id)) return false;
    if (state?.kind === 'fresh') return state.known.readAtMs >= notBeforeMs;
    return state?.kind === 'nobody' && state.readAtMs >= notBeforeMs;
  };
  const ask: Ask = async <Id extends string>(plan: ReadPlan<Id>, subject: Subject) => {
    const remembered = reader.peek(tenant, plan, subject);
    const state = isEnough(plan, remembered) ? remembered : await reader.read(tenant, plan, subject, signal);
    switch (state.kind) {
      case 'stale':
        if (isFreshOnly) return { failed: state.reason ?? 'timeout' };
        oldestMs = Math.min(oldestMs, state.known.readAtMs);
        return { known: state.known };
      case 'fresh':
        oldestMs = Math.min(oldestMs, state.known.readAtMs);
        return { known: state.known };
      case 'nobody':
        oldestMs = Math.min(oldestMs, state.readAtMs);
        return 'nobody';
      case 'failed':
        return { failed: state.reason };
      default:
        return 'nobody';
    }
  };
  return { ask, oldestMs: () => oldestMs };
}

export const isKnown = <R>(found: Found<R>): found is { known: Known<R> } =>
  typeof found === 'object' && 'known' in found;

export const isFailed = (found: unknown): found is Failed =>
  typeof found === 'object' && found !== null && 'failed' in found;
