import { z } from 'zod';
import { CardFrame } from './frame.ts';

/** The JSON block in the page that the signed entry returns. The only place the session token travels. */
export const Boot = z.strictObject({
  /** Bearer token for `/v1`; kept in memory only. */
  session: z.string(),
  location: z.string(),
  /** The helpdesk origin allowed to frame and message this page. */
  origin: z.string(),
  locale: z.string(),
  colorScheme: z.enum(['light', 'dark']),
  role: z.enum(['agent', 'lead', 'admin']),
  deadlineMs: z.int(),
  cards: z.array(CardFrame),
  /**
   * What is out of order just now: the status of `POST /v1/status/stream`, which whoever draws it checks. Drawn with the
   * first bars, it moves nothing. Absent where all is well.
   */
  status: z.unknown().optional(),
  /** The CRM and the helpdesk are kept in sync, so that there is more to ask about a ticket. */
  isSynced: z.literal(true).optional(),
});
export type Boot = z.infer<typeof Boot>;
