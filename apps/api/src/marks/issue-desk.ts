import type { IssueReport, IssueRequest, TicketIssues } from '@sidelight/shared/customer/ticket-issues.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { IssueReports, NamedIssue } from './issue-ports.ts';

export interface IssueDeskDeps {
  readonly tenant: TenantId;
  readonly reports: Pick<IssueReports, 'of' | 'say'>;
  /** The open issues of the tracker, as agents see them. */
  known(signal: AbortSignal): Promise<readonly NamedIssue[]>;
  /** The map has words for it, and notes may be written in the helpdesk. */
  canTell(): boolean;
}

export interface IssueDesk {
  read(ticketId: string, signal: AbortSignal): Promise<TicketIssues>;
  /** `unknown_issue`: the tracker shows no such open issue, and nobody has said anything of it before. */
  say(
    ticketId: string,
    request: IssueRequest,
    by: string,
    record: OnRecord,
    signal: AbortSignal,
  ): Promise<IssueReport | 'unknown_issue' | 'cannot_tell'>;
}

/** What people say of a ticket and the issues of the tracker. Kept here; nothing is written to the tracker. */
export function createIssueDesk({ tenant, reports, known, canTell }: IssueDeskDeps): IssueDesk {
  return {
    async read(ticketId, signal) {
      const issues = await known(signal);
      const ids = issues.map(({ id }) => id);
      return { canTell: canTell(), issues: [...(await reports.of(tenant, ticketId, ids))] };
    },
    async say(ticketId, { issue: id, want }, by, record, signal) {
      if (want === 'tell' && !canTell()) return 'cannot_tell';
      const isTakenBack = want === 'unlink' || want === 'do_not_tell';
      const issue = isTakenBack ? { id, title: '' } : (await known(signal)).find((one) => one.id === id);
      return issue ? reports.say(tenant, ticketId, issue, want, by, record) : 'unknown_issue';
    },
  };
}
