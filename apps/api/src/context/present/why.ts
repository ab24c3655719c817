import type { Why } from '@sidelight/shared/context/field.ts';
import type { Value } from '@sidelight/shared/context/value.ts';
import { EXPLAIN_NAME } from '@sidelight/shared/map/explain.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { FieldPlan } from '../blueprint.ts';
import { type Known, partKey } from '../read/read-state.ts';
import { type Reading, toValue } from './to-value.ts';

/**
 * Why a field holds this value, by the map's sentence for it: words, and what the sidebar writes as it writes values.
 * Undefined where the map has no sentence, or the record lacks something that it names.
 */
export function whyOf(plan: FieldPlan, value: Value, { values }: Known, reading: Reading): Why | undefined {
  const { explain } = plan.spec;
  if (!explain) return undefined;
  const text = (value.kind === 'code' ? ownValue(explain.byCode, value.code) : undefined) ?? explain.text;
  if (text === undefined) return undefined;
  // Words and names take turns: a name is every second piece.
  const pieces = say(text, reading.locale).split(EXPLAIN_NAME);
  const why = pieces.map((piece, i) => (i % 2 === 0 ? piece : partOf(piece)));
  const found = why.filter((part) => part !== undefined);
  return found.length < why.length ? undefined : found.filter((part) => part !== '');

  function partOf(name: string): Why[number] | undefined {
    if (name === 'value') return value;
    const part = ownValue(explain?.parts ?? {}, name);
    const found = values.get(partKey(plan.id, name));
    if (!part) return undefined;
    if (part.type !== 'span') return toValue(found, { spec: { type: part.type } }, reading) ?? undefined;
    const at = toValue(found, { spec: { type: 'date' } }, reading);
    return at?.kind === 'date' ? { since: at.at } : undefined;
  }
}
