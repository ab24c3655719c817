import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml';

/** One key of a file that must not be missed, and the file without it. */
export interface Removable {
  readonly path: string;
  readonly line: number;
  /** Where the key that holds it stands. */
  readonly parentLine: number;
  readonly without: string;
}

const MUST = new Set(['fallback', 'owner', 'business', 'technical', 'owners', 'class']);

/** Every owner, class and fallback of a YAML text, found by walking the document itself. */
export function removables(text: string): Removable[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  const found: Removable[] = [];

  function walk(node: unknown, path: readonly string[], parentLine: number): void {
    if (isSeq(node)) for (const [i, item] of node.items.entries()) walk(item, [...path, String(i)], parentLine);
    if (!isMap(node)) return;
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key) || !pair.key.range) continue;
      const key = String(pair.key.value);
      const line = lineOf(pair.key.range[0]);
      if (MUST.has(key) || path.at(-1) === 'fallbacks')
        found.push({ path: [...path, key].join('.'), line, parentLine, without: cut(text, node, pair) });
      // Codes of a vendor may be called anything.
      if (key !== 'values') walk(pair.value, [...path, key], line);
    }
  }
  walk(document.contents, [], 1);
  return found;
}

function cut(text: string, map: YAMLMap, pair: Pair): string {
  if (!isNode(pair.key) || !pair.key.range || !isNode(pair.value) || !pair.value.range) throw new Error('no place');
  const [from] = pair.key.range;
  const to = pair.value.range[1];
  if (!map.flow) return text.slice(0, text.lastIndexOf('\n', from) + 1) + text.slice(text.indexOf('\n', to - 1) + 1);
  const isLast = map.items.at(-1) === pair;
  if (isLast) return text.slice(0, from).replace(/,\s*$/, ' ') + text.slice(to);
  return text.slice(0, from) + text.slice(to).replace(/^\s*,\s*/, '');
}
