import type { Answer } from '../../connectors/port.ts';
import type { FieldPlan } from '../blueprint.ts';
import { EXPRESSION_FAILED, type Known, PREDICATE, partKey, type ReadTime } from './read-state.ts';

/**
 * Works out every field of a read, once, when its answer lands. Total: an expression
 * that throws fails its own field and no other. Waits only where the map needs JSONata itself.
 */
export function know(fields: readonly FieldPlan[], answer: Answer, time: ReadTime): Known | Promise<Known> {
  const values = new Map<string, unknown>();
  const slow: Promise<void>[] = [];
  const put = (key: string, work: () => unknown) => {
    try {
      const found = work();
      if (found instanceof Promise) {
        slow.push(
          found.then(
            (value: unknown) => void values.set(key, value),
            () => void values.set(key, EXPRESSION_FAILED),
          ),
        );
      } else {
        values.set(key, found);
      }
    } catch {
      values.set(key, EXPRESSION_FAILED);
    }
  };
  for (const field of fields) {
    put(field.id, () => find(field, answer.record));
    for (const [name, evaluate] of field.parts ?? []) put(partKey(field.id, name), () => evaluate(answer.record));
    const { predicate } = field;
    if (predicate) put(partKey(field.id, PREDICATE), () => predicate(answer.record));
  }
  const known: Known = { ...time, answer, readAt: new Date(time.readAtMs).toISOString(), values };
  return slow.length === 0 ? known : Promise.all(slow).then(() => known);
}

/** The value, or that the record is not what the map says it must be. */
function find({ evaluate, holds }: FieldPlan, record: unknown): unknown {
  if (!holds) return evaluate(record);
  const told = (isRight: unknown) => (isRight === true ? evaluate(record) : EXPRESSION_FAILED);
  const isRight = holds(record);
  return isRight instanceof Promise ? isRight.then(told) : told(isRight);
}
