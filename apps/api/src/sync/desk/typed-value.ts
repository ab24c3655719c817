import type { Sync } from '@sidelight/shared/map/sync.ts';
import type { Canon, Capacity, ValueClass } from '../canonical/canon.ts';
import { kinds } from '../canonical/kinds.ts';
import { whyRefused } from '../canonical/validate.ts';
import { compileSync, type SyncFieldPlan } from '../compile.ts';

export type TypedValue =
  | { readonly kind: 'value'; readonly canon: Canon }
  | { readonly kind: 'no_field' }
  /** `codes`: those there are, where there are any. */
  | { readonly kind: 'refused'; readonly valueClass: ValueClass; readonly codes: readonly string[] };

/** What a side cannot keep of it is the side's matter, when it is written. */
const ROOMY: Capacity = { phoneExtensions: true, instantMs: 1, textMax: 65_536 };

/** What a person typed, as the CRM would spell it, in our form. Nothing typed is empty; several are set apart by `;`. */
export function typedValue(sync: Sync, object: string, field: string, typed: string): TypedValue {
  const plan = compileSync(sync)
    .objects.find(({ id }) => id === object)
    ?.fields.find(({ id }) => id === field);
  return plan ? typedFor(plan, typed) : { kind: 'no_field' };
}

/** The same of a field at hand. */
export function typedFor(plan: SyncFieldPlan, typed: string): TypedValue {
  const plain = plan.type === 'multi_select' ? typed.split(';').map((part) => part.trim()) : typed;
  const reading = kinds[plan.type].read(typed.trim() === '' ? null : plain, { ...plan.left.form, capacity: ROOMY });
  const why = reading.kind === 'invalid' ? reading.valueClass : whyRefused(reading.canon, plan.type, plan.validation);
  if (why !== undefined) return { kind: 'refused', valueClass: why, codes: Object.keys(plan.left.form.values ?? {}) };
  return reading.kind === 'value' ? { kind: 'value', canon: reading.canon } : { kind: 'no_field' };
}
