import type { TypedId } from './port.ts';

/** As it was meant: full-width digits and letters as plain ones, and nothing in it that nobody sees. */
const visible = (text: string): string => (PLAIN.test(text) ? text : text.normalize('NFKC').replace(/\p{Cf}/gu, ''));
/** ASCII is its own compatibility form, and all of it is seen. */
const PLAIN = /^[\n\r\t -~]*$/;

const asTypedId = (found: readonly string[]): TypedId => {
  const ids = [...new Set(found)];
  const [only] = ids;
  if (only === undefined) return { kind: 'unreadable' };
  return ids.length === 1 ? { kind: 'one', id: only } : { kind: 'several', ids };
};

/**
 * Ids of a form that can be told from the words around them, e.g. `cus_…` within an address. One that goes on in a letter, digit, `_` or `-` is another id, not the beginning of this one.
 */
export const readIdsOfForm = (form: RegExp) => {
  const whole = new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${form.source})(?![\\p{L}\\p{N}_-])`, 'gu');
  return (text: string): TypedId => asTypedId([...visible(text).matchAll(whole)].map((match) => match[1] ?? match[0]));
};

/** What people write where there is no id. */
const NOTHING = /^(?:n\/?a|none|null|nil|tbd|unknown|[-–—.?]+)$/i;

/** Ids of one form and nothing else, between spaces, commas or semicolons. `form` is of a whole one. */
export function readListOf(text: string, form: RegExp): TypedId {
  const parts = visible(text)
    .split(/[;,\s]+/)
    .filter((part) => part !== '');
  return parts.every((part) => form.test(part)) ? asTypedId(parts) : { kind: 'unreadable' };
}

/** Ids that may hold anything, spaces too: one a line, or between commas or semicolons. */
export const readPlainIds = (text: string): TypedId =>
  asTypedId(
    visible(text)
      .split(/[;,\r\n]+/)
      .map((part) => part.trim())
      .filter((part) => part !== '' && !NOTHING.test(part)),
  );
