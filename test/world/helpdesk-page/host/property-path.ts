export type Tree = { readonly [key: string]: unknown };

export const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `ticket.customField:custom_field_7` → `['ticket', 'customField', 'custom_field_7']`.
 * A colon passes an argument; a dot inside one is written `\.`.
 */
function splitPath(path: string): readonly string[] {
  return path
    .split(/(?<!\\)\./)
    .flatMap((segment) => {
      const colon = segment.indexOf(':');
      return colon < 0 ? [segment] : [segment.slice(0, colon), segment.slice(colon + 1)];
    })
    .map((segment) => segment.replaceAll('\\.', '.'));
}

/** The value at a path; undefined when there is no such property. Below an empty value everything is empty. */
export function readPath(tree: Tree, path: string): unknown {
  let value: unknown = tree;
  for (const key of splitPath(path)) {
    if (value === null) return null;
    if (!isTree(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** A copy with one value replaced. Steps over an empty parent by making it an object. */
export function writePath(tree: Tree, path: string, value: unknown): Tree {
  const write = (node: Tree, [key, ...rest]: readonly string[]): Tree => {
    if (key === undefined) return node;
    if (rest.length === 0) return { ...node, [key]: value };
    const child = Object.hasOwn(node, key) ? node[key] : undefined;
    return { ...node, [key]: write(isTree(child) ? child : {}, rest) };
  };
  return write(tree, splitPath(path));
}
