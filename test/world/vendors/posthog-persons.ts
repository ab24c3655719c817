import type { Company } from '../company/company.ts';

/** ClickHouse's `toString` of a property: text as it is, what is not set as NULL, a list or an object as JSON. */
const asText = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A row for each person with the address: its id, and the properties that the query names, in its order. */
export function personRows(company: Company, email: string, query: string): readonly (readonly unknown[])[] {
  const list = /\[(.*)\] AS flags/.exec(query)?.[1] ?? '';
  const names = [...list.matchAll(/toString\(properties\.([\w$]+)\)/g)].map(([, name = '']) => name);
  const contact = company.contactByEmail(email);
  return (contact?.persons ?? []).map((properties, i) => [
    `0192f1c6-7a3b-7e21-9b5e-${String(Number(contact?.id) * 10 + i).padStart(12, '0')}`,
    names.map((name) => asText(properties[name])),
  ]);
}
