import type { IssueReport, IssueRequest } from '@sidelight/shared/customer/ticket-issues.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';

/** An issue as the tracker names it. */
export interface NamedIssue {
  readonly id: string;
  readonly title: string;
}

/** What became of an issue that somebody waits for. */
export type IssueEnd =
  /** `as`: what the tracker calls it. */
  | { readonly kind: 'closed'; readonly as: string }
  /** The tracker has not shown it for a day. */
  | { readonly kind: 'gone' };

/** Which tickets people have linked to which issues, and which are to be told. */
export interface IssueReports {
  /** Of the issues that are asked for, and of all that this ticket has to do with. */
  of(tenant: TenantId, ticketId: string, issueIds: readonly string[]): Promise<readonly IssueReport[]>;
  /** Said twice, or by two, it is said once. Answers how the ticket stands to the issue then. */
  say(
    tenant: TenantId,
    ticketId: string,
    issue: NamedIssue,
    want: IssueRequest['want'],
    by: string,
    record?: OnRecord,
  ): Promise<IssueReport>;
  /** Who asked that this ticket be told of it, by their id in the helpdesk; undefined once that was taken back. */
  askedBy(tenant: TenantId, ticketId: string, issueId: string): Promise<string | undefined>;
  /** Ids of issues that somebody waits for, those first that were not looked at for longest. */
  awaited(tenant: TenantId, most: number): Promise<readonly string[]>;
  /** They were asked for and are still open. */
  open(tenant: TenantId, issueIds: readonly string[]): Promise<void>;
  /** They could not be asked for: their turn comes again. */
  unasked(tenant: TenantId, issueIds: readonly string[]): Promise<void>;
  /** The tracker does not show it. Answers whether that has been so for a day. */
  missing(tenant: TenantId, issueId: string): Promise<boolean>;
  /** Every ticket that waits for it is to be noted, once; with the jobs to do it. */
  end(tenant: TenantId, issueId: string, end: IssueEnd): Promise<void>;
}
