import type { SyncRuns } from '../store/sync-runs.ts';
import type { Checkpoint } from '../sync/backfill.ts';
import type { Progress } from '../sync/reconciled.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

export interface RunProgress {
  /** Ends with the job, and where somebody wants the run paused: after the page it is at. */
  readonly signal: AbortSignal;
  isPaused(): boolean;
  /** For whoever watches: one that cannot be stored is not missed. */
  tell(progress: Progress): void;
  /** Rejects where it could not be stored. */
  keep(progress: Progress, checkpoint: Checkpoint): Promise<void>;
  /** All of it is stored. */
  told(): Promise<void>;
}

/** Stores how a run gets on, and hears from there that it is to be paused. */
export function createRunProgress(
  runs: Pick<SyncRuns, 'began'>,
  tenant: TenantId,
  runId: string,
  signal: AbortSignal,
): RunProgress {
  const pause = new AbortController();
  let told = Promise.resolve();
  async function store(progress: Progress, checkpoint?: Checkpoint): Promise<void> {
    if (await runs.began(tenant, runId, progress, checkpoint)) pause.abort();
  }
  return {
    signal: AbortSignal.any([signal, pause.signal]),
    isPaused: () => pause.signal.aborted && !signal.aborted,
    tell(progress) {
      told = told.then(() => store(progress)).catch(() => {});
    },
    keep: store,
    told: () => told,
  };
}
