import type { Reason } from '@sidelight/shared/failure/reason.ts';
import type { Subject } from '../connectors/port.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { ReadPlan } from './blueprint.ts';
import type { Known } from './read-state.ts';
import type { Reader } from './reader.ts';

/** What one question brought: a remembered answer counts while it is fresh, an old one when nothing better is had. */
export type Found = { readonly known: Known } | 'nobody' | Failed;
export interface Failed {
  readonly failed: Reason;
}

export type Ask = (plan: ReadPlan, subject: Subject) => Promise<Found>;

export function createAsk(reader: Reader, tenant: TenantId, signal: AbortSignal): Ask {
  return async (plan, subject) => {
    const remembered = reader.peek(tenant, plan, subject);
    const isEnough = remembered?.kind === 'fresh' || remembered?.kind === 'nobody';
    const state = isEnough ? remembered : await reader.read(tenant, plan, subject, signal);
    if (state.kind === 'fresh' || state.kind === 'stale') return { known: state.known };
    return state.kind === 'failed' ? { failed: state.reason } : 'nobody';
  };
}

export const isKnown = (found: Found): found is { known: Known } => typeof found === 'object' && 'known' in found;

export const isFailed = (found: unknown): found is Failed =>
  typeof found === 'object' && found !== null && 'failed' in found;
