import { type RawBuilder, sql } from 'kysely';
import type { Erasing, Match } from '../privacy/inventory/entry.ts';
import { keysOf, type Person, wordsOf } from '../privacy/person.ts';

/** Rows of a table that are about a person; undefined where there is nothing to look for. */
export function aboutPerson(erasing: Erasing, person: Person, options: { readonly isExact?: boolean } = {}) {
  const conditions = matchesOf(erasing)
    .filter((match) => !options.isExact || 'is' in match)
    .flatMap((match) => condition(match, person) ?? []);
  return conditions.length === 0 ? undefined : sql<boolean>`(${sql.join(conditions, sql` or `)})`;
}

function matchesOf(erasing: Erasing): readonly Match[] {
  switch (erasing.by) {
    case 'redact':
      return [{ column: erasing.column, says: 'names' }];
    case 'nothing':
      return [];
    default:
      return erasing.where;
  }
}

function condition(match: Match, person: Person): RawBuilder<boolean> | undefined {
  const column = sql.ref(match.column);
  const found = 'is' in match ? keysOf(person, match.is) : wordsOf(person, match.says).map(containing);
  if (found.length === 0) return undefined;
  const own =
    'is' in match ? sql`${column} = any(${found}::text[])` : sql`lower(${column}::text) like any(${found}::text[])`;
  const { only = {}, except = {}, filled } = match;
  const more = [
    ...Object.entries(only).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
    ...Object.entries(except).map(([name, value]) => sql`${sql.ref(name)} <> ${value}`),
    ...(filled === undefined ? [] : [sql`${sql.ref(filled)} is not null`]),
  ];
  return sql<boolean>`(${sql.join([own, ...more], sql` and `)})`;
}

const containing = (word: string): string => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** A text without their addresses and names. */
export function withoutNames(column: string, as: 'jsonb' | 'text', person: Person): RawBuilder<unknown> {
  const words = wordsOf(person, 'names').map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const text = words.reduce<RawBuilder<unknown>>(
    (before, word) => sql`regexp_replace(${before}, ${word}, '[erased]', 'gi')`,
    sql`${sql.ref(column)}::text`,
  );
  return as === 'jsonb' ? sql`${text}::jsonb` : text;
}
