import type { Canon } from './canonical/canon.ts';
import type { Chosen } from './ports.ts';

/** What both sides are to hold. Undefined: each keeps its own, and nothing is to be written. */
export function chosenValue({ choice, left, right }: Pick<Chosen, 'choice' | 'left' | 'right'>): Canon | undefined {
  if (choice.kind === 'value') return choice.value;
  if (choice.kind === 'neither') return undefined;
  return choice.kind === 'left' ? left : right;
}
