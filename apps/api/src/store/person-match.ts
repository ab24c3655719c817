import { type RawBuilder, sql } from 'kysely';
import type { Erasing, Match } from '../privacy/inventory/entry.ts';
import { keysOf, type Person, type Word, wordsOf } from '../privacy/person.ts';

/** Rows of a table that are about a person; undefined where there is nothing to look for. */
export function aboutPerson(erasing: Erasing, person: Person, options: { readonly isExact?: boolean } = {}) {
  const conditions = matchesOf(erasing)
    .filter((match) => !options.isExact || 'is' in match)
    .flatMap((match) => condition(match, person, erasing.by === 'redact' ? erasing.as : undefined) ?? []);
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

function condition(match: Match, person: Person, as?: 'jsonb' | 'text'): RawBuilder<boolean> | undefined {
  const column = sql.ref(match.column);
  const own =
    'is' in match ? holding(column, keysOf(person, match.is)) : saying(column, wordsOf(person, match.says, as));
  if (!own) return undefined;
  const { only = {}, except = {}, filled } = match;
  const more = [
    ...Object.entries(only).map(([name, value]) => sql`${sql.ref(name)} = ${value}`),
    ...Object.entries(except).map(([name, value]) => sql`${sql.ref(name)} <> ${value}`),
    ...(filled === undefined ? [] : [sql`${sql.ref(filled)} is not null`]),
  ];
  return sql<boolean>`(${sql.join([own, ...more], sql` and `)})`;
}

function holding(column: RawBuilder<unknown>, keys: readonly string[]) {
  return keys.length === 0 ? undefined : sql`${column} = any(${keys}::text[])`;
}

/** The plain look comes first: it leaves few rows to the exact one. */
function saying(column: RawBuilder<unknown>, words: readonly Word[]) {
  if (words.length === 0) return undefined;
  const text = sql`lower(${column}::text)`;
  return sql`(${text} like any(${words.map(containing)}::text[]) and ${text} ~ any(${words.map(patternOf)}::text[]))`;
}

const containing = ({ text }: Word): string => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** A line break and its like, as JSON writes them: the letter in it is none of a word. */
const AFTER_BREAK = String.raw`(?<=\\[bfnrt])`;
/** What it may not go on from, nor go on with: it would be another's. */
const BOUNDS: Readonly<Record<Word['kind'], readonly [string, string]>> = {
  address: [`(?:(?<![[:alnum:]]|[[:alnum:]][._+-])|${AFTER_BREAK})`, '(?![[:alnum:]]|[.-][[:alnum:]])'],
  name: [`(?:(?<![[:alnum:]]|[[:alnum:]]-)|${AFTER_BREAK})`, '(?![[:alnum:]]|-[[:alnum:]])'],
  id: ['', ''],
};

function patternOf({ text, kind }: Word): string {
  const [before, after] = BOUNDS[kind];
  return before + text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') + after;
}

/** A text without their addresses and names. */
export function withoutNames(column: string, as: 'jsonb' | 'text', person: Person): RawBuilder<unknown> {
  const text = wordsOf(person, 'names', as).reduce<RawBuilder<unknown>>(
    (before, word) => sql`regexp_replace(${before}, ${patternOf(word)}, '[erased]', 'gi')`,
    sql`${sql.ref(column)}::text`,
  );
  return as === 'jsonb' ? sql`${text}::jsonb` : text;
}
