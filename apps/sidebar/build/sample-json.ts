import type { JsonSchema } from './compile-schema.ts';

export type Random = () => number;

/** Mulberry32: the same samples on every machine. */
export function random(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    const again = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((again ^ (again >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(items: readonly T[], next: Random): T => items[Math.floor(next() * items.length)] as T;

/** A value that fits the schema: every optional part there or not, every kind of a union in turn. */
export function sample(schema: JsonSchema, next: Random, root: JsonSchema = schema): unknown {
  // Only for the schemas of this repository, whose keywords `compileSchemas` has already been through.
  const part = (inner: unknown) => sample(inner as JsonSchema, next, root);
  const { $ref, const: only, enum: words, oneOf, anyOf, type, items, minItems, properties, required } = schema;
  if (typeof $ref === 'string') return part((root.$defs as Record<string, unknown>)[$ref.replace('#/$defs/', '')]);
  if (only !== undefined) return only;
  if (Array.isArray(words)) return pick(words, next);
  if (Array.isArray(oneOf ?? anyOf)) return part(pick((oneOf ?? anyOf) as unknown[], next));
  if (Array.isArray(type)) return part({ ...schema, type: pick(type, next) });
  if (schema.format === 'uri') return pick(['https://example.com/a?b=c', 'http://127.0.0.1:4310/'], next);
  if (type === 'string') return pick(['', 'text', 'אב', '<b>', '2026-11-23T00:00:00Z'], next);
  if (type === 'null') return null;
  // Whatever it is: it is let through unread.
  if (type === undefined) return pick([null, 'text', 42, [{}], { any: 1 }], next);
  if (type === 'boolean') return next() < 0.5;
  if (type === 'number' && schema.maximum !== undefined) return pick([schema.minimum, schema.maximum, 42], next);
  if (type === 'number') return pick([0, -1.5, 1e20, 42], next);
  if (type === 'integer') {
    const [least, most] = [Number(schema.minimum), Number(schema.maximum)];
    return pick([least, most, Math.min(404, most)], next);
  }
  if (type === 'array')
    return Array.from({ length: Number(minItems ?? 0) + Math.floor(next() * 3) }, () => part(items));
  const must = (required ?? []) as string[];
  const entries = Object.entries(properties as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter(([key]) => must.includes(key) || next() < 0.5).map(([key, inner]) => [key, part(inner)]),
  );
}

/** The same value with one thing wrong somewhere in it. */
export function broken(value: unknown, next: Random): unknown {
  const strange = pick<unknown>([null, 1.5, 'strange', true, [], {}, 2 ** 60], next);
  if (!value || typeof value !== 'object' || next() < 0.1) return strange;
  if (Array.isArray(value)) {
    if (value.length === 0 || next() < 0.2) return [...value, strange];
    if (next() < 0.3) return value.slice(1);
    const at = Math.floor(next() * value.length);
    return value.map((item, i) => (i === at ? broken(item, next) : item));
  }
  const keys = Object.keys(value);
  const key = pick(keys, next);
  const others = Object.entries(value).filter(([name]) => name !== key);
  const what = next();
  if (what < 0.25) return Object.fromEntries(others);
  if (what < 0.4) return { ...value, extra: strange };
  return { ...value, [key]: broken(Reflect.get(value, key), next) };
}
