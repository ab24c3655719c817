import { ownValue } from '@sidelight/shared/own-property.ts';
import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { MapFault } from './map-error.ts';

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
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number, message: string): MapFault => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col, message };
  };
  const fault = (path: Path, message: string): MapFault => at(offsetOf(document.contents, path), message);
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => at(error.pos[0], `not valid YAML: ${firstLine(error.message)}`));
    return { value: undefined, raw: undefined, faults, fault };
  }
  const raw: unknown = document.toJS();
  const checked = schema.safeParse(raw);
  if (checked.success) return { value: checked.data, raw, faults: [], fault };
  const faults = checked.error.issues.map((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    const [extra] = issue.code === 'unrecognized_keys' ? issue.keys : [];
    return fault(extra === undefined ? path : [...path, extra], `${path.join('.') || 'the file'}: ${mend(issue)}`);
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

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'keys with their values',
  record: 'keys with their values',
};

/** What to write instead, in words. */
function mend(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `no such key: ${issue.keys.join(', ')}. Remove it or check its spelling`;
  if (issue.code === 'invalid_value') return `write one of: ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message))
    return `is missing; write ${ownValue(kinds, issue.expected) ?? issue.expected}`;
  if (issue.code === 'invalid_type') return `write ${ownValue(kinds, issue.expected) ?? issue.expected}`;
  if (issue.code === 'invalid_union') return 'write a text, or one text per language with at least en';
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'write a day as YYYY-MM-DD';
  if (issue.code === 'too_small' && (issue.origin === 'array' || issue.origin === 'string'))
    return 'is empty; fill it in';
  return issue.message;
}
