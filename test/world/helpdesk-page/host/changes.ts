import { isTree } from './property-path.ts';

export interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * What an assignment changed, the property itself first and then each part of it:
 * a new `ticket.requester` is also a new `ticket.requester.id`.
 */
export function changesOf(path: string, before: unknown, after: unknown): readonly Change[] {
  if (isSame(before, after)) return [];
  const parts = new Set([...keysOf(before), ...keysOf(after)]);
  const inside = [...parts].flatMap((key) => changesOf(`${path}.${key}`, partOf(before, key), partOf(after, key)));
  return [{ path, before, after }, ...inside];
}

const keysOf = (value: unknown) => (isTree(value) ? Object.keys(value) : []);
const partOf = (value: unknown, key: string) => (isTree(value) ? (value[key] ?? null) : null);
