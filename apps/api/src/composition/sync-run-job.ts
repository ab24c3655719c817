import { isDryRun } from '@sidelight/shared/sync/dry-run.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, retry } from '../jobs/outcome.ts';
import type { RunPages } from '../store/sync-read-pages.ts';
import type { SyncRun, SyncRuns } from '../store/sync-runs.ts';
import { notesCompared } from '../support/notes-compared.ts';
import type { FieldRun, FieldRunEnd } from '../sync/field-run.ts';
import { createSample } from '../sync/sample.ts';
import type { Unpaired } from '../sync/unpaired.ts';
import type { SyncWorker } from '../sync/work.ts';
import { type FoundDeps, keepFound } from './keep-found.ts';
import { createRunProgress, type RunProgress } from './run-progress.ts';
import type { TenantJobs } from './tenant-jobs.ts';
import { type TenantSupport, TICKET } from './tenant-support.ts';

export interface SyncRunJobDeps extends FoundDeps {
  readonly runs: Pick<SyncRuns, 'find' | 'began' | 'checkpoint' | 'paused' | 'sampled' | 'ended' | 'failed'>;
  readonly support: Pick<TenantSupport, 'compare' | 'paired'>;
  isOn(object: string): Promise<boolean>;
  /** The helpdesk's webhook tells of records from now on. */
  subscribe(signal: AbortSignal): Promise<void>;
  /** What both sides say of their properties now. */
  lookAtFields(object: string, signal: AbortSignal): Promise<void>;
  readonly compare: SyncWorker['compare'];
  readonly compareField: FieldRun;
  /** How long one took, and how it ended. */
  ran(object: string, kind: string, outcome: string, tookMs: number): void;
  /** What the run has read so far. */
  pagesOf(run: SyncRun): RunPages;
  now(): number;
  steadyNow(): number;
}

type Heard = Pick<Parameters<SyncWorker['compare']>[2], 'onWeighed' | 'onUnpaired'>;

/** As long as what was read still stands for how it is: then everything is read anew. */
const PAGES_GOOD_MS = 3_600_000;

/** What we ask for ourselves nobody has seen. */
export const OURSELVES = 'sidelight';

/** A comparison that somebody asked for, and what becomes of it. */
export function createSyncRunJob(given: SyncRunJobDeps): TenantJobs['syncRun'] {
  const { tenant, runs, support, isOn, compare, compareField, steadyNow } = given;

  const keep = keepFound(given);

  async function compared(run: SyncRun, heard: Heard, progress: RunProgress) {
    const { id, object, kind, field } = run;
    const { tell, keep: keepPage, signal } = progress;
    const isDry = isDryRun(run);
    if (isDry) await given.lookAtFields(object, signal);
    if (field === undefined) {
      const how = { isDry, isApproved: kind === 'approved' };
      const pages = given.pagesOf(run);
      await pages.forgetOlder(given.now() - PAGES_GOOD_MS);
      return compare(object, how, { ...heard, pages, onProgress: tell }, signal);
    }
    const how = { isDry, isSeen: run.askedBy !== OURSELVES, from: await runs.checkpoint(tenant, id) };
    const phase = isDry ? 'comparing' : 'writing';
    return compareField(
      object,
      field,
      how,
      { ...heard, onPage: (checkpoint) => keepPage({ phase, done: checkpoint.found.linked }, checkpoint) },
      signal,
    );
  }

  return {
    async run({ ids: { runId }, isLast }, signal) {
      const run = await runs.find(tenant, runId);
      if (!run || !GOES_ON.includes(run.state)) return done;
      const { object, kind } = run;
      const isDry = isDryRun(run);
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
      const progress = createRunProgress(runs, tenant, runId, signal);
      const sample = createSample();
      let unpaired: Unpaired | undefined;
      const heard: Heard = {
        ...(isDry && { onWeighed: sample.take }),
        onUnpaired(found) {
          unpaired = found;
        },
      };
      try {
        const result: FieldRunEnd = await compared(run, heard, progress);
        await progress.told();
        if (result === 'not_connected' || result === 'aside') {
          await runs.failed(tenant, runId, result);
          return result === 'aside' ? done : giveUp(result);
        }
        if (isDry) await keep.sample(run, sample.taken());
        if (unpaired) await keep.unpaired(run, unpaired);
        await runs.ended(tenant, runId, result);
        ran(result.refused === null ? 'done' : 'refused');
        if (!isDry) {
          await support.paired(object);
          // The first comparison after switching on, by whichever way that was done, is the first that can see to it.
          await given.subscribe(signal);
        }
        return done;
      } catch (error) {
        await progress.told();
        if (progress.isPaused()) {
          await runs.paused(tenant, runId);
          return done;
        }
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

const GOES_ON: readonly SyncRun['state'][] = ['waiting', 'running'];
