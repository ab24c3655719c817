import type { TypedId } from './port.ts';

const asTypedId = (found: readonly string[]): TypedId => {
  const ids = [...new Set(found)];
  const [only] = ids;
  if (only === undefined) return { kind: 'unreadable' };
  return ids.length === 1 ? { kind: 'one', id: only } : { kind: 'several', ids };
};

/** Ids of a form that can be told from the words around them, e.g. `cus_…` within an address. `form` is global. */
export const readIdsOfForm =
  (form: RegExp) =>
  (text: string): TypedId =>
    asTypedId([...text.matchAll(form)].map((match) => match[1] ?? match[0]));

/** Ids that may hold anything: one a line, or between semicolons. */
export const readPlainIds = (text: string): TypedId =>
  asTypedId(
    text
      .split(/[;\r\n]+/)
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );
