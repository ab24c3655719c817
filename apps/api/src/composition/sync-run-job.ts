import { isDryRun } from '@sidelight/shared/sync/dry-run.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, retry } from '../jobs/outcome.ts';
import type { RunPages } from '../store/sync-read-pages.ts';
import type { SyncRun, SyncRuns } from '../store/sync-runs.ts';
import { notesCompared } from '../support/notes-compared.ts';
import type { Side } from '../sync/canonical/canon.ts';
import type { FieldRun, FieldRunEnd } from '../sync/field-run.ts';
import { createSample, type Sample } from '../sync/sample.ts';
import type { SyncWorker } from '../sync/work.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { TenantJobs } from './jobs.ts';
import { createRunProgress, type RunProgress } from './run-progress.ts';
import { type TenantSupport, TICKET } from './tenant-support.ts';

export interface SyncRunJobDeps {
  readonly tenant: TenantId;
  readonly runs: Pick<SyncRuns, 'find' | 'began' | 'checkpoint' | 'paused' | 'sampled' | 'ended' | 'failed'>;
  readonly support: Pick<TenantSupport, 'compare' | 'paired'>;
  isOn(object: string): Promise<boolean>;
  /** The helpdesk's webhook tells of records from now on. */
  subscribe(signal: AbortSignal): Promise<void>;
  /** What both sides say of their properties now. */
  lookAtFields(object: string, signal: AbortSignal): Promise<void>;
  readonly compare: SyncWorker['compare'];
  readonly compareField: FieldRun;
  /** Of these records of one side, those whose person was erased. */
  erasedOf(object: string, side: Side, vendorIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** How long one took, and how it ended. */
  ran(object: string, kind: string, outcome: string, tookMs: number): void;
  /** What the run has read so far. */
  pagesOf(run: SyncRun): RunPages;
  now(): number;
  steadyNow(): number;
}

/** As long as what was read still stands for how it is: then everything is read anew. */
const PAGES_GOOD_MS = 3_600_000;
/** What we ask for ourselves nobody has seen. */
export const OURSELVES = 'sidelight';

/** A comparison that somebody asked for, and what becomes of it. */
export function createSyncRunJob(given: SyncRunJobDeps): TenantJobs['syncRun'] {
  const { tenant, runs, support, isOn, compare, compareField, steadyNow } = given;

  async function compared(run: SyncRun, sample: ReturnType<typeof createSample>, progress: RunProgress) {
    const { id, object, kind, field } = run;
    const { tell, keep, signal } = progress;
    const isDry = isDryRun(run);
    const heard = isDry ? { onWeighed: sample.take } : {};
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
      { ...heard, onPage: (checkpoint) => keep({ phase, done: checkpoint.found.linked }, checkpoint) },
      signal,
    );
  }

  /** Who was erased while everything was read is looked for once it is stored: whoever erases later finds it there. */
  async function keepSample({ id, object }: SyncRun, taken: Sample): Promise<void> {
    await runs.sampled(tenant, id, taken);
    const of = (side: Side) =>
      given.erasedOf(
        object,
        side,
        taken.map((one) => one[side]),
      );
    const [left, right] = [await of('left'), await of('right')];
    if (left.size + right.size === 0) return;
    await runs.sampled(
      tenant,
      id,
      taken.filter((one) => !left.has(one.left) && !right.has(one.right)),
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
      try {
        const result: FieldRunEnd = await compared(run, sample, progress);
        await progress.told();
        if (result === 'not_connected' || result === 'aside') {
          await runs.failed(tenant, runId, result);
          return result === 'aside' ? done : giveUp(result);
        }
        if (isDry) await keepSample(run, sample.taken());
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
