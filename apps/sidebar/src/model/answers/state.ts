import type { Correction } from '@sidelight/shared/health/correction.ts';

/** What there is to put right on the ticket on screen, and what the agent has said of it. */
export interface AnswersState {
  readonly ticketId: string | undefined;
  readonly corrections: readonly Correction[];
  /** By incident. */
  readonly done: ReadonlyMap<string, 'sending' | 'handled' | 'refused'>;
}

export const noAnswers: AnswersState = { ticketId: undefined, corrections: [], done: new Map() };
