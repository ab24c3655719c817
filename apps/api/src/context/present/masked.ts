import type { Field } from '@sidelight/shared/context/field.ts';
import type { PredicateOutcome } from '@sidelight/shared/map/predicate.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { say, type Text } from '@sidelight/shared/map/text.ts';
import { mayReveal } from '../../privacy/mask.ts';
import type { FieldPlan, ReadPlan } from '../blueprint.ts';
import { type Known, PREDICATE, partKey, type ReadState } from '../read/read-state.ts';
import { fieldOf, type View } from './field.ts';
import { toValue } from './to-value.ts';

const HIDDEN: Text = { en: 'Hidden', de: 'Verborgen' };
/** Behind what stands in the place of the value, for whoever may have it shown. */
const SHOW: Text = { en: 'show', de: 'zeigen' };
const WHY: Text = { en: 'Your role may not see the value itself.', de: 'Ihre Rolle darf den Wert selbst nicht sehen.' };

/**
 * A field for somebody who may not see its value. What is drawn is given in its place what the predicate says, or that
 * it is hidden, and never the value: whatever it makes of it, reasons and gaps among that, tells nothing of one.
 */
export function maskedOf(plan: FieldPlan, read: ReadPlan, state: ReadState, view: View): Field | undefined {
  const masked = { ...plan, spec: maskedSpec(plan.spec, view) };
  if (state.kind !== 'fresh' && state.kind !== 'stale') return fieldOf(masked, read, state, view);
  return fieldOf(masked, read, { ...state, known: withoutValue(plan, state.known, view) }, view);
}

function maskedSpec({ explain: _, default: __, ...spec }: FieldSpec, { role, locale }: View): FieldSpec {
  const masked = { ...spec, explain: { text: WHY, parts: {}, byCode: {} } };
  const { predicate } = spec;
  if (!predicate) return { ...masked, type: 'text' };
  const said = ({ label, tone }: typeof predicate.yes) => ({
    label: withWay(label, mayReveal(spec, role), locale),
    tone,
  });
  const { yes, no, unknown } = predicate;
  return { ...masked, type: 'code', values: { yes: said(yes), no: said(no), unknown: said(unknown) } };
}

const withWay = (text: Text, isWay: boolean, locale: string): string =>
  isWay ? `${say(text, locale)} · ${say(SHOW, locale)}` : say(text, locale);

function withoutValue(plan: FieldPlan, { answer: { gaps: _, ...answer }, values, ...known }: Known, view: View): Known {
  const { id, spec } = plan;
  // That nothing is there is not a no, whatever the expression makes of it.
  const isThere = Boolean(toValue(values.get(id), plan, view));
  const outcome = isThere ? outcomeOf(values.get(partKey(id, PREDICATE))) : 'unknown';
  const hidden = () => withWay(HIDDEN, mayReveal(spec, view.role), view.locale);
  return { ...known, answer, values: new Map([[id, spec.predicate ? outcome : hidden()]]) };
}

/** Yes, no, and nothing else: what an expression may find besides is no outcome, and so never sent. */
const outcomeOf = (found: unknown): PredicateOutcome => (found === true ? 'yes' : found === false ? 'no' : 'unknown');
