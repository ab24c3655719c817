import type { BatchOutcome, SyncWrite } from '../connectors/sync-port.ts';
import { isUpstreamError, type UpstreamError } from '../connectors/upstream-error.ts';

/** Items that are in neither: nobody knows what became of them. */
export interface WriteOutcome extends BatchOutcome {
  /** Ids of what was refused as a whole, or never sent: nothing of it was done. */
  readonly notSent?: readonly string[];
}

/** Read and refused as a whole, or never sent. */
export const isUndone = (error: UpstreamError): boolean =>
  error.isRefusal || error.reason === 'rate_limited' || error.reason === 'circuit_open';

/** All parts at once. One that fails leaves what the others have done as it is; where all fail, so does the whole. */
export async function writeParts(
  parts: readonly (readonly SyncWrite[])[],
  write: (part: readonly SyncWrite[]) => Promise<BatchOutcome>,
): Promise<WriteOutcome> {
  const ended = await Promise.allSettled(parts.map(write));
  const done = ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  const failed = ended.flatMap((end, at) => {
    if (end.status === 'fulfilled') return [];
    const error: unknown = end.reason;
    return [{ error, ids: (parts[at] ?? []).map(({ id }) => id) }];
  });
  const bug = failed.find(({ error }) => !isUpstreamError(error));
  // One that may have been done after all says it for the whole: what became of each is found out then.
  const unknown = failed.find(({ error }) => isUpstreamError(error) && !isUndone(error));
  const worst = bug ?? (done.length === 0 ? (unknown ?? failed[0]) : undefined);
  if (worst) throw worst.error;
  const pending = done.find((outcome) => outcome.pending !== undefined)?.pending;
  return {
    items: Object.fromEntries(done.flatMap(({ items }) => Object.entries(items))),
    ...(pending !== undefined && { pending }),
    ...(failed.length > 0 && {
      notSent: failed.flatMap(({ error, ids }) => (isUpstreamError(error) && isUndone(error) ? ids : [])),
    }),
  };
}
