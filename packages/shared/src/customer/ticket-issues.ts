import { z } from 'zod';

/** One issue of the tracker, as a ticket and all tickets stand to it. */
export const IssueReport = z.strictObject({
  id: z.string(),
  /** How many tickets people have linked to it. */
  tickets: z.int().min(0),
  /** This ticket is one of them. */
  isLinked: z.boolean(),
  /** Somebody wants this ticket told when it is closed. */
  isAwaited: z.boolean(),
  /** When it was closed, or gone, and this ticket was to be told (ISO 8601). */
  toldAt: z.string().optional(),
  /** What has become of the note that says so, from then on. */
  note: z.enum(['waiting', 'written', 'refused']).optional(),
});
export type IssueReport = z.infer<typeof IssueReport>;

/** `GET /v1/tickets/:ticket/issues`: the open issues of the tracker, and those that this ticket has to do with. */
export const TicketIssues = z.strictObject({
  /** Notes are written, and the tracker can be asked what becomes of an issue. */
  canTell: z.boolean(),
  issues: z.array(IssueReport),
});
export type TicketIssues = z.infer<typeof TicketIssues>;

/** `POST /v1/tickets/:ticket/issues`. Said twice, it is said once. */
export const IssueRequest = z.strictObject({
  issue: z.string().min(1).max(120),
  want: z.enum(['link', 'unlink', 'tell', 'do_not_tell']),
});
export type IssueRequest = z.infer<typeof IssueRequest>;
