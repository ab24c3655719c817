import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { instead } from './issue-words.ts';
import type { MapFault } from './map-error.ts';
import { faultsIn } from './plain-yaml.ts';
import { tooDeepAt } from './too-deep.ts';
import { valueAt } from './value-at.ts';

export type Path = readonly (string | number)[];

/** One file of the map, parsed, with the way back from a value to its line. */
export interface MapFile<T> {
  readonly value: T | undefined;
  readonly faults: readonly MapFault[];
  /** What the file holds, checked or not. */
  readonly raw: unknown;
  /** The place of a value; of its nearest parent's key when it is not there. */
  fault(path: Path, message: string): MapFault;
}

/** Parses YAML and checks it; never throws for what the file holds. */
export function parseMapFile<S extends z.ZodType>(file: string, text: string, schema: S): MapFile<z.infer<S>> {
  const lines = new LineCounter();
  const at = (offset: number, message: string): MapFault => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, message };
  };
  const line = tooDeepAt(text);
  if (line !== undefined) {
    const fault = () => ({ file, line, column: 1, message: 'is nested too deep to be read; write it flatter' });
    return { value: undefined, raw: undefined, faults: [fault()], fault };
  }
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const fault = (path: Path, message: string): MapFault => at(offsetOf(document.contents, path), message);
  const unreadable = faultsIn(document);
  if (unreadable.length > 0) {
    const faults = unreadable.map(({ offset, message }) => at(offset, message));
    return { value: undefined, raw: undefined, faults, fault };
  }
  const raw: unknown = document.toJS();
  const checked = schema.safeParse(raw);
  if (checked.success) return { value: checked.data, raw, faults: [], fault };
  const faults = checked.error.issues.map((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    const [extra] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return fault(
      extra === undefined ? path : [...path, extra],
      `${path.join('.') || 'the file'}: ${instead(issue, valueAt(raw, path))}`,
    );
  });
  return { value: undefined, raw, faults, fault };
}

/** A plain value is found where it stands, a list or a map by its key: that is the line a person looks for. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root;
  let offset = 0;
  for (const part of path) {
    const item = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
      : isSeq(node)
        ? { key: node.items[Number(part)], value: node.items[Number(part)] }
        : undefined;
    if (!item || !isNode(item.key) || !item.key.range) return offset;
    offset = item.key.range[0];
    node = item.value;
  }
  return isScalar(node) && node.range ? node.range[0] : offset;
}
