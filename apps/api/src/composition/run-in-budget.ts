import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { Connection } from '../connectors/registry.ts';
import { inBudget } from '../connectors/resilience/in-budget.ts';
import type { RunCall } from '../sync/target.ts';

/** A vendor takes its time over a hundred records. */
const TIMEOUT_MS = 30_000;
/** For a turn in the budget. The longest window a vendor has is a minute, and it slides. */
const TURN_WITHIN_MS = 20_000;

/** Calls of one kind of background work. `onYield`: a call has to wait for the budget. */
export const runInBudget =
  (
    { policy }: Pick<Connection, 'policy'>,
    kind: Exclude<WorkKind, 'live'>,
    onYield: () => Promise<void> = async () => {},
  ): RunCall =>
  async (name, call, signal) => {
    if (policy.refusal(kind)?.reason === 'rate_limited') await onYield();
    const work = () => policy.run(name, call, TIMEOUT_MS, 0, signal, kind);
    return inBudget(policy, kind, TURN_WITHIN_MS, work, signal);
  };
