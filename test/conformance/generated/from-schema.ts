import type { Random } from '../../world/company/random.ts';
import { at, isNode, type Node } from '../specs/node.ts';
import { oddNumbers, oddTexts } from './odd-values.ts';

/** Values that must be the ones asked about, by member name: an answer about somebody else ends too early. */
export type Pinned = ReadonlyMap<string, unknown>;

/** What a description leaves open is decided by chance. */
export interface Chance {
  readonly random: Random;
  readonly pinned: Pinned;
  /** From 0 to 1: how often a value is an odd one of its type. */
  readonly oddness: number;
}

const DEEPEST = 7;

/** An answer that a vendor's own description allows: members that are not required come or not, nullable ones are null now and then. */
export function fromSchema(root: Node, schema: unknown, chance: Chance, depth = 0): unknown {
  const { random } = chance;
  if (!isNode(schema) || depth > DEEPEST) return null;
  if (typeof schema.$ref === 'string')
    return fromSchema(root, at(root, schema.$ref.replace(/^#/, '')), chance, depth + 1);
  if (schema.nullable === true && random.next() < 0.25) return null;
  if (Array.isArray(schema.enum)) return schema.enum[random.int(0, schema.enum.length - 1)];
  for (const list of [schema.anyOf, schema.oneOf])
    if (Array.isArray(list)) return fromSchema(root, list[random.int(0, list.length - 1)], chance, depth + 1);
  if (Array.isArray(schema.allOf))
    return Object.assign({}, ...schema.allOf.map((part: unknown) => fromSchema(root, part, chance, depth + 1)));
  if (schema.type === 'array')
    return Array.from({ length: random.pick([0, 1, 1, 2, 3]) }, () =>
      fromSchema(root, schema.items, chance, depth + 1),
    );
  if (isNode(schema.properties)) return members(root, schema, schema.properties, chance, depth);
  if (isNode(schema.additionalProperties))
    return { any: fromSchema(root, schema.additionalProperties, chance, depth + 1) };
  return plain(schema, chance);
}

function members(root: Node, schema: Node, properties: Node, chance: Chance, depth: number): unknown {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, inner]) => {
      if (chance.pinned.has(name)) return [[name, chance.pinned.get(name)]];
      const isLeftOut = !required.includes(name) && chance.random.next() < 0.1;
      return isLeftOut ? [] : [[name, fromSchema(root, inner, chance, depth + 1)]];
    }),
  );
}

function plain({ type, format }: Node, { random, oddness }: Chance): unknown {
  const isOdd = random.next() < oddness;
  if (type === 'integer')
    return isOdd ? random.pick(oddNumbers.filter(Number.isInteger) as [number]) : random.int(0, 9);
  if (type === 'number') return isOdd ? random.pick(oddNumbers) : random.int(0, 99) / 4;
  if (type === 'boolean') return random.next() < 0.5;
  if (type !== 'string') return random.pick([{}, null, 'text', 7, []]);
  if (isOdd) return random.pick(oddTexts);
  if (format === 'date-time') return '2026-11-23T10:00:00Z';
  return format === 'decimal' ? '1.5' : 'text';
}
