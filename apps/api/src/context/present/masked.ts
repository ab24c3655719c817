import type { Field } from '@sidelight/shared/context/field.ts';
import type { PredicateOutcome } from '@sidelight/shared/map/predicate.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import type { Text } from '@sidelight/shared/map/text.ts';
import type { FieldPlan, ReadPlan } from '../blueprint.ts';
import { type Known, PREDICATE, partKey, type ReadState } from '../read/read-state.ts';
import { fieldOf, type View } from './field.ts';
import { toValue } from './to-value.ts';

const HIDDEN: Text = { en: 'Hidden', de: 'Verborgen' };

/**
 * A field for somebody who may not see its value. What is drawn is given in its place what the predicate says, or that
 * it is hidden, and never the value: whatever it makes of it, reasons and gaps among that, tells nothing of one.
 */
export function maskedOf(plan: FieldPlan, read: ReadPlan, state: ReadState, view: View): Field | undefined {
  const masked = { ...plan, spec: maskedSpec(plan.spec) };
  if (state.kind !== 'fresh' && state.kind !== 'stale') return fieldOf(masked, read, state, view);
  return fieldOf(masked, read, { ...state, known: withoutValue(plan, state.known, view) }, view);
}

function maskedSpec({ explain: _, default: __, none: ___, ...spec }: FieldSpec): FieldSpec {
  const { predicate } = spec;
  if (!predicate) return { ...spec, type: 'text' };
  const { yes, no, unknown } = predicate;
  return { ...spec, type: 'code', values: { yes, no, unknown } };
}

function withoutValue(plan: FieldPlan, { answer: { gaps: _, ...answer }, values, ...known }: Known, view: View): Known {
  const { id, spec } = plan;
  // That nothing is there is not a no, whatever the expression makes of it.
  const isThere = Boolean(toValue(values.get(id), plan, view));
  const outcome = isThere ? outcomeOf(values.get(partKey(id, PREDICATE))) : 'unknown';
  return { ...known, answer, values: new Map([[id, spec.predicate ? outcome : HIDDEN]]) };
}

/** Yes, no, and nothing else: what an expression may find besides is no outcome, and so never sent. */
const outcomeOf = (found: unknown): PredicateOutcome => (found === true ? 'yes' : found === false ? 'no' : 'unknown');
