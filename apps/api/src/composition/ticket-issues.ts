import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { RecordOf } from '@sidelight/shared/record/records.ts';
import type { ReadPlan } from '../context/blueprint.ts';
import type { ReadState } from '../context/read/read-state.ts';
import type { Reader } from '../context/read/reader.ts';
import { SHARED } from '../context/read/subjects.ts';
import type { Outcome } from '../jobs/outcome.ts';
import { createIssueDesk, type IssueDesk } from '../marks/issue-desk.ts';
import { createIssueWatch } from '../marks/issue-watch.ts';
import { createIssueReports } from '../store/issue-reports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantContext } from './tenant-context.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TicketIssuesOfDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly context: Pick<TenantContext, 'blueprint' | 'reader'>;
  readonly reads: Pick<TenantReads, 'connections' | 'helpdesk'>;
}

export interface TicketIssuesOf {
  readonly desk: IssueDesk;
  /** Who asked to be told of an issue on this ticket. */
  askedBy(ticketId: string, issueId: string): Promise<string | undefined>;
  look(signal: AbortSignal): Promise<Outcome>;
}

const KNOWN = 'issues.known';
type Known = ReadState<RecordOf<typeof KNOWN>>;

/** Narrows a plan to the read of known issues, and so to its record. */
const isKnown = (plan: ReadPlan | undefined): plan is ReadPlan<typeof KNOWN> => plan?.id === KNOWN;

/** The tracker's known issues: which tickets report them, and who waits for them. */
export function createTicketIssuesOf({ shared, tenant, map, context, reads }: TicketIssuesOfDeps): TicketIssuesOf {
  const plan = context.blueprint.reads.get(KNOWN);
  const reports = createIssueReports(shared.serviceDeps.database.db, shared.jobs);
  const connection = () => (plan ? reads.connections.get(plan.connector) : undefined);
  const { marking } = map.health;

  /** What is remembered while it is fresh; else asked for. */
  async function known(reader: Reader, signal: AbortSignal): Promise<Known | undefined> {
    if (!isKnown(plan)) return undefined;
    const remembered = reader.peek(tenant, plan, SHARED);
    return remembered?.kind === 'fresh' ? remembered : reader.read(tenant, plan, SHARED, signal);
  }
  const itemsOf = (state: Known | undefined) =>
    state?.kind === 'fresh' || state?.kind === 'stale' ? state.known.answer.record.items : [];

  return {
    desk: createIssueDesk({
      ...{ tenant, reports },
      // Asked each time: what the helpdesk's sign-in may do can be another after the next consent.
      canTell: () =>
        marking.isOn &&
        marking.issue.closed !== undefined &&
        reads.helpdesk()?.connector.writes?.markTicket !== undefined,
      known: async (signal) => itemsOf(await known(context.reader, signal)),
    }),
    askedBy: (ticketId, issueId) => reports.askedBy(tenant, ticketId, issueId),
    look: createIssueWatch({
      ...{ tenant, reports },
      async openIds(signal) {
        const state = await known(context.reader.forWork('follow_up'), signal);
        if (state?.kind === 'nobody') return new Set();
        return state?.kind === 'fresh' ? new Set(itemsOf(state).map(({ id }) => id)) : undefined;
      },
      stateOf(issueId, signal) {
        const { connector, policy } = connection() ?? {};
        const ask = connector?.issueState;
        if (!plan || !policy || !ask) return undefined;
        const { timeoutMs } = plan.budget;
        return policy.run('issueState', (own) => ask(issueId, own), timeoutMs, 0, signal, 'follow_up');
      },
    }),
  };
}
