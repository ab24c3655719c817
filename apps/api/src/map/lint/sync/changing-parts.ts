import jsonata from 'jsonata';

const CHANGING = new Set(['now', 'millis', 'random', 'shuffle', 'eval']);

/** Functions in an expression that do not answer the same each time. None where it does not parse. Pure. */
export function changingParts(text: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<unknown>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    if ('type' in node && node.type === 'variable' && 'value' in node && CHANGING.has(String(node.value)))
      found.add(String(node.value));
    for (const part of Object.values(node)) visit(part);
  };
  try {
    visit(jsonata(text).ast());
  } catch {
    return [];
  }
  return [...found];
}
