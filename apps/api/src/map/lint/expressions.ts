import { compileExpression } from '../expression.ts';
import type { Path } from '../map-file.ts';
import type { Desk } from './desk.ts';

/** An expression that does not parse is found here, not when a ticket is opened. */
export function checkExpression({ fault }: Desk, path: Path, text: string): void {
  try {
    compileExpression(text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'it does not parse';
    fault(path, `not a JSONata expression: ${detail}`);
  }
}
