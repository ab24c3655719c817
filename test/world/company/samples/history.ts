import type { HelpdeskTicket } from '../bundle.ts';
import type { Clock } from '../clock.ts';

type Owner = Pick<HelpdeskTicket, 'requesterId' | 'organizationId'>;
type Earlier = Pick<HelpdeskTicket, 'subject' | 'status' | 'assigneeId'> &
  Partial<Pick<HelpdeskTicket, 'csat' | 'tags' | 'priority'>> & {
    readonly daysAgo: number;
    readonly repliedAfterH?: number;
    /** How long after it was written the first reply was due. */
    readonly dueAfterH?: number;
  };

/** Where the ids of earlier tickets start: above every sample's own ticket, below the generated ones. */
const FIRST_ID = 40_000;
const HOUR_MS = 3_600_000;

/** An enterprise customer's: something of everything, and one more than a card shows. */
const northwind: readonly Earlier[] = [
  { subject: 'SSO for the Dublin office', status: 'open', assigneeId: 7003, daysAgo: 2, tags: ['escalated'] },
  { subject: 'Audit log export', status: 'pending', assigneeId: 7001, daysAgo: 5, repliedAfterH: 0.5, dueAfterH: 1 },
  {
    ...{ subject: 'Invoice copy for October', status: 'solved', assigneeId: 7002, daysAgo: 9 },
    ...{ repliedAfterH: 0.7, dueAfterH: 1, csat: 'good' },
  },
  {
    ...{ subject: 'Scheduled report came twice', status: 'solved', assigneeId: 7001, daysAgo: 23 },
    ...{ repliedAfterH: 4, dueAfterH: 1 },
  },
  {
    ...{ subject: 'Export of the audit log fails every Monday', status: 'closed', assigneeId: 7003, daysAgo: 51 },
    ...{ repliedAfterH: 0.4, dueAfterH: 1, csat: 'bad' },
  },
  { subject: 'How do we add a second admin?', status: 'closed', assigneeId: 7001, daysAgo: 88, csat: 'good' },
];

const others: readonly (readonly Earlier[])[] = [
  [],
  [
    { subject: 'Change of billing address', status: 'solved', assigneeId: 7002, daysAgo: 14, csat: 'good' },
    { subject: 'Cannot invite a colleague', status: 'closed', assigneeId: 7003, daysAgo: 60 },
  ],
  [
    { subject: 'Import stops at row 812', status: 'hold', assigneeId: 7001, daysAgo: 3, priority: 'urgent' },
    { subject: 'Where is my invoice?', status: 'closed', assigneeId: 7002, daysAgo: 33, csat: 'bad' },
  ],
];

/** What the nth sample's customer wrote before; of some it is nothing. */
export function earlierTickets(n: number, clock: Clock, owner: Owner): readonly HelpdeskTicket[] {
  const told = n === 1 ? northwind : (others[n % others.length] ?? []);
  return told.map(({ daysAgo, repliedAfterH, dueAfterH, tags = [], priority = 'normal', ...rest }, k) => {
    const createdAtMs = clock.day(-daysAgo);
    const after = (hours: number) => createdAtMs + hours * HOUR_MS;
    const isSettled = rest.status === 'solved' || rest.status === 'closed';
    return {
      ...{ ...rest, ...owner, tags, priority, id: FIRST_ID + n * 10 + k, message: rest.subject, createdAtMs },
      updatedAtMs: after(isSettled ? 6 : 1),
      ...(repliedAfterH !== undefined && { firstReplyAtMs: after(repliedAfterH) }),
      ...(dueAfterH !== undefined && { dueAtMs: after(dueAfterH) }),
      ...(isSettled && { solvedAtMs: after(6) }),
    };
  });
}
