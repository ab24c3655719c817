import { z } from 'zod';

/** The JSON block in the background's page: no screen, no cards, no more than it needs. */
export const BackgroundBoot = z.strictObject({
  /** Bearer token for `/v1`; kept in memory only. */
  session: z.string(),
  location: z.literal('background'),
  /** The helpdesk origin allowed to frame and message this page. */
  origin: z.string(),
  locale: z.string(),
  colorScheme: z.enum(['light', 'dark']),
  /**
   * Only for those who are warned of outages: what the tabs of this person in one browser call their lock and their
   * channel. The pages of all helpdesks share one storage partition, so nobody else can work it out.
   */
  tabs: z.string().optional(),
});
export type BackgroundBoot = z.infer<typeof BackgroundBoot>;
