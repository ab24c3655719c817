const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long what is kept for a while is kept. What is kept for ever is not here: the audit, incidents, what people entered. */
export const KEPT_MS = {
  signals: 3 * DAY_MS,
  shownAnswers: 8 * DAY_MS,
  alerts: 8 * DAY_MS,
  marks: 8 * DAY_MS,
  servedContexts: 8 * DAY_MS,
  webhooks: 8 * DAY_MS,
  /** A helpdesk that repeats a delivery does so within a day or two. */
  handledWebhooks: 3 * DAY_MS,
  /** The usual pace of a sender is that of the two weeks before a silence. */
  webhookHours: 23 * DAY_MS,
  latencies: 2 * HOUR_MS,
  slo: 92 * DAY_MS,
  observations: 60 * DAY_MS,
  deadLetters: 30 * DAY_MS,
  /** Which tickets report an issue, and wait for it, since anything was last said of it. */
  issueReports: 180 * DAY_MS,
  /** Both values of a conflict, once it is closed; of one that nobody has to decide, since it was. */
  syncReviews: 90 * DAY_MS,
  /** Longer than copies from which somebody could come back are kept. */
  syncErasures: 400 * DAY_MS,
  /** Both values of a correction: it can be undone for an hour. */
  syncCorrections: DAY_MS,
  syncRuns: 92 * DAY_MS,
  /** Values that a dry run would have written: as long as what it said holds, and a day. */
  syncSamples: 8 * DAY_MS,
  /** Records as they were read, where a comparison was cut off and never went on. */
  syncReadPages: 2 * HOUR_MS,
  syncCounts: 92 * DAY_MS,
  /** What is kept of a ticket, once it is solved, and of its customer and its note. */
  supportTickets: 180 * DAY_MS,
  /** A month, and the one before it, until the next month is over. */
  syncFigures: 92 * DAY_MS,
  /** Who was warned of an incident. */
  warnings: 30 * DAY_MS,
  /** No session is older than half a day. */
  endedSessions: DAY_MS,
  /** Masked values that were shown, with the reasons people wrote. */
  fieldReveals: 92 * DAY_MS,
  /** Pages of a process that died without a word. */
  presence: HOUR_MS,
} as const;

export type KeptName = keyof typeof KEPT_MS;
