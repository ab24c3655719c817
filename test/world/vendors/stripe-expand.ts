export interface Expand {
  readonly ok: true;
  has(path: string): boolean;
}

export const nothingExpanded: Expand = { ok: true, has: () => false };

/** Reads `expand[]`: at most four levels, as the vendor has it. Needs the raw query: parsers differ on brackets. */
export function readExpand(
  query: Readonly<Record<string, unknown>>,
): Expand | { readonly ok: false; readonly message: string } {
  const asked = Object.entries(query)
    .filter(([name]) => name === 'expand' || /^expand\[\d*\]$/.test(name))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .map(String);
  const deep = asked.find((path) => path.split('.').length > 4);
  if (deep !== undefined) return { ok: false, message: 'You cannot expand more than 4 levels of a property.' };
  return { ok: true, has: (path) => asked.some((p) => p === path || p.startsWith(`${path}.`)) };
}
