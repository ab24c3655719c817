import type { Outcome, OutcomeKind } from '../health/ports.ts';

const PREFIX = 'outcome';
const KINDS: readonly OutcomeKind[] = ['confirmed', 'different', 'handled'];

/** A second note is a mark of its own: each once for a ticket and an incident. */
export const basisOf = ({ kind, incidentId }: Outcome): string => `${PREFIX}:${kind}:${incidentId}`;

/** Undefined for the first note of a ticket. */
export function outcomeOf(basis: string): Outcome | undefined {
  const [prefix, word, ...rest] = basis.split(':');
  const kind = KINDS.find((one) => one === word);
  return prefix === PREFIX && kind ? { kind, incidentId: rest.join(':') } : undefined;
}
