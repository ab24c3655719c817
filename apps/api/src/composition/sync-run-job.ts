import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, retry } from '../jobs/outcome.ts';
import type { SyncRuns } from '../store/sync-runs.ts';
import { notesCompared } from '../support/notes-compared.ts';
import type { SyncWorker } from '../sync/work.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { TenantJobs } from './jobs.ts';
import { type TenantSupport, TICKET } from './tenant-support.ts';

export interface SyncRunJobDeps {
  readonly tenant: TenantId;
  readonly runs: Pick<SyncRuns, 'find' | 'began' | 'ended' | 'failed'>;
  readonly support: Pick<TenantSupport, 'compare' | 'paired'>;
  isOn(object: string): Promise<boolean>;
  /** The helpdesk's webhook tells of records from now on. */
  subscribe(signal: AbortSignal): Promise<void>;
  readonly compare: SyncWorker['compare'];
  /** How long one took, and how it ended. */
  ran(object: string, kind: string, outcome: string, tookMs: number): void;
  steadyNow(): number;
}

/** A comparison of everything that somebody asked for, and what becomes of it. */
export function createSyncRunJob(given: SyncRunJobDeps): TenantJobs['syncRun'] {
  const { tenant, runs, support, isOn, compare, steadyNow } = given;
  return {
    async run({ ids: { runId }, isLast }, signal) {
      const run = await runs.find(tenant, runId);
      if (!run || run.state === 'done' || run.state === 'failed') return done;
      const { object, kind } = run;
      const isDry = kind === 'dry_run';
      if (!isDry && !(await isOn(object))) {
        await runs.failed(tenant, runId, 'switched_off');
        return done;
      }
      if (object === TICKET) {
        await runs.ended(tenant, runId, notesCompared(await support.compare(isDry)));
        return done;
      }
      const begunMs = steadyNow();
      const ran = (outcome: string) => given.ran(object, kind, outcome, steadyNow() - begunMs);
      let told = Promise.resolve();
      const onProgress: Parameters<typeof compare>[2] = (progress) => {
        // Only for show: what is not stored now is with the next page.
        told = told.then(() => runs.began(tenant, runId, progress)).catch(() => {});
      };
      try {
        const result = await compare(object, { isDry, isApproved: kind === 'approved' }, onProgress, signal);
        await told;
        if (result === 'not_connected') {
          await runs.failed(tenant, runId, 'not_connected');
          return giveUp('not_connected');
        }
        await runs.ended(tenant, runId, result);
        ran(result.refused === null ? 'done' : 'refused');
        if (!isDry) {
          await support.paired(object);
          // The first comparison after switching on, by whichever way that was done, is the first that can see to it.
          await given.subscribe(signal);
        }
        return done;
      } catch (error) {
        await told;
        if (!isUpstreamError(error)) throw error;
        if (!isLast) return retry('no_answer', error.retryAfterMs);
        await runs.failed(tenant, runId, error.reason);
        ran('failed');
        return giveUp('no_answer');
      }
    },
    abandon: ({ runId }) => runs.failed(tenant, runId, 'upstream_error'),
  };
}
