import { at, isNode, type Node } from './node.ts';

/** An object as a schema describes it, with everything in it: its examples, else the plainest value of each type. */
export function sample(root: Node, schema: unknown, depth = 0): unknown {
  if (!isNode(schema) || depth > 8) return null;
  if (typeof schema.$ref === 'string') return sample(root, at(root, schema.$ref.replace(/^#/, '')), depth + 1);
  if (schema.example !== undefined) return schema.example;
  if (Array.isArray(schema.enum)) return schema.enum[0];
  for (const list of [schema.anyOf, schema.oneOf]) if (Array.isArray(list)) return sample(root, list[0], depth + 1);
  if (Array.isArray(schema.allOf)) {
    return Object.assign({}, ...schema.allOf.map((part: unknown) => sample(root, part, depth + 1)));
  }
  if (schema.type === 'array') return [sample(root, schema.items, depth + 1)];
  if (isNode(schema.properties)) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [name, sample(root, inner, depth + 1)]),
    );
  }
  if (isNode(schema.additionalProperties)) return { any: sample(root, schema.additionalProperties, depth + 1) };
  return plain(schema);
}

function plain({ type, format }: Node): unknown {
  if (type === 'integer' || type === 'number') return 1;
  if (type === 'boolean') return false;
  if (type !== 'string') return {};
  if (format === 'date-time') return '2026-11-23T10:00:00Z';
  return format === 'decimal' ? '1.5' : 'text';
}
