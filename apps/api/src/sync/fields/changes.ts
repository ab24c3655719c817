import type { Side } from '../canonical/canon.ts';
import type { SyncFieldPlan, SyncObjectPlan } from '../compile.ts';
import type { AsideChanges, FieldAside, FieldFault } from './ports.ts';

const keyOf = ({ field, side }: Pick<FieldFault, 'field' | 'side'>): string => `${field}|${side}`;
const isSame = (a: FieldFault, b: FieldFault): boolean =>
  a.why === b.why && a.lost.length === b.lost.length && a.lost.every((code) => b.lost.includes(code));

/**
 * What follows from looking at the sides in `looked`; of a side that did not answer everything stays as it is. A field
 * whose expression failed is right again once the map has another one. Pure.
 */
export function changesOf(
  { fields }: Pick<SyncObjectPlan, 'fields'>,
  standing: readonly FieldAside[],
  faults: readonly FieldFault[],
  looked: ReadonlySet<Side>,
): AsideChanges {
  const found = new Map(faults.map((fault) => [keyOf(fault), fault]));
  const known = new Set(standing.map(keyOf));
  const planOf = new Map(fields.filter(({ isReplaced }) => !isReplaced).map((plan) => [plan.id, plan]));
  const forgotten = standing.filter(({ field }) => !planOf.has(field));
  const changed = standing.flatMap((one) => {
    const plan = planOf.get(one.field);
    const now = plan && found.get(keyOf(one));
    if (!plan) return [];
    if (now) return isSame(one, now) && !one.isReturning ? [] : [{ ...now, isReturning: false }];
    return one.isReturning || !isOver(one, plan, looked) ? [] : [{ ...one, isReturning: true }];
  });
  return { began: faults.filter((fault) => !known.has(keyOf(fault))), changed, forgotten };
}

const isOver = ({ why, side, expression }: FieldAside, plan: SyncFieldPlan, looked: ReadonlySet<Side>): boolean =>
  why === 'expression' ? plan.expression !== expression : looked.has(side);

/** Nothing is wrong with it on either side any more, and it has not been compared since. Pure. */
export const returning = (standing: readonly FieldAside[]): readonly string[] => {
  const faulty = new Set(standing.filter(({ isReturning }) => !isReturning).map(({ field }) => field));
  return [...new Set(standing.map(({ field }) => field))].filter((field) => !faulty.has(field));
};
