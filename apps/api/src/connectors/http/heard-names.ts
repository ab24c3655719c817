const DEEPEST = 8;
/** Of a list: enough to find a name that is only in some of its entries. */
const ENTRIES = 20;

/** Puts every name of an answer, without its value, into `names`. */
export function hear(json: unknown, names: Set<string>, depth = 0): void {
  if (typeof json !== 'object' || json === null || depth > DEEPEST) return;
  const inner = Array.isArray(json) ? json.slice(0, ENTRIES) : Object.values(json);
  if (!Array.isArray(json)) for (const name of Object.keys(json)) names.add(name);
  for (const one of inner) hear(one, names, depth + 1);
}
