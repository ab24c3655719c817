import type { IssueState } from '../connectors/port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import { done, type Outcome } from '../jobs/outcome.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { IssueReports } from './issue-ports.ts';

export interface IssueWatchDeps {
  readonly tenant: TenantId;
  readonly reports: IssueReports;
  /** Ids of the known issues that are open; undefined while the tracker cannot be asked. One question for all of them. */
  openIds(signal: AbortSignal): Promise<ReadonlySet<string> | undefined>;
  /** Of one that is not among them; rejects like `Ask`. Undefined where the tracker cannot be asked that. */
  stateOf(issueId: string, signal: AbortSignal): Promise<IssueState> | undefined;
}

/** Issues looked at in one job. */
const MOST = 200;
/** Of these, asked for one by one: only what has left the list of open issues. */
const MOST_ASKED = 20;

/** Looks at the issues that somebody waits for, and has every ticket noted whose issue is closed. */
export function createIssueWatch({ tenant, reports, openIds, stateOf }: IssueWatchDeps) {
  /** Whether it could be asked for. */
  async function look(issueId: string, signal: AbortSignal): Promise<boolean> {
    try {
      const state = await stateOf(issueId, signal);
      if (state === undefined) return false;
      if (state.kind === 'closed') await reports.end(tenant, issueId, state);
      else if (state.kind === 'open') await reports.open(tenant, [issueId]);
      else if (await reports.missing(tenant, issueId)) await reports.end(tenant, issueId, { kind: 'gone' });
      return true;
    } catch (error) {
      if (isUpstreamError(error)) return false;
      throw error;
    }
  }

  return async (signal: AbortSignal): Promise<Outcome> => {
    const awaited = await reports.awaited(tenant, MOST);
    if (awaited.length === 0) return done;
    const open = await openIds(signal);
    if (!open) {
      // That the tracker does not answer is said elsewhere: here it only means later.
      await reports.unasked(tenant, awaited);
      return done;
    }
    await reports.open(
      tenant,
      awaited.filter((id) => open.has(id)),
    );
    const left = awaited.filter((id) => !open.has(id));
    for (const [n, id] of left.slice(0, MOST_ASKED).entries()) {
      if (await look(id, signal)) continue;
      await reports.unasked(tenant, left.slice(n));
      break;
    }
    return done;
  };
}
