import type { Correction } from '@sidelight/shared/health/correction.ts';

/** Whether it is put right, as far as the server has taken it, and what has become of saying so. */
export interface Mark {
  readonly isHandled: boolean;
  readonly state?: 'sending' | 'refused' | undefined;
}

/** What there is to put right on the ticket on screen, and what the agent has said of it. */
export interface AnswersState {
  readonly ticketId: string | undefined;
  readonly corrections: readonly Correction[];
  /** By incident. */
  readonly done: ReadonlyMap<string, Mark>;
}

export const noAnswers: AnswersState = { ticketId: undefined, corrections: [], done: new Map() };
