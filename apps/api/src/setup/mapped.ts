import type { Value } from '@sidelight/shared/context/value.ts';
import { say } from '@sidelight/shared/map/text.ts';
import type { MappedField, RawName } from '@sidelight/shared/setup/connection.ts';
import type { FieldPlan } from '../context/blueprint.ts';
import { toValue } from '../context/present/to-value.ts';
import type { Known } from '../context/read/read-state.ts';

/** The fields of the map as one record fills them, as an admin may read them. Pure. */
export function mappedFields(plans: readonly FieldPlan[], { values }: Known, locale: string): MappedField[] {
  return plans.map((plan) => {
    const named = { id: plan.id, label: say(plan.spec.label, locale), mapping: plan.mapping };
    const value = toValue(values.get(plan.id), plan, { locale, tags: [] });
    if (value === undefined) return { ...named, state: 'bad' };
    if (value === null) return { ...named, state: 'empty' };
    const isNew = value.kind === 'code' && !value.isConfirmed;
    return { ...named, state: isNew ? 'unknown_code' : 'filled', display: inShort(value, values.get(plan.id)) };
  });
}

function inShort(value: Value, read: unknown): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'code':
      return value.label;
    case 'number':
      return value.of === undefined ? String(value.number) : `${value.number} / ${value.of}`;
    case 'money':
      return `${value.amount} ${value.currency}`;
    case 'date':
      return value.at.slice(0, 10);
    case 'trend':
      return value.points.join(', ');
    // All that were read: which of them fit, a ticket decides.
    case 'issues':
      return String(Array.isArray(read) ? read.length : value.items.length);
    case 'tickets':
      return String(value.items.length);
  }
}

const MAX_NAMES = 80;
const DEEPEST = 5;

/**
 * Every name in a record, without its values; what was asked for and is not there first. `heard`: names in what the vendor
 * answered, of which a record may keep some under names of ours. Pure.
 */
export function rawNames(
  record: unknown,
  asked: readonly string[],
  mappings: readonly string[],
  heard: ReadonlySet<string>,
): RawName[] {
  const names = [...new Set(pathsOf(record, '', 0))];
  const last = (path: string) => path.slice(path.lastIndexOf('.') + 1).replace('[]', '');
  const words = new Set(mappings.flatMap((mapping) => mapping.match(/[A-Za-z_]\w*/g) ?? []));
  const unnamed = asked.filter((name) => !names.some((path) => last(path) === name));
  const missing = unnamed.filter((name) => !heard.has(name));
  const renamed = unnamed.filter((name) => heard.has(name)).map((name): RawName => ({ name, state: 'used' }));
  const there = names.map((name): RawName => ({ name, state: words.has(last(name)) ? 'used' : 'unused' }));
  const state = hasEmptyList(record, 0) ? 'no_data' : 'missing';
  return [...missing.map((name): RawName => ({ name, state })), ...renamed, ...there].slice(0, MAX_NAMES);
}

/** What would stand in it is not to be seen before there is something. */
function hasEmptyList(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  const inner = Array.isArray(value) ? value.slice(0, 1) : Object.values(value);
  return (Array.isArray(value) && value.length === 0) || inner.some((one) => hasEmptyList(one, depth + 1));
}

function pathsOf(value: unknown, path: string, depth: number): string[] {
  if (Array.isArray(value)) return value.length === 0 ? [`${path}[]`] : pathsOf(value[0], `${path}[]`, depth + 1);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, path === '' ? key : `${path}.${key}`, depth + 1),
  );
}
