import { z } from 'zod';
import { branches, isNode, type Node } from './node.ts';

/** Every place a wire schema reads, as steps; `*` is any item of a list. */
export const fieldsOf = (schema: z.ZodType): string[][] =>
  unique(walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));

function walk(schema: unknown): string[][] {
  if (!isNode(schema)) return [];
  const inner = (step: string, next: unknown) => [[step], ...walk(next).map((rest) => [step, ...rest])];
  const items = Array.isArray(schema.prefixItems) ? schema.prefixItems : [schema.items];
  return [
    ...(isNode(schema.properties)
      ? Object.entries(schema.properties).flatMap(([name, next]) => inner(name, next))
      : []),
    ...items.filter(isNode).flatMap((next) => inner('*', next)),
    ...(Array.isArray(schema.anyOf) ? schema.anyOf.flatMap(walk) : []),
  ];
}

const unique = (fields: string[][]) => [...new Map(fields.map((field) => [field.join('.'), field])).values()];

/** Whether a document's schema describes a place. What it leaves open (`additionalProperties`) it allows. */
export function describes(root: Node, schema: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  return branches(root, schema).some((branch) => {
    if (step === '*') return isNode(branch.items) && describes(root, branch.items, rest);
    const next = isNode(branch.properties) ? branch.properties[step] : undefined;
    if (next !== undefined) return describes(root, next, rest);
    const open = branch.additionalProperties;
    return open === true || (isNode(open) && (Object.keys(open).length === 0 || describes(root, open, rest)));
  });
}

/** Whether a recorded object has a place. */
export function holds(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  if (step === '*') return Array.isArray(value) && value.some((item) => holds(item, rest));
  return isNode(value) && step in value && holds(value[step], rest);
}
