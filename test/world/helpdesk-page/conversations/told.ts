import type { Message } from '../workspace.ts';

/** What was said on a sample ticket after its first line: the rest of the letter, and who answered. */
export interface Told {
  /** The customer's letter around the ticket's own message, which stands where `…` is. */
  readonly letter: string;
  readonly replies: readonly Pick<Message, 'from' | 'by' | 'text'>[];
}

export const maya = (text: string) => ({ from: 'Maya Lindqvist', by: 'agent', text }) as const;
export const note = (from: 'Chidi Eze' | 'Ruth Abara' | 'Maya Lindqvist', text: string) =>
  ({ from, by: 'note', text }) as const;
export const customer = (from: string, text: string) => ({ from, by: 'customer', text }) as const;
