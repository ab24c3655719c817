import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { MapFault } from './map-error.ts';

export type Path = readonly (string | number)[];

/** One file of the map, parsed, with the way back from a value to its line. */
export interface MapFile<T> {
  readonly value: T | undefined;
  readonly faults: readonly MapFault[];
  /** The place of a value; of its nearest parent when it is not there. */
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
  const fault = (path: Path, message: string): MapFault => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return at(node.range[0], message);
    }
    return at(0, message);
  };
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => at(error.pos[0], `not valid YAML: ${firstLine(error.message)}`));
    return { value: undefined, faults, fault };
  }
  const checked = schema.safeParse(document.toJS());
  if (checked.success) return { value: checked.data, faults: [], fault };
  const faults = checked.error.issues.map((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    return fault(path, `${path.join('.') || 'the file'}: ${mend(issue)}`);
  });
  return { value: undefined, faults, fault };
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** What to write instead, in words. */
function mend(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `no such key: ${issue.keys.join(', ')}. Remove it or check its spelling`;
  if (issue.code === 'invalid_value') return `write one of: ${issue.values.join(', ')}`;
  if (issue.code === 'invalid_type' && /received undefined/.test(issue.message))
    return `is missing; write a ${issue.expected}`;
  if (issue.code === 'invalid_type') return `write a ${issue.expected}`;
  return issue.message;
}
