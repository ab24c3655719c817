import { z } from 'zod';
import { IncidentState } from './incident.ts';

/**
 * Answer of `POST /v1/incidents/:id/warning`, asked by a page that nobody looks at. `warn`: this person has not been
 * warned of it yet, in whichever tab or browser, and counts as warned from now on. The names are in their language.
 */
export const WarningAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('warn'),
    name: z.string(),
    state: IncidentState,
    /** It answers, and what it answers is wrong. */
    isWrong: z.boolean(),
    cards: z.array(z.string()),
    /** Most urgent first. */
    workflows: z.array(z.string()),
  }),
  /** They know, or it is over, or a lead has planned it. */
  z.strictObject({ kind: z.literal('quiet') }),
]);
export type WarningAnswer = z.infer<typeof WarningAnswer>;
