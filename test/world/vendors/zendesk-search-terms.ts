import { ownValue } from '@sidelight/shared/own-property.ts';

const TERM = /([\w.]+):(?:"([^"]*)"|(\S+))/g;

/**
 * Whether a record is what a search asks for: `key:value` and `key:"value"`, several of one key are alternatives.
 * What is no such term is passed over.
 */
export function matching(query: string, record: Readonly<Record<string, unknown>>): boolean {
  const wanted = new Map<string, string[]>();
  for (const [, key = '', quoted, plain] of query.matchAll(TERM)) {
    wanted.set(key, [...(wanted.get(key) ?? []), (quoted ?? plain ?? '').toLowerCase()]);
  }
  return [...wanted].every(([key, values]) => {
    const own = [ownValue(record, key)].flat().map((value) => String(value ?? '').toLowerCase());
    return own.some((value) => value !== '' && values.includes(value));
  });
}
