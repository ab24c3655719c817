import type { Answer } from '../../connectors/port.ts';
import type { FieldPlan } from '../blueprint.ts';
import { EXPRESSION_FAILED, type Known } from './read-state.ts';

/**
 * Works out every field of a read, once, when its answer lands. Total: an expression
 * that throws fails its own field and no other. Waits only where the map needs JSONata itself.
 */
export function know(fields: readonly FieldPlan[], answer: Answer, readAtMs: number): Known | Promise<Known> {
  const values = new Map<string, unknown>();
  const slow: Promise<void>[] = [];
  for (const field of fields) {
    try {
      const found = find(field, answer.record);
      if (found instanceof Promise) {
        slow.push(
          found.then(
            (value: unknown) => void values.set(field.id, value),
            () => void values.set(field.id, EXPRESSION_FAILED),
          ),
        );
      } else {
        values.set(field.id, found);
      }
    } catch {
      values.set(field.id, EXPRESSION_FAILED);
    }
  }
  const known: Known = { answer, readAtMs, readAt: new Date(readAtMs).toISOString(), values };
  return slow.length === 0 ? known : Promise.all(slow).then(() => known);
}

/** The value, or that the record is not what the map says it must be. */
function find({ evaluate, holds }: FieldPlan, record: unknown): unknown {
  if (!holds) return evaluate(record);
  const told = (isRight: unknown) => (isRight === true ? evaluate(record) : EXPRESSION_FAILED);
  const isRight = holds(record);
  return isRight instanceof Promise ? isRight.then(told) : told(isRight);
}
