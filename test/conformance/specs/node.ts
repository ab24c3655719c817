/** Part of a document: an object whose members are not known yet. */
export interface Node {
  readonly [member: string]: unknown;
}

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** Follows a pointer (`/components/schemas/x`) from the root. Throws when it leads nowhere. */
export function at(root: Node, pointer: string): Node {
  let node: unknown = root;
  for (const part of pointer.split('/').slice(1)) {
    node = isNode(node) ? node[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  if (!isNode(node)) throw new Error(`the document has nothing at ${pointer}`);
  return node;
}

export const pointerTo = (...parts: readonly string[]): string =>
  parts.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The pointer itself, or where its reference leads. */
export function follow(root: Node, pointer: string): string {
  const { $ref } = at(root, pointer);
  return typeof $ref === 'string' ? follow(root, $ref.replace(/^#/, '')) : pointer;
}

/** A schema and all it is made of, references followed. */
export function branches(root: Node, schema: unknown, depth = 0): Node[] {
  if (!isNode(schema) || depth > 12) return [];
  if (typeof schema.$ref === 'string') return branches(root, at(root, schema.$ref.replace(/^#/, '')), depth + 1);
  const parts = [schema.allOf, schema.anyOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [schema, ...parts.flatMap((part) => branches(root, part, depth + 1))];
}
