import type { IssueReport, IssueRequest, TicketIssues } from '@sidelight/shared/customer/ticket-issues.ts';
import type { Check, Client } from './status/client.ts';

interface ReportDeps {
  readonly client: Pick<Client, 'get' | 'tell'>;
  readonly isTicketIssues: Check<TicketIssues>;
  readonly isIssueReport: Check<IssueReport>;
}

/** How a ticket stands to one issue; nothing where the issue is none of the tracker's. */
export interface Standing {
  readonly report: IssueReport | undefined;
  readonly canTell: boolean;
}

/** Neither rejects: undefined is that it did not work. */
export interface ReportCommands {
  read(ticketId: string, issueId: string): Promise<Standing | undefined>;
  say(ticketId: string, request: IssueRequest): Promise<IssueReport | undefined>;
}

export function reportCommands({ client, isTicketIssues, isIssueReport }: ReportDeps): ReportCommands {
  const pathOf = (ticketId: string) => `/v1/tickets/${ticketId}/issues`;
  return {
    async read(ticketId, issueId) {
      const answer = await client.get(pathOf(ticketId), isTicketIssues);
      if (!answer.ok) return undefined;
      const { canTell, issues } = answer.value;
      return { canTell, report: issues.find(({ id }) => id === issueId) };
    },
    async say(ticketId, request) {
      const answer = await client.tell(pathOf(ticketId), request, isIssueReport);
      return answer.ok ? answer.value : undefined;
    },
  };
}
