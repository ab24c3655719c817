import { type Answer, ok } from './answer.ts';
import { refused } from './stripe-error.ts';

export interface Expand {
  has(path: string): boolean;
}

export const nothingExpanded: Expand = { has: () => false };

/**
 * Reads `expand[]`: at most four levels, and only what can be expanded there, as the vendor has it. Needs the raw query:
 * parsers differ on brackets.
 */
export function readExpand(
  query: Readonly<Record<string, unknown>>,
  expandable: readonly string[],
): { readonly expand: Expand } | { readonly refusal: Answer } {
  const asked = Object.entries(query)
    .filter(([name]) => name === 'expand' || /^expand\[\d*\]$/.test(name))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .map(String);
  if (asked.some((path) => path.split('.').length > 4))
    return { refusal: refused(400, 'You cannot expand more than 4 levels of a property.', { param: 'expand' }) };
  const closed = asked.find((path) => !expandable.includes(path));
  if (closed !== undefined) {
    const name = closed.split('.').at(-1) ?? closed;
    return { refusal: refused(400, `This property cannot be expanded (${name}).`, { param: 'expand' }) };
  }
  return { expand: { has: (path) => asked.some((p) => p === path || p.startsWith(`${path}.`)) } };
}

/** One object where nothing of it is to be expanded. */
export function whole(query: Readonly<Record<string, unknown>>, found: unknown): Answer {
  const read = readExpand(query, []);
  return 'refusal' in read ? read.refusal : ok(found);
}
